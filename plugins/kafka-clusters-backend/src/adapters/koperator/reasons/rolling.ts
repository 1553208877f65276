import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { BrokerView } from '../brokers';
import {
  aboutNode,
  blockOfLoss,
  DEBOUNCE_SECONDS,
  START_SECONDS,
  type Facts,
} from '../facts';
import { latest, text } from '../parse';
import { blocks, next, reason } from './reason';

/** Whether a rolling upgrade is on, or has just ended with its last pod still starting. */
function rollingSince(facts: Facts): string | undefined {
  const { memory, operatorState, deadlines } = facts;
  const since = text(memory.rollingSince);
  if (operatorState === 'ClusterRollingUpgrading') {
    return since ?? latest(facts.createdAt);
  }
  const endedAt = text(memory.rollingEndedAt);
  return since && endedAt && !deadlines.passed(endedAt, START_SECONDS)
    ? since
    : undefined;
}

/** A broker that is away because the operator replaces it in a rolling upgrade. */
export function isRolled(facts: Facts, broker: BrokerView): boolean {
  const since = rollingSince(facts);
  if (since === undefined || facts.operatorState === '') {
    return false;
  }
  const { pod } = broker;
  if (!pod || pod.state === 'stopping') {
    return (
      facts.operatorState === 'ClusterRollingUpgrading' ||
      !facts.deadlines.passed(
        text(facts.memory.rollingEndedAt),
        DEBOUNCE_SECONDS,
      )
    );
  }
  const begun =
    pod.createdAt !== undefined &&
    // Times of Kubernetes are whole seconds.
    Date.parse(pod.createdAt) + 1000 >= Date.parse(since);
  return begun && !facts.deadlines.passed(pod.createdAt, START_SECONDS);
}

/** Brokers that do not run with the wish yet. */
function outstandingOf(facts: Facts): readonly BrokerView[] {
  return facts.nodes.filter(
    ({ wished, node, pod, configurationState }) =>
      wished !== undefined &&
      (configurationState === 'ConfigOutOfSync' ||
        node.state !== 'running' ||
        (wished.image !== undefined &&
          pod?.image !== undefined &&
          pod.image !== wished.image)),
  );
}

/** The broker that came last is the one whose replicas have to catch up. */
function lastReplaced(
  facts: Facts,
  outstanding: readonly BrokerView[],
): string {
  const [last] = facts.brokers
    .filter(broker => !outstanding.includes(broker))
    .sort((a, b) =>
      (b.pod?.createdAt ?? '').localeCompare(a.pod?.createdAt ?? ''),
    );
  return last ? String(last.id) : '';
}

/**
 * The operator replaces the next broker only when no replica is out of sync,
 * and says nothing while it waits. All pods ready and none new for a minute
 * means that it waits.
 */
export function rollingReasons(
  facts: Facts,
  broken: boolean,
): readonly HealthReason[] {
  const outstanding = outstandingOf(facts);
  const replaced = facts.nodes.some(
    node => node.node.state !== 'running' && isRolled(facts, node),
  );
  const rolling = facts.operatorState === 'ClusterRollingUpgrading';
  const announced = outstanding.some(
    broker => broker.configurationState === 'ConfigOutOfSync',
  );
  if (!facts.established || broken || (!rolling && !replaced && !announced)) {
    return [];
  }
  const since = rollingSince(facts);
  const total = facts.nodes.filter(node => node.wished).length;
  const moved = latest(
    text(facts.memory.rollingSince),
    ...facts.nodes.map(node => node.node.changedAt),
  );
  const still = facts.nodes.every(
    ({ wished, node }) => !wished || node.state === 'running',
  );
  const ids = outstanding.map(broker => broker.id).join(', ');
  const about = [facts.about, ...outstanding.flatMap(b => aboutNode(facts, b))];
  if (rolling && still && facts.deadlines.passed(moved, DEBOUNCE_SECONDS)) {
    return [
      reason(
        'rolling-upgrade-held',
        {
          brokers: ids,
          outstanding: outstanding.length,
          total,
          minutes: facts.deadlines.minutesSince(moved),
        },
        {
          about,
          since: moved,
          blocks: blocks('the-change', {}),
          next: next('check-broker-in-sync', {
            brokers: lastReplaced(facts, outstanding),
          }),
        },
      ),
    ];
  }
  return [
    reason(
      'rolling-upgrade',
      { done: total - outstanding.length, total },
      {
        about,
        since,
        blocks: still ? blocks('nothing', {}) : blockOfLoss(facts),
        next: next('nothing-wait', {}),
      },
    ),
  ];
}
