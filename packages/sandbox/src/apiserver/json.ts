/** A JSON value as it travels over the wire. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | JsonObject;

/** A JSON object. Keys come from strangers: read them with {@link own}. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** True for a JSON object, not for an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads an own property. A key such as `constructor` is data here and must
 * never reach `Object.prototype`.
 */
export function own(
  value: JsonObject | undefined,
  key: string,
): JsonValue | undefined {
  return value !== undefined && Object.hasOwn(value, key)
    ? value[key]
    : undefined;
}

/** Follows own properties; `undefined` as soon as one is missing. */
export function at(value: unknown, ...path: string[]): JsonValue | undefined {
  let current: unknown = value;
  for (const key of path) {
    if (!isObject(current)) {
      return undefined;
    }
    current = own(current, key);
  }
  return current as JsonValue | undefined;
}

/** The string at a path, or `undefined` when there is none. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The object at a path, or `undefined` when there is none. */
export function objectAt(
  value: unknown,
  ...path: string[]
): JsonObject | undefined {
  const found = at(value, ...path);
  return isObject(found) ? found : undefined;
}

/** The list at a path, empty when there is none. */
export function listAt(value: unknown, ...path: string[]): JsonValue[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The objects of the list at a path, empty when there is none. */
export function objectsAt(value: unknown, ...path: string[]): JsonObject[] {
  return listAt(value, ...path).filter(isObject);
}

/** A deep copy that shares nothing with the original. */
export function clone<T extends JsonValue | undefined>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(item => clone(item)) as T;
  }
  if (isObject(value)) {
    const copy: JsonObject = {};
    for (const key of Object.keys(value)) {
      copy[key] = clone(value[key]);
    }
    return copy as T;
  }
  return value;
}

/** Structural equality; an absent key equals an undefined one. */
export function equal(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  const keys = definedKeys(a);
  return (
    keys.length === definedKeys(b).length &&
    keys.every(key => equal(own(a, key), own(b, key)))
  );
}

function definedKeys(value: JsonObject): string[] {
  return Object.keys(value).filter(key => value[key] !== undefined);
}

/**
 * True when a `__proto__` key is anywhere inside. Such input is refused at the
 * door, so that plain assignment is safe behind it.
 */
export function hasProtoKey(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) {
    return value.some(hasProtoKey);
  }
  return (
    isObject(value) &&
    (Object.hasOwn(value, '__proto__') ||
      Object.values(value).some(hasProtoKey))
  );
}

/** How deeply a value nests; recursion behind the door relies on a bound. */
export function depthExceeds(
  value: JsonValue | undefined,
  limit: number,
): boolean {
  if (limit < 0) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(item => depthExceeds(item, limit - 1));
  }
  return (
    isObject(value) &&
    Object.values(value).some(item => depthExceeds(item, limit - 1))
  );
}
