import type { ClusterRef } from '../clusterRef';
import type { ClusterRelation } from '../ownership/ownership';
import type { Finding, FindingId } from '../findings/registry';
import type { Health, MessageParams, ObjectRef } from './health';

/** Operators that a built-in adapter supports. @public */
export type OperatorId = 'koperator' | 'koperator-0.5';

/**
 * The operator of a cluster, as its custom resource definition tells.
 *
 * @public
 */
export interface OperatorInfo {
  readonly id: OperatorId;
  /** The line of development, told by the schema of the CRD. */
  readonly line: 'adobe' | 'banzai' | 'unknown';
  /** Version of the running operator, from its Deployment; absent when unknown. */
  readonly version?: string;
}

/**
 * How an owner was found.
 *
 * @public
 */
export type OwnerSource = 'link' | 'namespace' | 'annotation' | 'rule';

/**
 * Whose cluster it is. A claim is an owner annotation that nothing backs: it
 * grants nothing.
 *
 * @public
 */
export type Ownership =
  | {
      readonly state: 'owned';
      readonly owner: string;
      readonly source: OwnerSource;
    }
  | { readonly state: 'unowned'; readonly claims: readonly string[] };

/**
 * State of one node (broker, controller or ZooKeeper member), from its pod.
 *
 * - `running`: ready
 * - `not-ready`: its container runs and is not ready
 * - `starting`: scheduled, not running yet
 * - `pending`: no node takes it
 * - `image-error`: its image cannot be pulled
 * - `failed`: it ended with an error
 * - `stopping`: being deleted
 * - `missing`: there is no pod
 * - `unknown`
 * - `planned`: it does not exist yet (drawn in the form)
 *
 * @public
 */
export const nodeStates = [
  'running',
  'not-ready',
  'starting',
  'pending',
  'image-error',
  'failed',
  'stopping',
  'missing',
  'unknown',
  'planned',
] as const;

/** @public */
export type NodeState = (typeof nodeStates)[number];

/** What a node does. @public */
export type NodeRole =
  | 'broker'
  | 'controller'
  | 'broker-controller'
  | 'zookeeper';

/**
 * A volume of a node.
 *
 * @public
 */
export interface NodeVolume {
  readonly claim: string;
  readonly mountPath?: string;
  readonly requestedBytes: number;
  /** What Kubernetes provides; smaller than requested while it grows. */
  readonly capacityBytes?: number;
  readonly storageClass?: string;
  readonly phase: 'Pending' | 'Bound' | 'Lost' | 'unknown';
  /** The zone that the volume is bound to. */
  readonly zone?: string;
}

/** Where a broker's configuration stands against the wish. @public */
export type ConfigurationState =
  | 'in-sync'
  | 'out-of-sync'
  | 'error'
  | 'unknown';

/**
 * A broker, controller or ZooKeeper member, whether or not its pod exists.
 *
 * @public
 */
export interface ClusterNode {
  /** Broker id, or ordinal of the ZooKeeper member. */
  readonly id: number;
  readonly role: NodeRole;
  readonly state: NodeState;
  /** The raw text where the state is `unknown`, or the cause where it has one (a reason of Kubernetes). */
  readonly stateDetail?: string;
  readonly pod?: string;
  readonly kubernetesNode?: string;
  /** Zone of its Kubernetes node or, without one, of its volume or its wish. */
  readonly zone?: string;
  readonly volumes: readonly NodeVolume[];
  readonly configuration: ConfigurationState;
  readonly configurationDetail?: string;
  readonly image?: string;
  readonly version?: string;
  /** ISO time of the latest change of its state. */
  readonly changedAt?: string;
  /** ISO time since when the pod runs. */
  readonly startedAt?: string;
  /** What Cruise Control does with it, raw (e.g. `GracefulDiskRebalanceRunning`). */
  readonly operation?: string;
}

/**
 * A zone of the Kubernetes cluster that matters to this Kafka cluster.
 *
 * @public
 */
export interface Zone {
  /** Label `topology.kubernetes.io/zone`; '' where nodes have none. */
  readonly name: string;
  readonly kubernetesNodes: readonly {
    readonly name: string;
    readonly state: 'ready' | 'cordoned' | 'not-ready';
  }[];
  /** No node of the zone takes pods. */
  readonly drained: boolean;
  /** What is left when this zone is lost too. */
  readonly loss: ZoneLoss;
}

/**
 * What one more lost zone would cost.
 *
 * - `none`: writes and reads go on
 * - `writes-stop`: some partition keeps fewer replicas than min.insync.replicas
 * - `partitions-stop`: some partition keeps no replica
 * - `stops`: no broker, or no ZooKeeper (controller) majority
 *
 * @public
 */
export interface ZoneLoss {
  readonly effect: 'none' | 'writes-stop' | 'partitions-stop' | 'stops';
  /** Replicas that are left of a partition, in the worst place for it. */
  readonly replicasLeft: number;
  readonly replicasTotal: number;
  readonly brokersLeft: number;
  readonly brokersTotal: number;
  readonly quorumLeft: number;
  readonly quorumTotal: number;
  readonly quorumHolds: boolean;
}

