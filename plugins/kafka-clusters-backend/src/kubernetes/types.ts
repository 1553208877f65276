import type {
  KubernetesObject,
  KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';

/** One Kubernetes cluster of the configuration. */
export interface KubernetesClusterConfig {
  /** DNS label, unique; part of every cluster reference. */
  readonly name: string;
  readonly title?: string;
  readonly connection:
    | {
        readonly type: 'kubeconfig';
        readonly path: string;
        readonly context?: string;
      }
    | { readonly type: 'in-cluster' }
    | {
        readonly type: 'url';
        readonly url: string;
        /** PEM. */
        readonly caData?: string;
        readonly token?: string;
        /** Read again whenever the API server answers 401. */
        readonly tokenFile?: string;
      };
}

/** A type to watch in every Kubernetes cluster. */
export interface WatchedResource extends KubernetesResource {
  /**
   * Keeps what the product shows. Runs once for each object as it is parsed;
   * when it throws, the object is put aside and counted, the others flow on.
   */
  readonly project?: (object: KubernetesObject) => KubernetesObject;
  /**
   * Keeps in `metadata.managedFields` who wrote the specification, without
   * fields and times; nothing of it is kept otherwise.
   */
  readonly keepManagers?: boolean;
  /** Asks for metadata alone, where the server gives it. */
  readonly metadataOnly?: boolean;
}

/** How current the cache of one type (or of one Kubernetes cluster) is. */
export type WatchState =
  | 'connecting'
  | 'live'
  | 'stale'
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'absent';

/** State of one watched type in one Kubernetes cluster. */
export interface WatchStatus {
  readonly state: WatchState;
  /** ISO time since when the state holds. */
  readonly since: string;
  /** ISO time of the last byte that the API server sent for this type. */
  readonly lastContact?: string;
  /** The Status message or network error code of the last failure, without credentials. */
  readonly detail?: string;
  /** Objects put aside because their projection threw. */
  readonly quarantined: number;
}

/** State of one Kubernetes cluster: the worst of its types, `absent` and `forbidden` aside. */
export interface KubernetesClusterStatus {
  readonly name: string;
  readonly title: string;
  readonly state:
    | 'connecting'
    | 'live'
    | 'stale'
    | 'unreachable'
    | 'unauthorized';
  readonly since: string;
  /** ISO time of the last byte of any answer; at most half a minute old while live. */
  readonly lastContact?: string;
  readonly detail?: string;
  /** By `group/plural`, e.g. `kafka.banzaicloud.io/kafkaclusters`, `/pods`. */
  readonly resources: Readonly<Record<string, WatchStatus>>;
}

/**
 * A type that is watched beside the configured ones, for as long as somebody
 * wants it. Its state says nothing about the Kubernetes cluster; every change
 * of it is told as a change of status.
 */
export interface AdditionalWatch {
  readonly status: WatchStatus;
  /** True once the first list has been answered (or found absent or forbidden). */
  readonly hasSynced: boolean;
  list(): readonly KubernetesObject[];
  stop(): Promise<void>;
}

/** A change in the cache. Carries no data: read again. */
export type GatewayChange =
  | {
      readonly type: 'object';
      readonly kubernetesCluster: string;
      readonly resource: WatchedResource;
      readonly namespace?: string;
      readonly name: string;
      /** The object as it was before, absent when it is new. */
      readonly previous?: KubernetesObject;
      /** The object as it is now, absent when it is gone. */
      readonly current?: KubernetesObject;
    }
  | {
      readonly type: 'synced';
      readonly kubernetesCluster: string;
      readonly resource: WatchedResource;
    }
  | { readonly type: 'status'; readonly kubernetesCluster: string };

/** One operation of a JSON Patch (RFC 6902). */
export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

/** Where an object of a write or of a direct read is. */
export interface ObjectLocation {
  readonly kubernetesCluster: string;
  readonly resource: KubernetesResource;
  readonly namespace?: string;
  readonly name: string;
}

/** A rule that holds for the portal's own account. */
export interface OwnRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Names that it is limited to; empty for none. */
  readonly resourceNames: readonly string[];
}

/** What the portal's own account may do in a whole Kubernetes cluster. */
export interface OwnRules {
  readonly rules: readonly OwnRule[];
  /** The server could not list everything: what is not there may be granted all the same. */
  readonly incomplete: boolean;
}

/** Options of a direct request. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** Options of a write. */
export interface WriteOptions extends RequestOptions {
  /** The server validates and admits, and stores nothing. */
  readonly dryRun?: boolean;
}

/**
 * The only way to an API server.
 *
 * Reads come from watch caches and cost no request; a Kubernetes cluster that
 * is down keeps answering with what was known, and its status says so. Direct
 * requests (get, create, patch, delete, accessReview) have a deadline and
 * reject with errors of `@backstage/errors`, made from the Status in
 * `errors.ts`.
 */
export interface KubernetesGateway {
  /** Starts every watch; resolves at once, whatever the state of the clusters. */
  start(): Promise<void>;
  stop(): Promise<void>;
  listKubernetesClusters(): readonly KubernetesClusterStatus[];
  /** True once the first list of the type has been answered (or found absent or forbidden). */
  hasSynced(kubernetesCluster: string, resource: KubernetesResource): boolean;
  /** Objects of one type from the cache, in no order; of one namespace when it is given. */
  list(
    kubernetesCluster: string,
    resource: KubernetesResource,
    namespace?: string,
  ): readonly KubernetesObject[];
  /** One object from the cache. */
  find(location: ObjectLocation): KubernetesObject | undefined;
  /** Watches one more type in one Kubernetes cluster. NotFoundError for one that is not configured. */
  watch(kubernetesCluster: string, resource: WatchedResource): AdditionalWatch;
  /** Calls the handler one change after another; an error of the handler is logged, not thrown. */
  subscribe(handler: (change: GatewayChange) => void): () => void;

  /** One object from the API server itself, whole (with managed fields). NotFoundError when absent. */
  get(
    location: ObjectLocation,
    options?: RequestOptions,
  ): Promise<KubernetesObject>;
  /** ConflictError when the name is taken. */
  create(
    kubernetesCluster: string,
    resource: KubernetesResource,
    object: KubernetesObject,
    options?: WriteOptions,
  ): Promise<KubernetesObject>;
  /** ConflictError when a `test` fails. */
  patch(
    location: ObjectLocation,
    operations: readonly JsonPatchOperation[],
    options?: WriteOptions,
  ): Promise<KubernetesObject>;
  delete(
    location: ObjectLocation,
    options: WriteOptions & {
      readonly uid?: string;
      readonly resourceVersion?: string;
      readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
    },
  ): Promise<void>;
  /** Whether the portal's own account may do this; says nothing about a person. */
  reviewAccess(
    kubernetesCluster: string,
    attributes: {
      readonly verb: string;
      readonly resource: Pick<KubernetesResource, 'group' | 'plural'>;
      readonly namespace?: string;
    },
    options?: RequestOptions,
  ): Promise<boolean>;
  /** Everything that the portal's own account may do everywhere in the Kubernetes cluster, in one request. */
  listOwnRules(
    kubernetesCluster: string,
    options?: RequestOptions,
  ): Promise<OwnRules>;
  /** The portal's own account as the Kubernetes cluster names it, e.g. `system:serviceaccount:portal:portal`. */
  getOwnAccount(
    kubernetesCluster: string,
    options?: RequestOptions,
  ): Promise<string | undefined>;
}
