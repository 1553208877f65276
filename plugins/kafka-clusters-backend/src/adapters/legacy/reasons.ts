import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { Facts } from '../koperator/facts';
import { deletingReason } from '../koperator/reasons';
import { availabilityReasons } from '../koperator/reasons/availability';
import { blocks, next, reason } from '../koperator/reasons/reason';
import { zookeeperReasons } from '../koperator/reasons/zookeeper';

/** Without brokers that can be read nothing can be said: neither that it runs nor that it does not. */
function unreadable(facts: Facts): HealthReason {
  return reason(
    'state-unknown',
    { field: 'spec.brokerConfigs', text: '' },
    {
      about: [facts.about],
      blocks: blocks('unknown', {}),
      next: next('report-unknown-state', { text: '' }),
    },
  );
}

/** Whether this time's operator still runs cannot be seen, so nobody is told to wait for it. */
function withoutPromise(entry: HealthReason): HealthReason {
  return entry.next.code === 'nothing-wait' && entry.code === 'broker-missing'
    ? {
        ...entry,
        next: next('check-operator-running', { operator: 'koperator' }),
      }
    : entry;
}

/** What pods say of the cluster: this time's operators report nothing that could be relied on. */
export function legacyReasonsOf(facts: Facts): readonly HealthReason[] {
  if (facts.deletedAt) {
    return [deletingReason(facts)];
  }
  if (facts.brokers.length === 0) {
    return [unreadable(facts)];
  }
  return [...zookeeperReasons(facts), ...availabilityReasons(facts)].map(
    withoutPromise,
  );
}
