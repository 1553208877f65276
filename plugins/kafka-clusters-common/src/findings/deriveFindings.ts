import { isBroker } from '../derive/zoneLoss';
import type { ClusterNode, Listener } from '../model/cluster';
import type { MessageParams, ObjectRef } from '../model/health';
import {
  findingIds,
  findingRegistry,
  type Finding,
  type FindingId,
  type FindingParams,
} from './registry';

/**
 * What of a cluster's settings bears on its safety, beside what its model says
 * anyway. What is not known is absent, and gives no finding.
 *
 * @public
 */
export interface SafetyFacts {
  /** Images that the cluster's own pods run or will run. */
  readonly images?: readonly string[];
  /** Whether Kafka makes a topic that somebody merely names. */
  readonly autoCreateTopics?: boolean;
  /** Whether two brokers may share a Kubernetes node. */
  readonly antiAffinity?: 'required' | 'preferred' | 'none';
  /** Whether a PodDisruptionBudget protects the brokers. */
  readonly disruptionBudget?: boolean;
  /** Paths of fields of the specification that hold a secret in clear text; never what they hold. */
  readonly clearTextSecrets?: readonly string[];
  /** Settings that Kafka does not know in this spelling, and ignores. */
  readonly ignoredSettings?: readonly string[];
}

/**
 * Everything that findings are derived from.
 *
 * @public
 */
export interface FindingFacts {
  readonly nodes: readonly ClusterNode[];
  readonly listeners: readonly Listener[];
  readonly minInsyncReplicas: number;
  readonly replicationFactor: number;
  readonly resources: {
    readonly memoryBytesPerBroker?: number;
    readonly memoryLimitBytesPerBroker?: number;
    readonly heapBytesPerBroker?: number;
  };
  readonly storage: { readonly class?: string; readonly canGrow?: boolean };
  readonly safety?: SafetyFacts;
}

/** A finding, its parameters checked by the compiler. */
function finding<Id extends FindingId>(
  id: Id,
  params: FindingParams[Id],
  about?: ObjectRef,
): Finding {
  return {
    id,
    severity: findingRegistry[id].severity,
    params: params as MessageParams,
    ...(about ? { about } : {}),
  };
}

/** A request of less than this part of the limit is a promise that a busy node breaks. */
const FAR_BELOW = 0.5;

function memoryFindings({ resources }: FindingFacts): Finding[] {
  const {
    heapBytesPerBroker: heap,
    memoryBytesPerBroker: request,
    memoryLimitBytesPerBroker: limit,
  } = resources;
  const found: Finding[] = [];
  if (heap !== undefined && limit !== undefined && heap > limit) {
    found.push(
      finding('heap-above-limit', { heapBytes: heap, limitBytes: limit }),
    );
  } else if (heap !== undefined && request !== undefined && heap > request) {
    found.push(
      finding('heap-above-request', { heapBytes: heap, requestBytes: request }),
    );
  }
  if (
    request !== undefined &&
    limit !== undefined &&
    request < limit * FAR_BELOW
  ) {
    found.push(
      finding('request-far-below-limit', {
        requestBytes: request,
        limitBytes: limit,
      }),
    );
  }
  return found;
}

function copyFindings(facts: FindingFacts): Finding[] {
  const { replicationFactor: replicas, minInsyncReplicas: min } = facts;
  const found: Finding[] = [];
  if (replicas < 2) {
    found.push(finding('single-copy', {}));
  } else if (replicas < 3) {
    found.push(finding('replication-below-three', { replicas }));
  }
  if (min > 1 && min >= replicas) {
    found.push(finding('min-insync-equals-replication', { min, replicas }));
  } else if (min === 1 && replicas > 1) {
    // With one copy there is nothing that could be in sync with it.
    found.push(finding('min-insync-one', { replicas }));
  }
  return found;
}

/** A single broker shares nothing and is in one zone anyway. */
function placementFindings(
  { safety }: FindingFacts,
  brokers: readonly ClusterNode[],
): Finding[] {
  if (brokers.length < 2) {
    return [];
  }
  const found: Finding[] = [];
  const zones = new Set(brokers.map(({ zone }) => zone));
  const [zone] = zones;
  // One unknown zone is enough to know nothing.
  if (zones.size === 1 && zone) {
    found.push(finding('one-zone', { zone }));
  }
  if (safety?.antiAffinity === 'preferred' || safety?.antiAffinity === 'none') {
    found.push(finding('brokers-may-share-node', {}));
  }
  if (safety?.disruptionBudget === false) {
    found.push(finding('no-disruption-budget', {}));
  }
  return found;
}

function listenerFindings({ listeners }: FindingFacts): Finding[] {
  const open = listeners.filter(
    ({ protocol }) => protocol === 'plaintext' || protocol === 'sasl_plaintext',
  );
  const named = (exposure: Listener['exposure']) =>
    open
      .filter(listener => listener.exposure === exposure)
      .map(({ name }) => name)
      .join(', ');
  const outside = named('external');
  const inside = named('internal');
  return [
    ...(outside ? [finding('plaintext-outside', { listeners: outside })] : []),
    ...(inside ? [finding('plaintext-listeners', { listeners: inside })] : []),
  ];
}

/** The tag of an image; '' where it has none. The host may have a port. */
function tagOf(image: string): string {
  return /:([^:/@]+)(?:@|$)/.exec(image.split('/').at(-1) ?? '')?.[1] ?? '';
}

function imageFindings({ safety }: FindingFacts): Finding[] {
  const loose = [...new Set(safety?.images ?? [])].filter(
    image => !image.includes('@sha256:'),
  );
  const isFloating = (image: string) => ['', 'latest'].includes(tagOf(image));
  const floating = loose.filter(isFloating).join(', ');
  const tagged = loose.filter(image => !isFloating(image)).join(', ');
  return [
    ...(floating ? [finding('floating-image-tag', { images: floating })] : []),
    ...(tagged ? [finding('image-without-digest', { images: tagged })] : []),
  ];
}

function settingFindings({ safety, storage }: FindingFacts): Finding[] {
  const secrets = safety?.clearTextSecrets ?? [];
  const ignored = safety?.ignoredSettings ?? [];
  const storageClass = storage.class ?? '';
  return [
    ...(secrets.length
      ? [finding('password-in-clear-text', { fields: secrets.join(', ') })]
      : []),
    ...(safety?.autoCreateTopics ? [finding('auto-create-topics', {})] : []),
    ...(ignored.length
      ? [finding('ignored-settings', { settings: ignored.join(', ') })]
      : []),
    ...(storage.canGrow === false
      ? [
          finding(
            'storage-cannot-grow',
            { storageClass },
            storageClass
              ? { kind: 'StorageClass', name: storageClass }
              : undefined,
          ),
        ]
      : []),
  ];
}

/**
 * Everything that a cluster's settings lack, the most severe first. Nothing is
 * said of a cluster whose brokers are not known, nor of what is not known of
 * one.
 *
 * @public
 */
export function deriveFindings(facts: FindingFacts): readonly Finding[] {
  const brokers = facts.nodes.filter(isBroker);
  if (brokers.length === 0) {
    return [];
  }
  return [
    ...memoryFindings(facts),
    ...copyFindings(facts),
    ...placementFindings(facts, brokers),
    ...listenerFindings(facts),
    ...imageFindings(facts),
    ...settingFindings(facts),
  ].sort((a, b) => findingIds.indexOf(a.id) - findingIds.indexOf(b.id));
}
