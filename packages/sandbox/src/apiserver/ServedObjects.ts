import { clone, JsonObject } from './json';
import { ResourceInfo } from './registry/types';
import { StoredEntry } from './storage/VersionedStore';

interface Forms {
  object: JsonObject;
  /** With `kind` and `apiVersion`. */
  json?: string;
  /** As an item of a list. */
  item?: string;
}

/**
 * Stored entries in the shape in which a resource serves them. Each entry is
 * converted and serialised once, however many lists and watches show it.
 */
export class ServedObjects {
  private readonly forms = new WeakMap<
    ResourceInfo,
    WeakMap<StoredEntry, Forms>
  >();

  private constructor() {}

  /** An empty cache. */
  static create(): ServedObjects {
    return new ServedObjects();
  }

  /** The object; shared, so not to be changed. */
  object(info: ResourceInfo, entry: StoredEntry): JsonObject {
    return this.of(info, entry).object;
  }

  json(info: ResourceInfo, entry: StoredEntry): string {
    const forms = this.of(info, entry);
    forms.json ??= JSON.stringify(forms.object);
    return forms.json;
  }

  /** Items of built-in lists carry no kind; those of custom resources do. */
  listItem(info: ResourceInfo, entry: StoredEntry): string {
    if (info.custom) {
      return this.json(info, entry);
    }
    const forms = this.of(info, entry);
    if (forms.item === undefined) {
      const { kind, apiVersion, ...rest } = forms.object;
      forms.item = JSON.stringify(rest);
    }
    return forms.item;
  }

  private of(info: ResourceInfo, entry: StoredEntry): Forms {
    let cache = this.forms.get(info);
    if (!cache) {
      cache = new WeakMap();
      this.forms.set(info, cache);
    }
    let forms = cache.get(entry);
    if (!forms) {
      forms = { object: convert(info, entry.object) };
      cache.set(entry, forms);
    }
    return forms;
  }
}

function convert(info: ResourceInfo, stored: JsonObject): JsonObject {
  if (!info.custom) {
    return info.toServed?.(stored) ?? stored;
  }
  // Defaults that the definition got later hold for older objects too.
  const object = clone(stored);
  info.custom.schema.applyDefaults(object);
  return info.toServed?.(object) ?? object;
}
