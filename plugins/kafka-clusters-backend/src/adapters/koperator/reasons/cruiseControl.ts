import type {
  CruiseControlTask,
  HealthReason,
  ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { BrokerView, DiskTask } from '../brokers';
import { DEBOUNCE_SECONDS, START_SECONDS, type Facts } from '../facts';
import { at, earliest, latest, text } from '../parse';
import { blocks, next, reason } from './reason';

/** One thing that Cruise Control has to do, with all brokers that it is about. */
interface Work {
  readonly task: CruiseControlTask;
  /** The end of the operator's state: Required, Scheduled, Running, CompletedWithError, Paused. */
  readonly phase: string;
  readonly brokers: readonly number[];
  readonly operation?: string;
  /** It is about disks that the cluster began with. */
  readonly first: boolean;
}

const prefixes: readonly (readonly [string, CruiseControlTask])[] = [
  ['GracefulUpscale', 'add-broker'],
  ['GracefulDownscale', 'remove-broker'],
  ['GracefulDiskRebalance', 'rebalance'],
  ['GracefulDiskRemoval', 'remove-disks'],
];

const phases = new Set([
  'Required',
  'Scheduled',
  'Running',
  'Succeeded',
  'CompletedWithError',
  'Paused',
]);

/** The operator claims all disks of a new cluster at once, or broker by broker. */
const FIRST_DISKS_SECONDS = 15;
const SECONDS_PER_BROKER = 1;

function readState(
  state: string,
): { task: CruiseControlTask; phase: string } | undefined {
  for (const [prefix, task] of prefixes) {
    const phase = state.slice(prefix.length);
    if (state.startsWith(prefix) && phases.has(phase)) {
      return { task, phase };
    }
  }
  return undefined;
}

function isFirstDisk(facts: Facts, disk: DiskTask): boolean {
  const first = earliest(
    ...facts.nodes.flatMap(node => node.claims.map(claim => claim.createdAt)),
  );
  const allowed = FIRST_DISKS_SECONDS + facts.nodes.length * SECONDS_PER_BROKER;
  return (
    first !== undefined &&
    disk.claimedAt !== undefined &&
    Date.parse(disk.claimedAt) - Date.parse(first) <= allowed * 1000
  );
}

function workOf(facts: Facts): readonly Work[] {
  const found = new Map<string, Work>();
  const add = (
    broker: BrokerView,
    state: string,
    operation: string | undefined,
    first: boolean,
  ) => {
    const read = readState(state);
    if (!read || read.phase === 'Succeeded') {
      return;
    }
    const key = `${read.task}/${read.phase}/${first}`;
    const before = found.get(key);
    found.set(key, {
      ...read,
      brokers: [...new Set([...(before?.brokers ?? []), broker.id])],
      operation: before?.operation ?? operation,
      first,
    });
  };
  for (const broker of facts.nodes) {
    add(broker, broker.actionState, broker.actionOperation, false);
    for (const disk of broker.diskTasks) {
      add(broker, disk.state, disk.operation, isFirstDisk(facts, disk));
    }
  }
  return [...found.values()];
}

function aboutWork(facts: Facts, work: Work): readonly ObjectRef[] {
  return work.operation
    ? [
        {
          kind: 'CruiseControlOperation',
          name: work.operation,
          namespace: facts.namespace,
        },
        facts.about,
      ]
    : [facts.about];
}

function troubleReason(facts: Facts, work: Work): HealthReason | undefined {
  const operation = facts.cruiseControl.operations.find(
    candidate => candidate.name === work.operation,
  );
  const brokers = work.brokers.join(', ');
  const name = work.operation ?? '';
  const rest = {
    about: aboutWork(facts, work),
    since: latest(operation?.finishedAt, operation?.startedAt),
    blocks: blocks('scaling-and-rebalancing', {}),
  };
  if (work.phase === 'CompletedWithError') {
    return reason(
      'operation-failed',
      { operation: work.task, brokers, name, detail: operation?.error ?? '' },
      {
        ...rest,
        next: next('check-cruise-control', {
          name: `${facts.name}-cruisecontrol`,
          namespace: facts.namespace,
        }),
      },
    );
  }
  return work.phase === 'Paused'
    ? reason(
        'operation-paused',
        { operation: work.task, brokers, name },
        {
          ...rest,
          next: next('resume-operation', { name, namespace: facts.namespace }),
        },
      )
    : undefined;
}

function progressReason(
  facts: Facts,
  task: CruiseControlTask,
  works: readonly Work[],
): HealthReason {
  const brokers = [...new Set(works.flatMap(work => work.brokers))]
    .sort((a, b) => a - b)
    .join(', ');
  const operation = facts.cruiseControl.operations.find(candidate =>
    works.some(work => work.operation === candidate.name),
  );
  const rest = {
    about: aboutWork(
      facts,
      works.find(work => work.operation !== undefined) ?? works[0],
    ),
    since: operation?.startedAt,
    blocks: blocks('nothing', {}),
    next: next('nothing-wait', {}),
  };
  if (task === 'add-broker') {
    return reason(
      'scaling-out',
      { brokers, running: facts.running, total: facts.brokers.length },
      rest,
    );
  }
  if (task === 'remove-broker') {
    return reason('scaling-in', { brokers }, rest);
  }
  return works[0].first
    ? reason('first-rebalance', { brokers }, rest)
    : reason('rebalancing', { brokers }, rest);
}

/** Operations that a person has started by hand: the cluster's status does not know them. */
function manualReasons(facts: Facts): readonly HealthReason[] {
  const known = new Set(
    facts.nodes.flatMap(broker => [
      broker.actionOperation,
      ...broker.diskTasks.map(disk => disk.operation),
    ]),
  );
  return facts.cruiseControl.operations
    .filter(
      operation =>
        !known.has(operation.name) &&
        operation.operation === 'rebalance' &&
        (operation.state === 'Active' || operation.state === 'InExecution'),
    )
    .map(operation =>
      reason(
        'rebalancing',
        {
          brokers:
            text(
              at(
                operation.object,
                'status',
                'currentTask',
                'parameters',
                'destination_broker_ids',
              ),
            ) ?? '',
        },
        {
          about: [
            {
              kind: 'CruiseControlOperation',
              name: operation.name,
              namespace: facts.namespace,
            },
            facts.about,
          ],
          since: operation.startedAt,
          blocks: blocks('nothing', {}),
          next: next('nothing-wait', {}),
        },
      ),
    );
}

/** Cruise Control itself: it comes after Kafka, and is replaced whenever the number of brokers changes. */
function downReason(facts: Facts): readonly HealthReason[] {
  const { cruiseControl, established, deadlines, wish } = facts;
  const topicMissing =
    at(facts.cluster, 'status', 'cruiseControlTopicStatus') ===
    'CruiseControlTopicNotReady';
  const since = cruiseControl.unavailableSince;
  const down =
    cruiseControl.deployment !== undefined &&
    !cruiseControl.available &&
    deadlines.passed(since, DEBOUNCE_SECONDS) &&
    (cruiseControl.cause === 'ImagePullBackOff' ||
      deadlines.passed(facts.createdAt, START_SECONDS));
  const topic =
    topicMissing && deadlines.passed(facts.createdAt, START_SECONDS);
  if (!established || wish.cruiseControlExternal || (!down && !topic)) {
    return [];
  }
  const name = `${facts.name}-cruisecontrol`;
  const cause = down ? cruiseControl.cause ?? '' : 'CruiseControlTopicNotReady';
  return [
    reason(
      'cruise-control-down',
      { name, cause },
      {
        about: [
          { kind: 'Deployment', name, namespace: facts.namespace },
          facts.about,
        ],
        since: down ? since : undefined,
        blocks: blocks('scaling-and-rebalancing', {}),
        next: next('check-cruise-control', {
          name,
          namespace: facts.namespace,
        }),
      },
    ),
  ];
}

/** What Cruise Control does, has failed to do, or cannot do. */
export function cruiseControlReasons(facts: Facts): readonly HealthReason[] {
  const works = workOf(facts);
  const trouble = works.flatMap(work => troubleReason(facts, work) ?? []);
  const running = works.filter(work => !troubleReason(facts, work));
  const rebalances = running.filter(
    work => work.task === 'rebalance' || work.task === 'remove-disks',
  );
  const progress = (['add-broker', 'remove-broker'] as const).flatMap(task => {
    const mine = running.filter(work => work.task === task);
    return mine.length ? [progressReason(facts, task, mine)] : [];
  });
  return [
    ...trouble,
    ...progress,
    ...[true, false].flatMap(first => {
      const mine = rebalances.filter(work => work.first === first);
      return mine.length ? [progressReason(facts, 'rebalance', mine)] : [];
    }),
    ...manualReasons(facts),
    ...downReason(facts),
  ];
}
