import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';

/** One object that became another: absent before, absent now, or changed. */
export interface CacheChange {
  readonly previous?: KubernetesObject;
  readonly current?: KubernetesObject;
}

const maxTombstones = 1_000;
const nothing: readonly KubernetesObject[] = Object.freeze([]);

function isSame(left: KubernetesObject, right: KubernetesObject): boolean {
  const { uid, resourceVersion } = left.metadata;
  return (
    uid === right.metadata.uid &&
    resourceVersion !== undefined &&
    resourceVersion === right.metadata.resourceVersion
  );
}

/** Resource versions are opaque; of two states of one object only `generation` may be compared. */
function isOlder(candidate: KubernetesObject, known: KubernetesObject) {
  const { uid, generation } = candidate.metadata;
  return (
    uid !== undefined &&
    uid === known.metadata.uid &&
    generation !== undefined &&
    known.metadata.generation !== undefined &&
    generation < known.metadata.generation
  );
}

/**
 * The objects of one type in one Kubernetes cluster as last seen, by namespace
 * and name. A read is one snapshot: the array that it returns never changes.
 */
export class WatchCache {
  #namespaces = new Map<string, Map<string, KubernetesObject>>();
  #snapshots = new Map<string | undefined, readonly KubernetesObject[]>();
  // Uids of deleted objects: an event that arrives late must not bring one back.
  readonly #tombstones = new Set<string>();

  list(namespace?: string): readonly KubernetesObject[] {
    const known = this.#snapshots.get(namespace);
    if (known) {
      return known;
    }
    const maps =
      namespace === undefined
        ? [...this.#namespaces.values()]
        : [this.#namespaces.get(namespace)];
    const objects = maps.flatMap(map => (map ? [...map.values()] : []));
    if (objects.length === 0) {
      // Not remembered: names of namespaces come from callers, without end.
      return nothing;
    }
    const snapshot = Object.freeze(objects);
    this.#snapshots.set(namespace, snapshot);
    return snapshot;
  }

  find(namespace: string | undefined, name: string) {
    return this.#namespaces.get(namespace ?? '')?.get(name);
  }

  /** Takes a new state. Undefined when it says nothing new. */
  upsert(object: KubernetesObject): CacheChange | undefined {
    const { namespace, name, uid } = object.metadata;
    const previous = this.find(namespace, name);
    if (
      (uid !== undefined && this.#tombstones.has(uid)) ||
      (previous && (isSame(previous, object) || isOlder(object, previous)))
    ) {
      return undefined;
    }
    if (previous && previous.metadata.uid !== uid) {
      this.#bury(previous);
    }
    this.#set(object);
    return { previous, current: object };
  }

  /** Removes an object, unless another one has taken its name. */
  remove(object: {
    readonly namespace?: string;
    readonly name: string;
    readonly uid?: string;
  }): CacheChange | undefined {
    const previous = this.find(object.namespace, object.name);
    if (
      !previous ||
      (object.uid !== undefined &&
        previous.metadata.uid !== undefined &&
        previous.metadata.uid !== object.uid)
    ) {
      return undefined;
    }
    this.#bury(previous);
    const namespace = object.namespace ?? '';
    const map = this.#namespaces.get(namespace);
    map?.delete(object.name);
    if (map?.size === 0) {
      this.#namespaces.delete(namespace);
    }
    this.#forget(object.namespace);
    return { previous };
  }

  /**
   * Takes a complete list as the truth, at once.
   *
   * @param isKept - says of an object that the list lacks whether it stays:
   * its newest state could not be read, which is no proof that it is gone.
   */
  replace(
    objects: readonly KubernetesObject[],
    isKept: (object: KubernetesObject) => boolean = () => false,
  ): CacheChange[] {
    const before = this.#namespaces;
    this.#namespaces = new Map();
    this.#snapshots = new Map();
    this.#tombstones.clear();
    const changes: CacheChange[] = [];
    for (const object of objects) {
      const { namespace, name } = object.metadata;
      const previous = before.get(namespace ?? '')?.get(name);
      if (previous && isSame(previous, object)) {
        // The known one stays, so that what is equal is also identical.
        this.#set(previous);
      } else {
        this.#set(object);
        changes.push({ previous, current: object });
      }
    }
    for (const previous of [...before.values()].flatMap(map => [
      ...map.values(),
    ])) {
      const { namespace, name } = previous.metadata;
      if (!this.find(namespace, name)) {
        if (isKept(previous)) {
          this.#set(previous);
        } else {
          this.#bury(previous);
          changes.push({ previous });
        }
      }
    }
    return changes;
  }

  #set(object: KubernetesObject) {
    const { namespace, name } = object.metadata;
    const map = this.#namespaces.get(namespace ?? '');
    if (map) {
      map.set(name, object);
    } else {
      this.#namespaces.set(namespace ?? '', new Map([[name, object]]));
    }
    this.#forget(namespace);
  }

  #forget(namespace: string | undefined) {
    this.#snapshots.delete(namespace ?? '');
    this.#snapshots.delete(undefined);
  }

  #bury(object: KubernetesObject) {
    const { uid } = object.metadata;
    if (uid === undefined) {
      return;
    }
    this.#tombstones.add(uid);
    if (this.#tombstones.size > maxTombstones) {
      const [oldest] = this.#tombstones;
      this.#tombstones.delete(oldest);
    }
  }
}
