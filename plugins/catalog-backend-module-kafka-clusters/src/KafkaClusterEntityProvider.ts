import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { KafkaClustersService } from '@kafka-clusters/plugin-kafka-clusters-node';
import { buildEntities } from './buildEntities';
import type { KafkaClustersProviderConfig } from './config';
import { KnownEntities } from './KnownEntities';
import { LOCATION_KEY } from './locations';
import { parseInventory } from './parseInventory';

/** Options of {@link KafkaClusterEntityProvider.create}. */
export interface KafkaClusterEntityProviderOptions {
  readonly service: Pick<KafkaClustersService, 'listInventory'>;
  readonly catalog: Pick<CatalogService, 'getEntities'>;
  readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly logger: LoggerService;
  readonly config: KafkaClustersProviderConfig;
  /** Waits before asking again after a failure or an incomplete answer. */
  readonly retryDelays?: { readonly firstMs: number; readonly lastMs: number };
}

/**
 * Keeps the entities of Kafka clusters like the inventory, and never removes
 * one because something did not answer.
 */
export class KafkaClusterEntityProvider implements EntityProvider {
  readonly #options: KafkaClusterEntityProviderOptions;
  readonly #known = new KnownEntities();
  #connection: EntityProviderConnection | undefined;
  #recalled = false;
  #written = false;
  #running: Promise<void> | undefined;
  #asked = false;
  #attempt = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  private constructor(options: KafkaClusterEntityProviderOptions) {
    this.#options = options;
  }

  static create(
    options: KafkaClusterEntityProviderOptions,
  ): KafkaClusterEntityProvider {
    return new KafkaClusterEntityProvider(options);
  }

  /** The bucket of our entities in the catalog: another name would orphan them all. */
  getProviderName(): string {
    return 'KafkaClusterEntityProvider:default';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    // Not awaited: the plugin that answers starts together with the catalog.
    this.refresh();
  }

  /**
   * Reads the inventory and writes what changed. Calls while it runs are one
   * more run after it, so the last word is always read. Never rejects: a
   * failure is logged and tried again.
   */
  async refresh(): Promise<void> {
    this.#asked = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /**
   * The safety net: compares with the whole catalog instead of with what this
   * process remembers, which other replicas or people may have overtaken.
   */
  async reconcile(): Promise<void> {
    this.#written = false;
    return this.refresh();
  }

  /** Ends the attempts that are still to come. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    while (this.#asked && !this.#stopped) {
      this.#asked = false;
      try {
        const complete = await this.#readAndWrite();
        if (complete) {
          this.#attempt = 0;
          clearTimeout(this.#timer);
        } else {
          this.#askAgainLater();
        }
      } catch (error) {
        this.#options.logger.warn(
          `Kafka clusters in the catalog stay as they were: ${stringifyError(
            error,
          )}`,
        );
        this.#askAgainLater();
      }
    }
  }

  /** Tells whether the answer was complete, so that nothing is left to ask for. */
  async #readAndWrite(): Promise<boolean> {
    const connection = this.#connection;
    if (!connection) {
      return true;
    }
    const { service, auth, config, logger } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const inventory = parseInventory(
      await service.listInventory({ credentials }),
    );
    const complete = inventory.configured.every(name =>
      inventory.complete.includes(name),
    );
    const entities = buildEntities(inventory, config);
    if (!complete) {
      await this.#recall();
    }
    const changes = this.#known.compare(entities, inventory);
    if (complete && !this.#written) {
      // Removes what an earlier process left behind, whether or not the catalog shows it yet.
      await connection.applyMutation({
        type: 'full',
        entities: entities.map(asDeferred),
      });
      this.#written = true;
      this.#recalled = true;
    } else if (changes.added.length || changes.removed.length) {
      await connection.applyMutation({
        type: 'delta',
        added: changes.added.map(asDeferred),
        removed: changes.removed.map(entityRef => ({
          entityRef,
          locationKey: LOCATION_KEY,
        })),
      });
      logger.info(
        `Kafka clusters in the catalog: ${changes.added.length} entities written, ${changes.removed.length} removed`,
      );
    }
    this.#known.remember(changes);
    return complete;
  }

  /** While a Kubernetes cluster is silent, what vanished from the others meanwhile is found by comparing with the catalog. */
  async #recall(): Promise<void> {
    if (this.#recalled) {
      return;
    }
    const { catalog, auth } = this.#options;
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'Resource',
          'spec.type': [
            'kafka-cluster',
            'zookeeper-cluster',
            'kubernetes-cluster',
          ],
        },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    this.#known.recall(items);
    this.#recalled = true;
  }

  #askAgainLater(): void {
    const { firstMs, lastMs } = this.#options.retryDelays ?? {
      firstMs: 500,
      lastMs: 60_000,
    };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.refresh(),
      Math.min(firstMs * 2 ** this.#attempt, lastMs),
    );
    this.#timer.unref();
    this.#attempt += 1;
  }
}

function asDeferred<T>(entity: T): { entity: T; locationKey: string } {
  return { entity, locationKey: LOCATION_KEY };
}
