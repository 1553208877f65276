import { ApiClient, toObject } from './ApiClient';
import { isStatus } from './HttpsConnection';
import { KubeObject } from './objects';
import { keyOf, Resource } from './resources';

/** Called after the cache has changed. */
export type ChangeHandler<T> = (
  type: 'ADDED' | 'MODIFIED' | 'DELETED',
  object: T,
  previous: T | undefined,
) => void;

/** How many removed objects are remembered against late watch events. */
const TOMBSTONES = 2_000;

/**
 * A cache of all objects of one resource: list, then watch, and again from the
 * list when the history is gone (410). Answers to our own writes enter at once
 * through {@link Informer.observe}, so no controller acts on what it has
 * already changed.
 */
export class Informer<T extends KubeObject> {
  private readonly items = new Map<string, T>();
  private readonly handlers: ChangeHandler<T>[] = [];
  private readonly removed = new Set<string>();
  private readonly stopping = new AbortController();
  private version = '';
  private readonly done: Promise<void>;
  private markSynced: () => void = () => {};
  /** Settles after the first list. */
  readonly synced: Promise<void>;

  private constructor(
    private readonly client: ApiClient,
    private readonly resource: Resource<T>,
  ) {
    this.synced = new Promise(resolve => {
      this.markSynced = resolve;
    });
    this.done = this.run();
  }

  static start<T extends KubeObject>(
    client: ApiClient,
    resource: Resource<T>,
  ): Informer<T> {
    return new Informer(client, resource);
  }

  get(name: string, namespace?: string): T | undefined {
    return this.items.get(namespace ? `${namespace}/${name}` : name);
  }

  byKey(key: string): T | undefined {
    return this.items.get(key);
  }

  list(namespace?: string): T[] {
    const all = [...this.items.values()];
    return namespace
      ? all.filter(item => item.metadata.namespace === namespace)
      : all;
  }

  onChange(handler: ChangeHandler<T>): void {
    this.handlers.push(handler);
    for (const item of this.items.values()) {
      handler('ADDED', item, undefined);
    }
  }

  /** Takes in an object that the server has just answered with. */
  observe(object: T): void {
    const uid = object.metadata.uid ?? '';
    const key = keyOf(object);
    const previous = this.items.get(key);
    if (this.removed.has(uid) || !isNewer(object, previous)) {
      return;
    }
    this.items.set(key, object);
    this.emit(previous ? 'MODIFIED' : 'ADDED', object, previous);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.markSynced();
    await this.done;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        if (!this.version) {
          await this.relist();
        }
        await this.follow();
        failures = 0;
      } catch (error) {
        if (isStatus(error, 404, 410)) {
          this.version = '';
        }
        failures += 1;
        await this.pause(Math.min(50 * 2 ** failures, 2_000));
      }
    }
  }

  private async relist(): Promise<void> {
    const answer = await this.client.list(this.resource);
    const found = new Set(answer.items.map(keyOf));
    for (const [key, item] of [...this.items]) {
      if (!found.has(key)) {
        this.remove(key, item);
      }
    }
    answer.items.forEach(item => this.observe(item));
    this.version = answer.resourceVersion;
    this.markSynced();
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const lines = this.client.watch(this.resource, this.version, signal);
    for await (const line of lines) {
      const { type, object } = JSON.parse(line) as {
        type: string;
        object: unknown;
      };
      if (type === 'ERROR') {
        this.version = '';
        return;
      }
      this.apply(type, object);
    }
  }

  private apply(type: string, value: unknown): void {
    if (type === 'BOOKMARK') {
      const bookmark = value as { metadata?: { resourceVersion?: string } };
      this.version = bookmark.metadata?.resourceVersion ?? this.version;
      return;
    }
    const object = toObject(this.resource, value);
    this.version = object.metadata.resourceVersion ?? this.version;
    if (type === 'DELETED') {
      const current = this.items.get(keyOf(object));
      if (!current || current.metadata.uid === object.metadata.uid) {
        this.remove(keyOf(object), object);
      }
    } else {
      this.observe(object);
    }
  }

  private remove(key: string, object: T): void {
    this.removed.add(object.metadata.uid ?? '');
    if (this.removed.size > TOMBSTONES) {
      this.removed.delete([...this.removed][0]);
    }
    this.items.delete(key);
    this.emit('DELETED', object, object);
  }

  private emit(
    type: 'ADDED' | 'MODIFIED' | 'DELETED',
    object: T,
    previous: T | undefined,
  ): void {
    for (const handler of this.handlers) {
      handler(type, object, previous);
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** Versions of our own server are numbers, so two of one object compare. */
function isNewer(
  object: KubeObject,
  previous: KubeObject | undefined,
): boolean {
  if (!previous || previous.metadata.uid !== object.metadata.uid) {
    return true;
  }
  return (
    Number(object.metadata.resourceVersion) >
    Number(previous.metadata.resourceVersion)
  );
}
