import { clone, JsonObject, objectAt, objectsAt, own, textAt } from '../json';
import {
  compareFields,
  difference,
  FieldTree,
  FieldShapes,
  union,
} from './FieldSet';

/** Who writes, and through which door. */
export interface FieldManager {
  name: string;
  apiVersion: string;
  /** `status`, `scale`, or absent for the object itself. */
  subresource?: string;
}

const SERVER_OWNED = [
  'name',
  'namespace',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'uid',
  'generation',
  'managedFields',
  'resourceVersion',
];

function manageable(object: JsonObject | undefined): JsonObject {
  if (!object) {
    return { metadata: {} };
  }
  const { apiVersion, kind, metadata, ...rest } = object;
  const kept = { ...objectAt(object, 'metadata') };
  for (const field of SERVER_OWNED) {
    delete kept[field];
  }
  return { ...rest, metadata: kept };
}

function sameManager(entry: JsonObject, manager: FieldManager): boolean {
  return (
    textAt(entry, 'manager') === manager.name &&
    textAt(entry, 'operation') === 'Update' &&
    textAt(entry, 'apiVersion') === manager.apiVersion &&
    (textAt(entry, 'subresource') ?? '') === (manager.subresource ?? '')
  );
}

/**
 * The `managedFields` of a new version: what changed belongs to the writer and
 * to nobody else, what is gone belongs to nobody.
 * @param time - RFC 3339, whole seconds
 */
export function updateManagedFields(
  before: JsonObject | undefined,
  after: JsonObject,
  manager: FieldManager,
  time: string,
  shapes: FieldShapes,
): JsonObject[] {
  const old = manageable(before);
  const { written, removed } = compareFields(old, manageable(after), shapes);
  [written, removed].forEach(withoutRootOfMetadata);
  const present = objectsAt(before, 'metadata', 'managedFields');
  const changed = Object.keys(written).length > 0;
  if (!changed && !Object.keys(removed).length) {
    return present.map(entry => clone(entry));
  }
  const taken = union(written, removed);
  const entries: JsonObject[] = [];
  let mine: FieldTree = {};
  for (const entry of present) {
    const fields = objectAt(entry, 'fieldsV1') ?? {};
    if (sameManager(entry, manager)) {
      mine = difference(fields, removed) ?? {};
      if (!changed && Object.keys(mine).length) {
        entries.push({ ...clone(entry), fieldsV1: mine, time });
      }
      continue;
    }
    const left = difference(fields, taken);
    if (left) {
      entries.push({ ...clone(entry), fieldsV1: left });
    }
  }
  if (changed) {
    entries.push(toEntry(manager, union(mine, written), time));
  }
  return entries.sort(oldestFirst);
}

/** Nobody owns `metadata` itself, only fields in it. */
function withoutRootOfMetadata(tree: FieldTree): void {
  const metadata = objectAt(tree, 'f:metadata');
  if (metadata) {
    delete metadata['.'];
    if (!Object.keys(metadata).length) {
      delete tree['f:metadata'];
    }
  }
}

function toEntry(
  manager: FieldManager,
  fieldsV1: FieldTree,
  time: string,
): JsonObject {
  return {
    manager: manager.name,
    operation: 'Update',
    apiVersion: manager.apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(manager.subresource ? { subresource: manager.subresource } : {}),
  };
}

function oldestFirst(a: JsonObject, b: JsonObject): number {
  const [left, right] = [a, b].map(one => String(own(one, 'time') ?? ''));
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
