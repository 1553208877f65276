import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AdapterMemory,
  KubernetesObject,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { MemoryStore } from '../store/MemoryStore';

/** What adapters remember of clusters, in memory and in the database. */
export class AdapterMemories {
  readonly #store: MemoryStore;
  readonly #logger: LoggerService;
  #memories = new Map<string, AdapterMemory>();

  private constructor(options: { store: MemoryStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  static create(options: { store: MemoryStore; logger: LoggerService }) {
    return new AdapterMemories(options);
  }

  async load() {
    this.#memories = new Map(await this.#store.list());
  }

  find(uid: string): AdapterMemory | undefined {
    return this.#memories.get(uid);
  }

  /** Another look at the custom resource. */
  look(adapter: OperatorAdapter, cluster: KubernetesObject, now: Date) {
    const uid = cluster.metadata.uid ?? '';
    const before = this.#memories.get(uid);
    const after = this.#ask(adapter, before, cluster, now);
    if (after && !isDeepStrictEqual(before, after)) {
      this.#memories.set(uid, after);
      this.#persist(this.#store.save(uid, after));
    }
  }

  forget(uid: string) {
    if (this.#memories.delete(uid)) {
      this.#persist(this.#store.remove(uid));
    }
  }

  #ask(
    adapter: OperatorAdapter,
    before: AdapterMemory | undefined,
    cluster: KubernetesObject,
    now: Date,
  ): AdapterMemory | undefined {
    try {
      return adapter.remember(before, cluster, now);
    } catch (error) {
      // The cluster is shown without memory rather than not at all.
      this.#logger.warn(
        `Nothing can be remembered of ${cluster.metadata.namespace}/${cluster.metadata.name}: ${error}`,
      );
      return before;
    }
  }

  #persist(write: Promise<void>) {
    write.catch(error =>
      this.#logger.warn(
        `What an adapter remembers could not be recorded: ${error}`,
      ),
    );
  }
}
