import { clone, isObject, JsonObject, own } from '../json';

/** Applies an RFC 7386 merge patch to an object, in place. */
export function applyMergePatch(
  object: JsonObject,
  patch: JsonObject,
): JsonObject {
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null) {
      delete object[key];
    } else if (isObject(value)) {
      const present = own(object, key);
      object[key] = applyMergePatch(isObject(present) ? present : {}, value);
    } else {
      object[key] = clone(value);
    }
  }
  return object;
}
