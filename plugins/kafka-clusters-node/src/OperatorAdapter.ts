import type {
  ClusterCondition,
  ClusterNode,
  ClusterRequest,
  FootprintKind,
  HealthReason,
  Listener,
  ObjectRef,
  OperatorId,
  OperatorInfo,
  PlanFinding,
  PlannedObject,
  RequestStep,
  SafetyFacts,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject, KubernetesResource } from './kubernetesObject';

/**
 * A type that an adapter wants watched, and what is kept of its objects.
 *
 * @public
 */
export interface AdapterWatch extends KubernetesResource {
  /** Keeps what the adapter reads; may throw for an object that it cannot read at all. */
  readonly project?: (object: KubernetesObject) => KubernetesObject;
}

/**
 * What is known of one Kubernetes cluster at one moment. Reading costs nothing.
 *
 * @public
 */
export interface KubernetesObjects {
  /** Objects of a type, of one namespace when it is given; empty for types that are not watched. */
  list(
    resource: KubernetesResource,
    namespace?: string,
  ): readonly KubernetesObject[];
  /**
   * Whether an empty list means that there are none: false while the type has
   * not been read, or may not be. Without it nothing is known of what is absent.
   */
  isKnown?(resource: KubernetesResource): boolean;
}

/**
 * What an adapter has to remember of a cluster between two looks at it, as
 * plain JSON: for instance since when its operator has not been running, so
 * that flicker is no news.
 *
 * @public
 */
export type AdapterMemory = Readonly<
  Record<string, string | number | boolean | undefined>
>;

/**
 * A cluster as its operator's objects tell it.
 *
 * @public
 */
export interface AdapterCluster {
  readonly operator: OperatorInfo;
  readonly mode: 'zookeeper' | 'kraft' | 'unknown';
  readonly version: { readonly current?: string; readonly target?: string };
  readonly nodes: readonly ClusterNode[];
  readonly listeners: readonly Listener[];
  readonly minInsyncReplicas: number;
  readonly replicationFactor: number;
  /** Kafka spreads the replicas of a partition over the zones. */
  readonly rackAware?: boolean;
  readonly requestedStorageBytes: number;
  readonly resources: {
    readonly cpuMillicoresPerBroker?: number;
    readonly memoryBytesPerBroker?: number;
    readonly memoryLimitBytesPerBroker?: number;
    readonly heapBytesPerBroker?: number;
  };
  readonly storage: {
    readonly class?: string;
    readonly canGrow?: boolean;
    readonly bytesPerBroker?: number;
  };
  /** What findings are derived from beside the rest; what is not known is absent. */
  readonly safety?: SafetyFacts;
  readonly conditions: readonly ClusterCondition[];
  readonly reasons: readonly HealthReason[];
  /** Every object that belongs to the cluster, the custom resources first; events are matched by them. */
  readonly objects: readonly (ObjectRef & { readonly uid?: string })[];
  /** The ZooKeeper cluster that it uses, where it is one of this Kubernetes cluster. */
  readonly zookeeper?: { readonly namespace: string; readonly name: string };
  /** ISO time when the verdict may change although no object does; look again then. */
  readonly reviewAt?: string;
}

/**
 * Whether the operator is there.
 *
 * @public
 */
export interface OperatorPresence {
  readonly installed: boolean;
  readonly line: OperatorInfo['line'];
  readonly version?: string;
  /** False when what is installed cannot do what a request needs. */
  readonly supported: boolean;
  /** False when its Deployment has no ready replica. */
  readonly running?: boolean;
  /** Namespaces that the operator watches, all when absent. */
  readonly namespaces?: readonly string[];
}

/**
 * Registry, pull secrets and images of one Kubernetes cluster: the one place
 * that says them for all images.
 *
 * @public
 */
export interface ClusterImages {
  /** Host and path that replace the registry of every image, e.g. `registry.example.com/mirror`. */
  readonly registry?: string;
  readonly pullSecrets: readonly string[];
  /** Image names with tag or digest. */
  readonly kafka: string;
  readonly zookeeper: string;
  readonly cruiseControl: string;
  readonly jmxExporter: string;
}

/**
 * What an adapter renders a request from.
 *
 * @public
 */
export interface RenderInput {
  readonly request: ClusterRequest;
  readonly requestId: string;
  readonly owner?: string;
  readonly images: ClusterImages;
  /** Zones of the Kubernetes cluster in order. */
  readonly zones: readonly string[];
}

/**
 * The objects of a request, in the order of creation, and what comes of them.
 *
 * @public
 */
export interface RenderedCluster {
  readonly objects: readonly {
    readonly step: RequestStep['id'];
    readonly resource: KubernetesResource;
    readonly object: KubernetesObject;
  }[];
  /** What the operators will create. */
  readonly followUps: readonly PlannedObject[];
  /** Millicores, bytes, counts. */
  readonly footprint: Readonly<Record<FootprintKind, number>>;
  readonly nodes: readonly ClusterNode[];
  readonly minInsyncReplicas: number;
  readonly replicationFactor: number;
  /** Kafka will spread the replicas of a partition over the zones. */
  readonly rackAware?: boolean;
  readonly findings: readonly PlanFinding[];
}

/**
 * An operator of Kafka, for the suite: objects in, model out. It is pure and
 * never fetches; it answers whatever the objects hold, and calls unknown what
 * it does not know. New clusters are made with a {@link ProvisioningAdapter}
 * alone.
 *
 * @public
 */
export interface OperatorAdapter {
  readonly id: OperatorId;
  /** The type whose objects are Kafka clusters. */
  readonly clusterResource: KubernetesResource;
  /** Types of the operator's own that have to be watched, the cluster resource included. */
  readonly watches: readonly AdapterWatch[];
  /**
   * Types of the objects that it renders: the portal's account has to be let
   * create, read and delete them. Absent for an adapter that only reads.
   */
  readonly renders?: readonly KubernetesResource[];
  detect(objects: KubernetesObjects): OperatorPresence;
  /**
   * The clusters that a changed object may belong to, by its labels, owner or
   * name: `<name>` for one of the object's own namespace, `<namespace>/<name>`
   * for one of another.
   */
  clusterNamesOf(
    object: KubernetesObject,
    objects: KubernetesObjects,
  ): readonly string[];
  /** The memory after another look; called once for each change of the cluster resource. */
  remember(
    memory: AdapterMemory | undefined,
    cluster: KubernetesObject,
    now: Date,
  ): AdapterMemory;
  toModel(input: {
    readonly cluster: KubernetesObject;
    readonly objects: KubernetesObjects;
    readonly memory: AdapterMemory | undefined;
    readonly now: Date;
  }): AdapterCluster;
}

/**
 * An adapter that new clusters can be made with.
 *
 * @public
 */
export interface ProvisioningAdapter extends OperatorAdapter {
  render(input: RenderInput): RenderedCluster;
}

/**
 * Whether new clusters can be made with the adapter; the others only read.
 *
 * @public
 */
export function canProvision(
  adapter: OperatorAdapter,
): adapter is ProvisioningAdapter {
  return 'render' in adapter;
}
