import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import { START_SECONDS, type Facts } from '../facts';
import { availabilityReasons } from './availability';
import { cruiseControlReasons } from './cruiseControl';
import { operatorReasons, reconcilingReasons } from './operator';
import { blocks, next, reason } from './reason';
import { rollingReasons } from './rolling';
import {
  configurationReasons,
  controllerReasons,
  shrinkReasons,
} from './settings';
import { zookeeperReasons } from './zookeeper';

/** A cluster that goes has one reason: its brokers are supposed to go too. */
export function deletingReason(facts: Facts): HealthReason {
  const finalizers = facts.finalizers.join(', ');
  return reason(
    'deleting',
    { finalizers, minutes: facts.deadlines.minutesSince(facts.deletedAt) },
    {
      about: [facts.about],
      since: facts.deletedAt,
      blocks: blocks('everything', {}),
      next: facts.deadlines.passed(facts.deletedAt, START_SECONDS)
        ? next('remove-finalizers-with-care', { finalizers })
        : next('nothing-wait', {}),
    },
  );
}

/** What waits for an operator that is not there does not go on by itself. */
function withoutWaitingInVain(
  reasons: readonly HealthReason[],
): readonly HealthReason[] {
  const idle = new Map(
    reasons
      .filter(({ code }) => code === 'operator-not-acting')
      .map(entry => [entry.params.operator, entry.next]),
  );
  return reasons.map(entry => {
    const step = idle.get(
      entry.code.startsWith('zookeeper-') ? 'zookeeper-operator' : 'koperator',
    );
    return step && entry.next.code === 'nothing-wait'
      ? { ...entry, next: step }
      : entry;
  });
}

/** Every reason of the verdict on a cluster, in no order. */
export function reasonsOf(facts: Facts): readonly HealthReason[] {
  if (facts.deletedAt) {
    return [deletingReason(facts)];
  }
  const found = [
    ...zookeeperReasons(facts),
    ...controllerReasons(facts),
    ...availabilityReasons(facts),
    ...shrinkReasons(facts),
    ...configurationReasons(facts),
    ...cruiseControlReasons(facts),
    ...operatorReasons(facts),
  ];
  const broken = found.some(
    ({ code }) =>
      code.startsWith('broker-') &&
      code !== 'broker-starting' &&
      code !== 'broker-missing',
  );
  const rolling = rollingReasons(facts, broken);
  const explained = [...found, ...rolling].some(
    entry => entry.severity !== 'info',
  );
  return withoutWaitingInVain([
    ...found,
    ...rolling,
    ...(explained ? [] : reconcilingReasons(facts)),
  ]);
}
