import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { BrokerView } from '../brokers';
import { aboutNode, blockOfLoss, START_SECONDS, type Facts } from '../facts';
import { latest, text } from '../parse';
import { notReadySince } from '../pods';
import { next, reason } from './reason';

/** Kafka answers the operator a moment before its pod is ready. */
const READY_SECONDS = 60;

/** A broker that is added to a working cluster, and has not answered yet. */
function isAdded(broker: BrokerView): boolean {
  return (
    broker.firstPod &&
    (broker.actionState === '' ||
      broker.actionState.startsWith('GracefulUpscale'))
  );
}

/** A pod that came before the cluster first worked: it replaces none. */
function isFirstPod(facts: Facts, broker: BrokerView): boolean {
  const establishedAt = text(facts.memory.establishedAt);
  const created = broker.pod?.createdAt;
  return (
    broker.firstPod &&
    created !== undefined &&
    (establishedAt === undefined || created <= establishedAt)
  );
}

/** Whether a broker has never run and still has time to. */
export function isComingUp(facts: Facts, broker: BrokerView): boolean {
  const { deadlines, established } = facts;
  if (broker.answered) {
    return (
      isFirstPod(facts, broker) &&
      broker.pod?.state !== 'stopping' &&
      !deadlines.passed(broker.pod?.createdAt, READY_SECONDS)
    );
  }
  return (
    (!established || isAdded(broker)) &&
    !deadlines.passed(broker.since ?? facts.createdAt, START_SECONDS)
  );
}

/** A broker that is away and may come back by itself. */
export function lostBroker(facts: Facts, broker: BrokerView): HealthReason {
  const { pod } = broker;
  if (!pod || broker.node.state === 'stopping') {
    return reason(
      'broker-missing',
      { broker: broker.id, zone: broker.node.zone ?? '' },
      {
        about: [...aboutNode(facts, broker), facts.about],
        since: pod?.changedAt,
        blocks: blockOfLoss(facts, broker),
        next: next('nothing-wait', {}),
      },
    );
  }
  const since = notReadySince(pod);
  const slow = facts.deadlines.passed(since, START_SECONDS);
  return reason(
    'broker-not-ready',
    {
      broker: broker.id,
      pod: pod.name,
      minutes: facts.deadlines.minutesSince(since),
    },
    {
      about: aboutNode(facts, broker),
      since,
      blocks: blockOfLoss(facts, broker),
      next: slow
        ? next('read-pod-logs', { pod: pod.name, namespace: facts.namespace })
        : next('nothing-wait', {}),
    },
  );
}

/** Since when the last of the brokers has run. */
export function allRunningSince(facts: Facts): string | undefined {
  return latest(...facts.brokers.map(broker => broker.node.changedAt));
}
