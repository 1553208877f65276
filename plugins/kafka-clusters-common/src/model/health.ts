/**
 * The verdict on a cluster, from worst to best.
 *
 * - `unavailable`: clients cannot work now
 * - `attention`: something is broken and will not mend itself
 * - `at-risk`: it works, and one more fault or the pending change may stop it
 * - `progressing`: a change is under way and goes on by itself
 * - `healthy`
 * - `unknown`: nothing can be said, for instance since no data came for long
 *
 * @public
 */
export const healthStates = [
  'unavailable',
  'attention',
  'at-risk',
  'progressing',
  'unknown',
  'healthy',
] as const;

/** @public */
export type HealthState = (typeof healthStates)[number];

/**
 * Weight of a reason. The verdict is the state of the heaviest one:
 * critical - unavailable, error - attention, warning - at-risk,
 * progress - progressing, unknown - unknown, info - healthy.
 *
 * @public
 */
export type Severity =
  | 'critical'
  | 'error'
  | 'warning'
  | 'progress'
  | 'unknown'
  | 'info';

/**
 * Every reason that a verdict can have, with its severity and its weight among
 * all (heavier first). Words, what to do next included, are the browser's.
 * What each carries: {@link HealthReasonParams}.
 *
 * @public
 */
export const healthReasons = {
  'zookeeper-no-quorum': { severity: 'critical', weight: 100 },
  'controllers-no-quorum': { severity: 'critical', weight: 99 },
  'no-broker-running': { severity: 'critical', weight: 95 },
  'writes-blocked': { severity: 'critical', weight: 90 },
  'broker-image-pull': { severity: 'error', weight: 86 },
  'broker-unschedulable': { severity: 'error', weight: 84 },
  'broker-failing': { severity: 'error', weight: 82 },
  'broker-volume-pending': { severity: 'error', weight: 81 },
  'zookeeper-unschedulable': { severity: 'error', weight: 80 },
  'zookeeper-image-pull': { severity: 'error', weight: 79 },
  'zookeeper-missing': { severity: 'error', weight: 78 },
  'kafka-not-answering': { severity: 'error', weight: 76 },
  'operator-not-acting': { severity: 'error', weight: 74 },
  'configuration-error': { severity: 'error', weight: 72 },
  'operation-failed': { severity: 'error', weight: 70 },
  'storage-shrink-refused': { severity: 'error', weight: 69 },
  'broker-not-ready': { severity: 'warning', weight: 66 },
  'rolling-upgrade-held': { severity: 'warning', weight: 64 },
  'broker-missing': { severity: 'warning', weight: 62 },
  'zookeeper-member-missing': { severity: 'warning', weight: 60 },
  'operation-paused': { severity: 'warning', weight: 58 },
  'cruise-control-down': { severity: 'warning', weight: 56 },
  deleting: { severity: 'progress', weight: 50 },
  'zookeeper-starting': { severity: 'progress', weight: 48 },
  'broker-starting': { severity: 'progress', weight: 46 },
  'kafka-starting': { severity: 'progress', weight: 45 },
  'rolling-upgrade': { severity: 'progress', weight: 44 },
  'scaling-out': { severity: 'progress', weight: 42 },
  'scaling-in': { severity: 'progress', weight: 41 },
  rebalancing: { severity: 'progress', weight: 40 },
  'operator-reconciling': { severity: 'progress', weight: 38 },
  'data-stale': { severity: 'unknown', weight: 36 },
  'state-unknown': { severity: 'unknown', weight: 34 },
  'first-rebalance': { severity: 'info', weight: 10 },
} as const satisfies Record<string, { severity: Severity; weight: number }>;

/** @public */
export type HealthReasonCode = keyof typeof healthReasons;

/**
 * What a reason blocks. What each carries: {@link BlockParams}.
 *
 * @public
 */
export const blockCodes = [
  'nothing',
  'everything',
  'writes-min-insync',
  'one-more-loss-stops-writes',
  'no-more-loss',
  'the-change',
  'creation',
  'scaling-and-rebalancing',
  'metadata-changes',
  'unknown',
] as const;

/** @public */
export type BlockCode = (typeof blockCodes)[number];

/**
 * What a person does next about a reason. What each carries:
 * {@link NextStepParams}.
 *
 * @public
 */
export const nextStepCodes = [
  'nothing-wait',
  'uncordon-or-add-node-in-zone',
  'add-node-or-free-resources',
  'correct-image-then-delete-pod',
  'delete-stuck-pod',
  'correct-image',
  'read-pod-logs',
  'check-zookeeper-then-broker-logs',
  'check-broker-in-sync',
  'check-operator-running',
  'check-operator-log',
  'check-storage-class',
  'restore-volume-size',
  'create-zookeeper',
  'check-cruise-control',
  'resume-operation',
  'remove-finalizers-with-care',
  'restore-connection',
  'report-unknown-state',
] as const;

/** @public */
export type NextStepCode = (typeof nextStepCodes)[number];

/**
 * Parameters of a code; the words name them in braces. Hostile text at most:
 * show it as text.
 *
 * @public
 */
export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * A Kubernetes object that something is about.
 *
 * @public
 */
export interface ObjectRef {
  readonly kind: string;
  readonly name: string;
  /** Absent for objects without a namespace. */
  readonly namespace?: string;
}

/**
 * One reason of a verdict.
 *
 * @public
 */
export interface HealthReason {
  readonly code: HealthReasonCode;
  readonly severity: Severity;
  readonly params: MessageParams;
  /** The objects that it is about, the most telling one first. */
  readonly about: readonly ObjectRef[];
  /** ISO time since when it holds, where Kubernetes says so. */
  readonly since?: string;
  readonly blocks: { readonly code: BlockCode; readonly params: MessageParams };
  readonly next: {
    readonly code: NextStepCode;
    readonly params: MessageParams;
  };
}

/**
 * The verdict with its reasons in order of weight.
 *
 * @public
 */
export interface Health {
  readonly state: HealthState;
  readonly reasons: readonly HealthReason[];
}
