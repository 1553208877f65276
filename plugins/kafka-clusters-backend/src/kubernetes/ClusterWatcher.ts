import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KubernetesResource } from '@kafka-clusters/plugin-kafka-clusters-node';
import { ApiConnection } from './ApiConnection';
import { sleep, type Clock } from './clock';
import { createCredentialsSource } from './credentials';
import { toRequestError } from './errors';
import type { ListGate } from './ListGate';
import { resourceKey } from './paths';
import { Reflector } from './Reflector';
import type {
  AdditionalWatch,
  GatewayChange,
  KubernetesClusterConfig,
  KubernetesClusterStatus,
  WatchedResource,
  WatchStatus,
} from './types';

const heartbeatMilliseconds = 15_000;
const spareConnections = 8;
/** More than anybody watches beside the configured types. */
const additionalWatches = 12;

type ClusterState = KubernetesClusterStatus['state'];

// Worst last. Types that are absent or forbidden say nothing about the server.
const severity: readonly ClusterState[] = [
  'live',
  'connecting',
  'stale',
  'unreachable',
  'unauthorized',
];

function toWorst(statuses: readonly WatchStatus[]): {
  state: ClusterState;
  detail?: string;
} {
  let worst = 0;
  let detail: string | undefined;
  for (const status of statuses) {
    const rank = severity.findIndex(state => state === status.state);
    if (rank > worst) {
      worst = rank;
      detail = status.detail;
    }
  }
  return { state: severity[worst], detail };
}

/** What the watcher of one Kubernetes cluster needs. */
export interface ClusterWatcherOptions {
  readonly config: KubernetesClusterConfig;
  readonly resources: readonly WatchedResource[];
  readonly readOnly: boolean;
  readonly gate: ListGate;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly onChange: (change: GatewayChange) => void;
}

/** All watches of one Kubernetes cluster, and its state. */
export class ClusterWatcher {
  readonly connection: ApiConnection;
  readonly #options: ClusterWatcherOptions;
  readonly #logger: LoggerService;
  readonly #reflectors = new Map<string, Reflector>();
  readonly #additional = new Set<Reflector>();
  readonly #stop = new AbortController();
  #running?: Promise<unknown>;
  #state: ClusterState = 'connecting';
  #since: string;

  constructor(options: ClusterWatcherOptions) {
    const { config, clock, resources } = options;
    this.#options = options;
    this.#logger = options.logger.child({ kubernetesCluster: config.name });
    this.#since = clock.date();
    this.connection = new ApiConnection({
      source: createCredentialsSource(config.connection),
      clock,
      connections: resources.length + spareConnections + additionalWatches,
      readOnly: options.readOnly,
    });
    for (const resource of resources) {
      this.#reflectors.set(resourceKey(resource), this.#toReflector(resource));
    }
  }

  get status(): KubernetesClusterStatus {
    const { config } = this.#options;
    const resources = Object.fromEntries(
      [...this.#reflectors].map(([key, { status }]) => [key, status] as const),
    );
    const statuses = Object.values(resources);
    return {
      name: config.name,
      title: config.title ?? config.name,
      since: this.#since,
      lastContact: this.connection.lastContact,
      resources,
      ...toWorst(statuses),
    };
  }

  reflector(resource: KubernetesResource): Reflector | undefined {
    return this.#reflectors.get(resourceKey(resource));
  }

  /** Watches one more type. It is left out of the state and of the objects' changes. */
  watch(resource: WatchedResource): AdditionalWatch {
    const { config, onChange } = this.#options;
    const tell = () =>
      onChange({ type: 'status', kubernetesCluster: config.name });
    const reflector = new Reflector({
      ...this.#options,
      resource,
      logger: this.#logger,
      connection: this.connection,
      onStatus: tell,
      onSynced: tell,
      onChange: tell,
    });
    const own = new AbortController();
    this.#additional.add(reflector);
    const running = reflector.run(
      AbortSignal.any([own.signal, this.#stop.signal]),
    );
    return {
      get status() {
        return reflector.status;
      },
      get hasSynced() {
        return reflector.hasSynced;
      },
      list: () => reflector.cache.list(),
      stop: () => {
        own.abort();
        this.#additional.delete(reflector);
        return running;
      },
    };
  }

  start(): void {
    const { signal } = this.#stop;
    this.#running ??= Promise.all([
      this.#beat(signal),
      ...[...this.#reflectors.values()].map(reflector => reflector.run(signal)),
    ]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.connection.close();
    await this.#running;
  }

  #toReflector(resource: WatchedResource): Reflector {
    const { config, onChange } = this.#options;
    const kubernetesCluster = config.name;
    return new Reflector({
      ...this.#options,
      resource,
      logger: this.#logger,
      connection: this.connection,
      onStatus: () => this.#onStatus(),
      onSynced: () => onChange({ type: 'synced', kubernetesCluster, resource }),
      onChange: change => {
        const object = change.current ?? change.previous;
        if (object) {
          const { namespace, name } = object.metadata;
          onChange({
            type: 'object',
            kubernetesCluster,
            resource,
            namespace,
            name,
            ...change,
          });
        }
      },
    });
  }

  #onStatus(): void {
    const { state, detail } = toWorst(
      [...this.#reflectors.values()].map(({ status }) => status),
    );
    if (state !== this.#state) {
      this.#state = state;
      this.#since = this.#options.clock.date();
      this.#logger.info(detail ? `Now ${state}: ${detail}` : `Now ${state}`);
    }
    this.#options.onChange({
      type: 'status',
      kubernetesCluster: this.#options.config.name,
    });
  }

  /**
   * Watches of quiet types are silent for minutes, so silence alone says
   * nothing. When the whole server has been silent for a while, one small
   * request tells whether it is still there.
   */
  async #beat(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      await sleep(clock, heartbeatMilliseconds, signal);
      if (signal.aborted || this.connection.silence < heartbeatMilliseconds) {
        continue;
      }
      try {
        await this.connection.probe();
      } catch (error) {
        const failure = toRequestError(error, 'GET /version');
        for (const reflector of [
          ...this.#reflectors.values(),
          ...this.#additional,
        ]) {
          reflector.interrupt(failure);
        }
      }
    }
  }
}
