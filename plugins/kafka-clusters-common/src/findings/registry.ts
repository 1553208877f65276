import type { MessageParams, ObjectRef, Severity } from '../model/health';

/**
 * Weight of a finding. It changes no verdict: the cluster may run well for
 * years with it.
 *
 * - `error`: it costs data or brokers sooner or later, or gives a secret away
 * - `warning`: it costs availability when something else fails
 * - `info`: worth knowing
 *
 * @public
 */
export type FindingSeverity = Extract<Severity, 'error' | 'warning' | 'info'>;

/**
 * Everything that a cluster's settings can be found to lack, the most severe
 * first; the order of equals is the order in which they are shown. Words (what,
 * why, what to do) are the browser's. What each carries: {@link FindingParams}.
 *
 * @public
 */
export const findingRegistry = {
  'password-in-clear-text': { severity: 'error' },
  'heap-above-limit': { severity: 'error' },
  'heap-above-request': { severity: 'error' },
  'single-copy': { severity: 'error' },
  'plaintext-outside': { severity: 'error' },
  'replication-below-three': { severity: 'warning' },
  'min-insync-one': { severity: 'warning' },
  'min-insync-equals-replication': { severity: 'warning' },
  'request-far-below-limit': { severity: 'warning' },
  'brokers-may-share-node': { severity: 'warning' },
  'one-zone': { severity: 'warning' },
  'no-disruption-budget': { severity: 'warning' },
  'plaintext-listeners': { severity: 'warning' },
  'auto-create-topics': { severity: 'warning' },
  'storage-cannot-grow': { severity: 'warning' },
  'floating-image-tag': { severity: 'warning' },
  'ignored-settings': { severity: 'info' },
  'image-without-digest': { severity: 'info' },
} as const satisfies Record<string, { severity: FindingSeverity }>;

/** @public */
export type FindingId = keyof typeof findingRegistry;

/** All ids, the most severe first. @public */
export const findingIds = Object.keys(findingRegistry) as [
  FindingId,
  ...FindingId[],
];

/** Severities of findings, the heaviest first. @public */
export const findingSeverities = [
  'error',
  'warning',
  'info',
] as const satisfies readonly FindingSeverity[];

/**
 * What the words of each finding name. Numbers of bytes end in `Bytes`; texts
 * come from custom resources: untrusted. `fields` are paths, never values.
 *
 * @public
 */
export interface FindingParams {
  'password-in-clear-text': { fields: string };
  'heap-above-limit': { heapBytes: number; limitBytes: number };
  /** What Kubernetes reserves is less than what Java takes at once. */
  'heap-above-request': { heapBytes: number; requestBytes: number };
  'single-copy': Record<string, never>;
  'plaintext-outside': { listeners: string };
  'replication-below-three': { replicas: number };
  'min-insync-one': { replicas: number };
  'min-insync-equals-replication': { min: number; replicas: number };
  'request-far-below-limit': { requestBytes: number; limitBytes: number };
  'brokers-may-share-node': Record<string, never>;
  'one-zone': { zone: string };
  'no-disruption-budget': Record<string, never>;
  'plaintext-listeners': { listeners: string };
  'auto-create-topics': Record<string, never>;
  'storage-cannot-grow': { storageClass: string };
  'floating-image-tag': { images: string };
  'ignored-settings': { settings: string };
  'image-without-digest': { images: string };
}

/**
 * Something about a cluster's settings that will hurt, although it may run well
 * today.
 *
 * @public
 */
export interface Finding {
  readonly id: FindingId;
  readonly severity: FindingSeverity;
  readonly params: MessageParams;
  /** The object that it is about, where it is not the cluster itself. */
  readonly about?: ObjectRef;
}
