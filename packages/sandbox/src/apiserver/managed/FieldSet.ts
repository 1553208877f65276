import { equal, isObject, JsonObject, JsonValue, own } from '../json';
import { ListShape } from './listKeys';

/**
 * A set of field paths as `managedFields` writes it: children by path element
 * (`f:name`, `k:{...}`, `v:...`); `.` marks that the path itself is a member.
 */
export type FieldTree = JsonObject;

/** Tells how lists and maps are owned, by their paths. */
export interface FieldShapes {
  list(path: readonly string[]): ListShape;
  /** Whether a map has one owner, as a whole. */
  atomicMap(path: readonly string[]): boolean;
}

/** What differs between two versions of an object. */
export interface FieldChanges {
  /** Fields that were added or changed. */
  written: FieldTree;
  /** Fields that are gone. */
  removed: FieldTree;
}

/** The paths by which two versions differ. */
export function compareFields(
  before: JsonObject,
  after: JsonObject,
  shapes: FieldShapes,
): FieldChanges {
  const written: FieldTree = {};
  const removed: FieldTree = {};
  compareMaps(before, after, [], shapes, written, removed);
  return { written, removed };
}

function compareMaps(
  before: JsonObject,
  after: JsonObject,
  path: readonly string[],
  shapes: FieldShapes,
  written: FieldTree,
  removed: FieldTree,
): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compareValue(
      `f:${key}`,
      own(before, key),
      own(after, key),
      [...path, key],
      shapes,
      written,
      removed,
    );
  }
}

function compareValue(
  element: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: readonly string[],
  shapes: FieldShapes,
  written: FieldTree,
  removed: FieldTree,
): void {
  if (after === undefined) {
    if (before !== undefined) {
      removed[element] = treeOf(before, path, shapes);
    }
    return;
  }
  if (before === undefined) {
    written[element] = treeOf(after, path, shapes);
    return;
  }
  if (equal(before, after)) {
    return;
  }
  const writtenBelow: FieldTree = {};
  const removedBelow: FieldTree = {};
  if (isObject(before) && isObject(after)) {
    if (shapes.atomicMap(path)) {
      written[element] = {};
      return;
    }
    if (!Object.keys(before).length || !Object.keys(after).length) {
      writtenBelow['.'] = {};
    }
    compareMaps(before, after, path, shapes, writtenBelow, removedBelow);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    const shape = shapes.list(path);
    if (shape === 'atomic') {
      written[element] = {};
      return;
    }
    compareLists(before, after, path, shapes, writtenBelow, removedBelow);
  } else {
    written[element] = treeOf(after, path, shapes);
    return;
  }
  if (Object.keys(writtenBelow).length) {
    written[element] = onlyItself(writtenBelow) ? {} : writtenBelow;
  }
  if (Object.keys(removedBelow).length) {
    removed[element] = removedBelow;
  }
}

function compareLists(
  before: JsonValue[],
  after: JsonValue[],
  path: readonly string[],
  shapes: FieldShapes,
  written: FieldTree,
  removed: FieldTree,
): void {
  const shape = shapes.list(path);
  const old = byElement(before, shape);
  const next = byElement(after, shape);
  for (const element of new Set([...old.keys(), ...next.keys()])) {
    compareValue(
      element,
      old.get(element),
      next.get(element),
      path,
      shapes,
      written,
      removed,
    );
  }
}

function byElement(list: JsonValue[], shape: ListShape) {
  return new Map(list.map(item => [elementOf(item, shape), item]));
}

/** `k:{"name":"kafka"}` for an item of a keyed list, `v:"x"` in a set. */
export function elementOf(item: JsonValue, shape: ListShape): string {
  if (shape !== 'set' && shape !== 'atomic' && isObject(item)) {
    const keys = [...shape.keys].sort();
    const pairs = keys.map(key => [key, own(item, key)]);
    return `k:${JSON.stringify(Object.fromEntries(pairs))}`;
  }
  return `v:${JSON.stringify(item)}`;
}

/** Every path inside a value. */
function treeOf(
  value: JsonValue,
  path: readonly string[],
  shapes: FieldShapes,
): FieldTree {
  if (isObject(value)) {
    if (shapes.atomicMap(path)) {
      return {};
    }
    const keys = Object.keys(value).filter(key => value[key] !== undefined);
    const tree: FieldTree = keys.length ? { '.': {} } : {};
    for (const key of keys) {
      tree[`f:${key}`] = treeOf(
        value[key] as JsonValue,
        [...path, key],
        shapes,
      );
    }
    return tree;
  }
  if (Array.isArray(value) && value.length) {
    const shape = shapes.list(path);
    if (shape !== 'atomic') {
      const tree: FieldTree = { '.': {} };
      for (const [element, item] of byElement(value, shape)) {
        tree[element] = treeOf(item, path, shapes);
      }
      return tree;
    }
  }
  return {};
}

/** All paths of both. An empty tree is a member without children. */
export function union(a: FieldTree, b: FieldTree): FieldTree {
  const joined: FieldTree = { ...a };
  for (const key of Object.keys(b)) {
    const right = b[key] as FieldTree;
    const left = own(a, key) as FieldTree | undefined;
    joined[key] = left === undefined ? right : joinChildren(left, right);
  }
  return joined;
}

function joinChildren(left: FieldTree, right: FieldTree): FieldTree {
  const leaf = !Object.keys(left).length || !Object.keys(right).length;
  const joined = union(left, right);
  return leaf && Object.keys(joined).length ? { '.': {}, ...joined } : joined;
}

/** The paths of `a` that are not in `b`; `undefined` when none are left. */
export function difference(a: FieldTree, b: FieldTree): FieldTree | undefined {
  const left: FieldTree = {};
  for (const key of Object.keys(a)) {
    const mine = a[key] as FieldTree;
    const theirs = own(b, key) as FieldTree | undefined;
    if (theirs === undefined) {
      left[key] = mine;
      continue;
    }
    const mineIsLeaf = !Object.keys(mine).length;
    if (mineIsLeaf) {
      const taken =
        !Object.keys(theirs).length || own(theirs, '.') !== undefined;
      if (!taken) {
        left[key] = mine;
      }
      continue;
    }
    const rest = difference(
      mine,
      Object.keys(theirs).length ? theirs : { '.': {} },
    );
    if (rest) {
      left[key] = onlyItself(rest) ? {} : rest;
    }
  }
  return Object.keys(left).length ? left : undefined;
}

function onlyItself(tree: FieldTree): boolean {
  const keys = Object.keys(tree);
  return keys.length === 1 && keys[0] === '.';
}
