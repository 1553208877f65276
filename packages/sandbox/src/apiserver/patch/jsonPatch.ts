import { clone, equal, isObject, JsonObject, JsonValue, own } from '../json';
import { badRequest, patchRejected } from '../status';

interface Operation {
  op: string;
  path: string[];
  from?: string[];
  value?: JsonValue;
}

const MAX_OPERATIONS = 10_000;

function pointer(value: unknown): string[] {
  if (typeof value !== 'string' || (value && !value.startsWith('/'))) {
    throw patchRejected();
  }
  return value
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function readOperations(patch: unknown): Operation[] {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  if (patch.length > MAX_OPERATIONS) {
    throw badRequest(
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
    );
  }
  return patch.map(entry => {
    if (!isObject(entry)) {
      throw badRequest('error decoding patch: an operation is not an object');
    }
    const from = own(entry, 'from');
    return {
      op: String(own(entry, 'op')),
      path: pointer(own(entry, 'path')),
      from: from === undefined ? undefined : pointer(from),
      value: own(entry, 'value'),
    };
  });
}

function position(list: JsonValue[], key: string, insert: boolean): number {
  if (insert && key === '-') {
    return list.length;
  }
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  if (index < 0 || index > list.length - (insert ? 0 : 1)) {
    throw patchRejected();
  }
  return index;
}

function read(root: JsonValue, path: string[]): JsonValue | undefined {
  let current: JsonValue | undefined = root;
  for (const key of path) {
    if (Array.isArray(current)) {
      current = current[position(current, key, false)];
    } else if (isObject(current)) {
      current = own(current, key);
    } else {
      return undefined;
    }
  }
  return current;
}

function containerOf(
  root: JsonValue,
  path: string[],
): JsonValue[] | JsonObject {
  const found = read(root, path.slice(0, -1));
  if (!Array.isArray(found) && !isObject(found)) {
    throw patchRejected();
  }
  return found;
}

function write(
  root: JsonValue,
  path: string[],
  value: JsonValue,
  insert: boolean,
): void {
  const container = containerOf(root, path);
  const key = path[path.length - 1];
  if (Array.isArray(container)) {
    container.splice(position(container, key, insert), insert ? 0 : 1, value);
  } else {
    container[key] = value;
  }
}

function remove(root: JsonValue, path: string[]): JsonValue {
  const container = containerOf(root, path);
  const key = path[path.length - 1];
  if (Array.isArray(container)) {
    return container.splice(position(container, key, false), 1)[0];
  }
  const value = own(container, key);
  if (value === undefined) {
    throw patchRejected();
  }
  delete container[key];
  return value;
}

function apply(root: JsonObject, operation: Operation): void {
  const { op, path, from, value } = operation;
  if (!path.length || path.includes('__proto__')) {
    throw patchRejected();
  }
  switch (op) {
    case 'add':
      write(root, path, clone(value ?? null), true);
      return;
    case 'replace':
      // The real server lets a replace of a missing path succeed.
      write(root, path, clone(value ?? null), false);
      return;
    case 'remove':
      remove(root, path);
      return;
    case 'test':
      if (!equal(read(root, path) ?? null, value ?? null)) {
        throw patchRejected();
      }
      return;
    case 'move':
      write(root, path, remove(root, from ?? []), true);
      return;
    case 'copy': {
      const source = read(root, from ?? []);
      if (source === undefined) {
        throw patchRejected();
      }
      write(root, path, clone(source), true);
      return;
    }
    default:
      throw patchRejected();
  }
}

/** Applies an RFC 6902 patch to an object, in place; all or nothing is the caller's. */
export function applyJsonPatch(object: JsonObject, patch: unknown): JsonObject {
  for (const operation of readOperations(patch)) {
    apply(object, operation);
  }
  return object;
}
