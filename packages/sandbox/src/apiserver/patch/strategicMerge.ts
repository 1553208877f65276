import { clone, equal, isObject, JsonObject, JsonValue, own } from '../json';
import { builtInListShape } from '../managed/listKeys';

const DIRECTIVE =
  /^\$(patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/;

/**
 * Applies a strategic merge patch to a built-in object, in place: lists that
 * have keys merge item by item, sets grow, all others are replaced.
 */
export function applyStrategicMerge(
  object: JsonObject,
  patch: JsonObject,
  path: readonly string[] = [],
): JsonObject {
  if (own(patch, '$patch') === 'replace') {
    const { $patch, ...rest } = patch;
    Object.keys(object).forEach(key => delete object[key]);
    return Object.assign(object, clone(rest));
  }
  for (const key of Object.keys(patch)) {
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      dropFromList(object, key.slice(key.indexOf('/') + 1), patch[key]);
    } else if (!DIRECTIVE.test(key)) {
      mergeField(object, key, patch[key], [...path, key]);
    }
  }
  return object;
}

function dropFromList(
  object: JsonObject,
  key: string,
  values: JsonValue | undefined,
): void {
  const list = own(object, key);
  if (Array.isArray(list) && Array.isArray(values)) {
    object[key] = list.filter(item => !values.some(one => equal(one, item)));
  }
}

function mergeField(
  object: JsonObject,
  key: string,
  value: JsonValue | undefined,
  path: readonly string[],
): void {
  const present = own(object, key);
  if (value === null) {
    delete object[key];
  } else if (isObject(value)) {
    if (own(value, '$patch') === 'delete') {
      delete object[key];
    } else {
      const base = isObject(present) ? present : {};
      object[key] = applyStrategicMerge(base, value, path);
    }
  } else if (Array.isArray(value) && Array.isArray(present)) {
    object[key] = mergeList(present, value, path);
  } else {
    object[key] = clone(value);
  }
}

function mergeList(
  present: JsonValue[],
  patch: JsonValue[],
  path: readonly string[],
): JsonValue[] {
  const shape = builtInListShape(path);
  const replaces = patch.some(
    item => isObject(item) && own(item, '$patch') === 'replace',
  );
  if (shape === 'atomic' || replaces) {
    return clone(patch.filter(item => !isDirective(item)));
  }
  if (shape === 'set') {
    const added = patch.filter(item => !present.some(one => equal(one, item)));
    return [...present, ...clone(added)];
  }
  const [key] = shape.keys;
  const merged = [...present];
  for (const item of patch.filter(isObject)) {
    const index = merged.findIndex(
      one => isObject(one) && equal(own(one, key), own(item, key)),
    );
    if (own(item, '$patch') === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (index < 0) {
      merged.push(clone(item));
    } else {
      merged[index] = applyStrategicMerge(
        merged[index] as JsonObject,
        item,
        path,
      );
    }
  }
  return merged;
}

function isDirective(item: JsonValue): boolean {
  return isObject(item) && own(item, '$patch') !== undefined;
}