/**
 * A listener and its addresses.
 *
 * @public
 */
export interface Listener {
  readonly name: string;
  readonly exposure: 'internal' | 'external';
  readonly protocol:
    | 'plaintext'
    | 'ssl'
    | 'sasl_plaintext'
    | 'sasl_ssl'
    | 'unknown';
  readonly usedFor: readonly ('clients' | 'brokers' | 'controllers')[];
  /** `host:port` for bootstrap.servers. */
  readonly bootstrap?: string;
  readonly addresses: readonly {
    readonly name: string;
    readonly address: string;
  }[];
}

/**
 * A pod of the cluster that ended; listed for an hour.
 *
 * @public
 */
export interface EndedPod {
  readonly pod: string;
  readonly role: NodeRole;
  readonly id: number;
  readonly zone?: string;
  readonly kubernetesNode?: string;
  /** ISO time. */
  readonly endedAt: string;
  /** Reason of Kubernetes, e.g. `OOMKilled`, `Evicted`, `Deleted`, `Error`. */
  readonly cause: string;
  /** Untrusted text. */
  readonly message?: string;
  readonly exitCode?: number;
}

/**
 * Events of the same object, reason and text, folded.
 *
 * @public
 */
export interface ClusterEvent {
  readonly id: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  /** Untrusted text. */
  readonly message: string;
  readonly about: ObjectRef;
  /** The node of the cluster that the object belongs to, if any. */
  readonly node?: { readonly role: NodeRole; readonly id: number };
  readonly count: number;
  /** ISO times. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly source?: string;
}

/**
 * What every list shows of a cluster.
 *
 * @public
 */
export interface ClusterSummary {
  readonly ref: ClusterRef;
  /** `resource:default/<name>`, where the catalog has it or will have it. */
  readonly entityRef: string;
  readonly uid: string;
  /**
   * How the caller stands to it. A consumer is told verdict, version, owner and
   * addresses; everything else is empty then.
   */
  readonly relation: ClusterRelation;
  /** ISO time. */
  readonly createdAt: string;
  readonly operator: OperatorInfo;
  readonly mode: 'zookeeper' | 'kraft' | 'unknown';
  readonly version: { readonly current?: string; readonly target?: string };
  readonly ownership: Ownership;
  readonly health: Health;
  readonly brokers: readonly {
    readonly id: number;
    readonly state: NodeState;
    readonly zone?: string;
  }[];
  readonly brokersRunning: number;
  readonly zoneCount: number;
  readonly requestedStorageBytes: number;
  /** What its settings lack, the most severe first; each at most once. */
  readonly findingIds: readonly FindingId[];
  readonly data: DataAge;
}

/**
 * How old the data of a cluster is: live, or as of a moment.
 *
 * @public
 */
export interface DataAge {
  readonly live: boolean;
  /** ISO time of the last word of the Kubernetes cluster; the present while live. */
  readonly asOf?: string;
}

/**
 * Who wrote the custom resource.
 *
 * @public
 */
export interface ManagedBy {
  readonly kind: 'portal' | 'gitops' | 'kubectl' | 'other';
  /** The field manager, e.g. `argocd-controller`. */
  readonly manager?: string;
}

/**
 * Whether the caller may do something, or why not.
 *
 * @public
 */
export type OperationAllowance =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: {
        readonly code: string;
        readonly params: MessageParams;
      };
    };

/**
 * Everything that a cluster's page shows.
 *
 * @public
 */
export interface ClusterDetail extends ClusterSummary {
  readonly zones: readonly Zone[];
  readonly nodes: readonly ClusterNode[];
  /** min.insync.replicas of the brokers' configuration, 1 when not set. */
  readonly minInsyncReplicas: number;
  readonly replicationFactor: number;
  readonly listeners: readonly Listener[];
  readonly endedPods: readonly EndedPod[];
  readonly events: readonly ClusterEvent[];
  readonly resources: {
    readonly cpuMillicoresPerBroker?: number;
    /** What Kubernetes reserves. */
    readonly memoryBytesPerBroker?: number;
    /** What a broker is ended at. */
    readonly memoryLimitBytesPerBroker?: number;
    readonly heapBytesPerBroker?: number;
  };
  readonly storage: {
    readonly class?: string;
    readonly canGrow?: boolean;
    readonly bytesPerBroker?: number;
  };
  readonly conditions: readonly ClusterCondition[];
  /** What its settings lack, the most severe first. */
  readonly findings: readonly Finding[];
  readonly managedBy: ManagedBy;
  /** The request of this portal that created it, while the caller may see it. */
  readonly request?: { readonly id: string; readonly state: string };
  readonly operations: Readonly<Record<ClusterOperationId, OperationAllowance>>;
  readonly useCase?: string;
}

/** Operations on a cluster. @public */
export type ClusterOperationId = 'discard';

/**
 * A state that an operator reports, normalised to a condition.
 *
 * @public
 */
export interface ClusterCondition {
  /** Whose condition, e.g. `KafkaCluster orders`. */
  readonly about: ObjectRef;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionAt?: string;
}
