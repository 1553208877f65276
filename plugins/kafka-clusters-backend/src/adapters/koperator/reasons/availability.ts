import type {
  BlockCode,
  HealthReason,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { BrokerView } from '../brokers';
import { aboutNode, START_SECONDS, type Facts } from '../facts';
import { brokenBroker } from './brokenBroker';
import { allRunningSince, isComingUp, lostBroker } from './brokers';
import { isRolled } from './rolling';
import { blocks, next, reason, type Message } from './reason';

/** Kafka normally answers within seconds once all brokers are ready. */
const ANSWER_SECONDS = 60;

function logsStep(facts: Facts) {
  return next('check-zookeeper-then-broker-logs', {
    zookeeper: facts.zookeeperAddress?.address ?? '',
  });
}

/** Nothing runs, or too little for a write. */
function outageReasons(
  facts: Facts,
  down: readonly BrokerView[],
  broken: readonly HealthReason[],
): readonly HealthReason[] {
  const { running, brokers, established, wish } = facts;
  const total = brokers.length;
  const min = wish.minInsyncReplicas;
  const about = [facts.about, ...down.flatMap(b => aboutNode(facts, b))];
  // A cluster that never worked has not stopped; it shows why it does not come up.
  const late =
    broken.length === 0 &&
    facts.deadlines.passed(facts.createdAt, START_SECONDS) &&
    !down.every(broker => isComingUp(facts, broker));
  if (total === 0 || (!established && !late)) {
    return [];
  }
  if (running === 0) {
    return [
      reason(
        'no-broker-running',
        { total },
        { about, blocks: blocks('everything', {}), next: logsStep(facts) },
      ),
    ];
  }
  return running < min && established
    ? [
        reason(
          'writes-blocked',
          { running, total, min },
          {
            about,
            blocks: blocks('writes-min-insync', { running, min }),
            next: broken.length ? broken[0].next : next('nothing-wait', {}),
          },
        ),
      ]
    : [];
}

/** New brokers on their way; those that are added to a cluster block nothing. */
function startingReason(
  facts: Facts,
  members: readonly BrokerView[],
  starting: readonly BrokerView[],
): readonly HealthReason[] {
  if (starting.length === 0) {
    return [];
  }
  const block: Message<BlockCode> = facts.established
    ? blocks('nothing', {})
    : blocks('creation', {});
  return [
    reason(
      'broker-starting',
      {
        running: members.filter(member => member.node.state === 'running')
          .length,
        total: members.length,
      },
      {
        about: [facts.about, ...starting.flatMap(b => aboutNode(facts, b))],
        since: facts.createdAt,
        blocks: block,
        next: next('nothing-wait', {}),
      },
    ),
  ];
}

/** All pods run; only the operator knows whether Kafka answers in them, and tells by writing its version. */
function answerReasons(facts: Facts): readonly HealthReason[] {
  const { brokers, running, established, deadlines } = facts;
  const total = brokers.length;
  if (
    established ||
    total === 0 ||
    running < total ||
    brokers.some(broker => broker.answered)
  ) {
    return [];
  }
  const since = allRunningSince(facts);
  const params = { running, total };
  const late =
    deadlines.passed(facts.createdAt, START_SECONDS) &&
    deadlines.passed(since, ANSWER_SECONDS);
  return [
    late
      ? reason(
          'kafka-not-answering',
          { ...params, minutes: deadlines.minutesSince(since) },
          {
            about: [facts.about],
            since,
            blocks: blocks('creation', {}),
            next: logsStep(facts),
          },
        )
      : reason('kafka-starting', params, {
          about: [facts.about],
          since,
          blocks: blocks('creation', {}),
          next: next('nothing-wait', {}),
        }),
  ];
}

/** What the brokers (and controllers) say about the cluster. */
export function availabilityReasons(facts: Facts): readonly HealthReason[] {
  const members = facts.nodes.filter(node => node.wished);
  const down = members.filter(member => member.node.state !== 'running');
  const broken = down.flatMap(member => brokenBroker(facts, member) ?? []);
  const healing = down.filter(member => !brokenBroker(facts, member));
  const starting = healing.filter(member => isComingUp(facts, member));
  const lost = healing.filter(
    member => !starting.includes(member) && !isRolled(facts, member),
  );
  return [
    ...outageReasons(
      facts,
      down.filter(member => member.wished?.broker),
      broken,
    ),
    ...broken,
    ...lost.map(member => lostBroker(facts, member)),
    ...(broken.length && !facts.established
      ? []
      : startingReason(facts, members, starting)),
    ...answerReasons(facts),
  ];
}
