import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AdapterMemory,
  KubernetesObject,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { MemoryStore } from '../store/MemoryStore';

/** How long changes gather before they are written: operators flicker through states within a second. */
export const WRITE_DELAY = 5_000;

/**
 * What adapters remember of clusters, in memory and in the database. A process
 * that is killed forgets what the latest seconds brought.
 */
export class AdapterMemories {
  readonly #store: MemoryStore;
  readonly #logger: LoggerService;
  #memories = new Map<string, AdapterMemory>();
  /** What the database has. */
  #stored = new Map<string, AdapterMemory>();
  /** Uids of clusters that may be written differently. */
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #stopped = false;

  private constructor(options: { store: MemoryStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  static create(options: { store: MemoryStore; logger: LoggerService }) {
    return new AdapterMemories(options);
  }

  async load() {
    this.#stored = new Map(await this.#store.list());
    this.#memories = new Map(this.#stored);
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
      this.#writeLater(uid);
    }
  }

  forget(uid: string) {
    if (this.#memories.delete(uid)) {
      this.#writeLater(uid);
    }
  }

  /** Ends, and writes what is not written yet. */
  async stop() {
    this.#stopped = true;
    await this.#write();
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

  #writeLater(uid: string) {
    this.#changed.add(uid);
    if (this.#timer || this.#stopped) {
      return;
    }
    this.#timer = setTimeout(() => this.#write(), WRITE_DELAY);
    this.#timer.unref();
  }

  /** One write after another, so that an old one never comes last. */
  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uids = [...this.#changed];
    this.#changed.clear();
    this.#writing = this.#writing.then(async () => {
      for (const uid of uids) {
        await this.#writeOne(uid);
      }
    });
    return this.#writing;
  }

  async #writeOne(uid: string) {
    const memory = this.#memories.get(uid);
    if (isDeepStrictEqual(memory, this.#stored.get(uid))) {
      return;
    }
    try {
      if (memory) {
        await this.#store.save(uid, memory);
        this.#stored.set(uid, memory);
      } else {
        await this.#store.remove(uid);
        this.#stored.delete(uid);
      }
    } catch (error) {
      this.#logger.warn(
        `What an adapter remembers could not be recorded: ${error}`,
      );
      this.#writeLater(uid);
    }
  }
}
