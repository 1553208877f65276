import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  KubernetesObject,
  KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { InputError, NotFoundError } from '@backstage/errors';
import { ApiClient } from './ApiClient';
import { ChangeQueue } from './ChangeQueue';
import { systemClock, type Clock } from './clock';
import { ClusterWatcher } from './ClusterWatcher';
import { ListGate } from './ListGate';
import type {
  AdditionalWatch,
  GatewayChange,
  JsonPatchOperation,
  KubernetesClusterConfig,
  KubernetesClusterStatus,
  KubernetesGateway,
  ObjectLocation,
  OwnRules,
  RequestOptions,
  WatchedResource,
  WriteOptions,
} from './types';

const listsAtOnce = 8;
const nothing: readonly KubernetesObject[] = Object.freeze([]);

/** Options of {@link DefaultKubernetesGateway}. */
export interface DefaultKubernetesGatewayOptions {
  readonly logger: LoggerService;
  readonly kubernetesClusters: readonly KubernetesClusterConfig[];
  /** Types to watch in each of them. */
  readonly resources: readonly WatchedResource[];
  /** Send nothing but reads and reviews of rights; false when absent. */
  readonly readOnly?: boolean;
  /** For tests; the clock of the machine by default. */
  readonly clock?: Clock;
}

interface Member {
  readonly watcher: ClusterWatcher;
  readonly client: ApiClient;
}

/** The gateway on watch caches of its own and one connection pool per Kubernetes cluster. */
export class DefaultKubernetesGateway implements KubernetesGateway {
  readonly #members: ReadonlyMap<string, Member>;
  readonly #changes: ChangeQueue;

  /** Nothing is read or sent before `start`, or before the first direct request. */
  static create(
    options: DefaultKubernetesGatewayOptions,
  ): DefaultKubernetesGateway {
    return new DefaultKubernetesGateway(options);
  }

  private constructor(options: DefaultKubernetesGatewayOptions) {
    const {
      logger,
      clock = systemClock,
      resources,
      readOnly = false,
    } = options;
    this.#changes = new ChangeQueue(logger);
    const gate = new ListGate(listsAtOnce);
    const members = new Map<string, Member>();
    for (const config of options.kubernetesClusters) {
      if (members.has(config.name)) {
        throw new InputError(
          `Two Kubernetes clusters are configured as '${config.name}'`,
        );
      }
      const watcher = new ClusterWatcher({
        config,
        resources,
        readOnly,
        gate,
        clock,
        logger,
        onChange: change => this.#changes.push(change),
      });
      const client = new ApiClient({
        kubernetesCluster: config.name,
        connection: watcher.connection,
        clock,
      });
      members.set(config.name, { watcher, client });
    }
    this.#members = members;
  }

  async start(): Promise<void> {
    for (const { watcher } of this.#members.values()) {
      watcher.start();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.#members.values()].map(({ watcher }) => watcher.stop()),
    );
  }

  listKubernetesClusters(): readonly KubernetesClusterStatus[] {
    return [...this.#members.values()].map(({ watcher }) => watcher.status);
  }

  hasSynced(kubernetesCluster: string, resource: KubernetesResource): boolean {
    return this.#reflector(kubernetesCluster, resource)?.hasSynced ?? false;
  }

  list(
    kubernetesCluster: string,
    resource: KubernetesResource,
    namespace?: string,
  ): readonly KubernetesObject[] {
    const reflector = this.#reflector(kubernetesCluster, resource);
    return reflector?.cache.list(namespace) ?? nothing;
  }

  find(location: ObjectLocation): KubernetesObject | undefined {
    const { kubernetesCluster, resource, namespace, name } = location;
    const reflector = this.#reflector(kubernetesCluster, resource);
    return reflector?.cache.find(namespace, name);
  }

  watch(kubernetesCluster: string, resource: WatchedResource): AdditionalWatch {
    return this.#member(kubernetesCluster).watcher.watch(resource);
  }

  subscribe(handler: (change: GatewayChange) => void): () => void {
    return this.#changes.subscribe(handler);
  }

  async get(
    location: ObjectLocation,
    options?: RequestOptions,
  ): Promise<KubernetesObject> {
    return this.#client(location.kubernetesCluster).get(location, options);
  }

  async create(
    kubernetesCluster: string,
    resource: KubernetesResource,
    object: KubernetesObject,
    options?: WriteOptions,
  ): Promise<KubernetesObject> {
    return this.#client(kubernetesCluster).create(resource, object, options);
  }

  async patch(
    location: ObjectLocation,
    operations: readonly JsonPatchOperation[],
    options?: WriteOptions,
  ): Promise<KubernetesObject> {
    const client = this.#client(location.kubernetesCluster);
    return client.patch(location, operations, options);
  }

  async delete(
    location: ObjectLocation,
    options: Parameters<KubernetesGateway['delete']>[1],
  ): Promise<void> {
    return this.#client(location.kubernetesCluster).delete(location, options);
  }

  async reviewAccess(
    kubernetesCluster: string,
    attributes: Parameters<KubernetesGateway['reviewAccess']>[1],
    options?: RequestOptions,
  ): Promise<boolean> {
    return this.#client(kubernetesCluster).reviewAccess(attributes, options);
  }

  async listOwnRules(
    kubernetesCluster: string,
    options?: RequestOptions,
  ): Promise<OwnRules> {
    return this.#client(kubernetesCluster).listOwnRules(options);
  }

  async getOwnAccount(
    kubernetesCluster: string,
    options?: RequestOptions,
  ): Promise<string | undefined> {
    return this.#client(kubernetesCluster).getOwnAccount(options);
  }

  #reflector(kubernetesCluster: string, resource: KubernetesResource) {
    return this.#members.get(kubernetesCluster)?.watcher.reflector(resource);
  }

  #client(kubernetesCluster: string): ApiClient {
    return this.#member(kubernetesCluster).client;
  }

  #member(kubernetesCluster: string): Member {
    const member = this.#members.get(kubernetesCluster);
    if (!member) {
      throw new NotFoundError(
        `No Kubernetes cluster is configured as ${JSON.stringify(
          kubernetesCluster.slice(0, 80),
        )}`,
      );
    }
    return member;
  }
}
