import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { asString, isRecord } from './json';
import { isKubernetesObject, toCached } from './projection';
import type { WatchedResource } from './types';

/** Names an object within its type. */
export function objectKey(metadata: {
  readonly namespace?: string;
  readonly name: string;
}): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Where an object is that may have no readable metadata at all. */
function keyOf(value: unknown): string {
  const metadata =
    isRecord(value) && isRecord(value.metadata) ? value.metadata : {};
  const namespace = asString(metadata.namespace);
  return objectKey({ namespace, name: asString(metadata.name) ?? '' });
}

/**
 * Turns what the server sent into cached objects. One that cannot be read, or
 * whose projection throws, is put aside and counted; the others flow on.
 */
export class ObjectParser {
  readonly #resource: WatchedResource;
  readonly #onPoison: (key: string, error: unknown) => void;
  #quarantined = new Set<string>();
  #collected?: Set<string>;

  constructor(options: {
    resource: WatchedResource;
    onPoison: (key: string, error: unknown) => void;
  }) {
    this.#resource = options.resource;
    this.#onPoison = options.onPoison;
  }

  /** How many objects are put aside. */
  get quarantined(): number {
    return this.#quarantined.size;
  }

  /** Whether the newest state of this object could not be read. */
  isQuarantined(object: KubernetesObject): boolean {
    return this.#quarantined.has(objectKey(object.metadata));
  }

  /**
   * A list begins, or begins again. Once complete, what it put aside replaces
   * what was put aside before.
   */
  startList(): void {
    this.#collected = new Set();
  }

  /** The list is complete. */
  endList(): void {
    this.#quarantined = this.#collected ?? this.#quarantined;
    this.#collected = undefined;
  }

  /** The object is gone, so it is nobody's problem. */
  release(object: unknown): void {
    this.#quarantined.delete(keyOf(object));
  }

  /** The cached form, or undefined when the object was put aside. */
  parse(value: unknown): KubernetesObject | undefined {
    const key = keyOf(value);
    const set = this.#collected ?? this.#quarantined;
    try {
      const parsed = this.#project(value);
      set.delete(key);
      return parsed;
    } catch (error) {
      if (!this.#quarantined.has(key) && !set.has(key)) {
        this.#onPoison(key, error);
      }
      set.add(key);
      return undefined;
    }
  }

  #project(value: unknown): KubernetesObject {
    const resource = this.#resource;
    if (!isKubernetesObject(value, resource)) {
      throw new TypeError('The object has no usable metadata');
    }
    const cached = toCached(value, resource);
    const projected: unknown = resource.project?.(cached) ?? cached;
    if (
      !isKubernetesObject(projected, resource) ||
      objectKey(projected.metadata) !== objectKey(value.metadata)
    ) {
      throw new TypeError('The projection lost the name of the object');
    }
    return projected;
  }
}
