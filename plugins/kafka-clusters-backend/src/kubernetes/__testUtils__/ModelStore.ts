import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';

/** One entry of the history. */
export interface ModelEvent {
  readonly version: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
}

/** What one type holds, and how it came to. The specification of the cache. */
export class ModelStore {
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #listeners = new Set<(event: ModelEvent) => void>();
  #history: ModelEvent[] = [];
  #version = 1;
  #oldest = 0;
  #uids = 0;

  get version(): number {
    return this.#version;
  }

  list(): KubernetesObject[] {
    return [...this.#objects.values()];
  }

  find(namespace: string, name: string): KubernetesObject | undefined {
    return this.#objects.get(`${namespace}/${name}`);
  }

  /** Creates or changes an object; `rest` is everything but its identity. */
  put(
    namespace: string,
    name: string,
    rest: Record<string, unknown> = {},
  ): KubernetesObject {
    const known = this.find(namespace, name);
    this.#version += 1;
    const given = rest.metadata as Record<string, unknown> | undefined;
    const object: KubernetesObject = {
      ...rest,
      metadata: {
        ...given,
        namespace,
        name,
        uid: known?.metadata.uid ?? `uid-${(this.#uids += 1)}`,
        resourceVersion: this.#toText(this.#version),
      },
    };
    this.#objects.set(`${namespace}/${name}`, object);
    this.#record(known ? 'MODIFIED' : 'ADDED', object);
    return object;
  }

  remove(namespace: string, name: string): void {
    const known = this.find(namespace, name);
    if (!known) {
      return;
    }
    this.#version += 1;
    this.#objects.delete(`${namespace}/${name}`);
    const resourceVersion = this.#toText(this.#version);
    this.#record('DELETED', {
      ...known,
      metadata: { ...known.metadata, resourceVersion },
    });
  }

  /** Moves the version on without a change of this type, as others' writes do. */
  advance(): void {
    this.#version += 1;
  }

  /** Forgets the history: every older resource version is expired. */
  compact(): void {
    this.#history = [];
    this.#oldest = this.#version;
  }

  /** Events after a version; undefined when it is too old. */
  since(text: string): ModelEvent[] | undefined {
    const version = this.fromText(text);
    return version < this.#oldest
      ? undefined
      : this.#history.filter(event => event.version > version);
  }

  subscribe(listener: (event: ModelEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Versions look like no number, since nobody may read them as one. */
  text(): string {
    return this.#toText(this.#version);
  }

  fromText(text: string): number {
    return Number.parseInt(text.slice(1), 36);
  }

  #toText(version: number): string {
    return `v${version.toString(36)}`;
  }

  #record(type: ModelEvent['type'], object: KubernetesObject) {
    const event = { version: this.#version, type, object };
    this.#history.push(event);
    this.#listeners.forEach(listener => listener(event));
  }
}
