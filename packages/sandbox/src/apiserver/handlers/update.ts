import { admitUpdate } from '../admission/admission';
import { ServerContext, WriteOptions } from '../context';
import { clone, equal, JsonObject, listAt, objectAt, textAt } from '../json';
import { groupKind, groupResource, ResourceInfo } from '../registry/types';
import {
  badRequest,
  conflict,
  invalid,
  methodNotAllowed,
  notFound,
} from '../status';
import {
  decodeCustom,
  keyOf,
  recordManager,
  requireKind,
  stamp,
  strategyContext,
  validateObject,
} from './prepare';
import { StoredEntry } from '../storage/VersionedStore';

/** Which object, through which door. */
export interface UpdateTarget {
  namespace: string | undefined;
  name: string;
  subresource?: 'status' | 'finalize';
}

const KEPT_METADATA = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'generateName',
  'selfLink',
];

/**
 * Replaces an object by what `change` makes of it. Everything happens at once,
 * so nobody can come between reading and writing.
 * @param change - gets a copy of the served object; may throw a StatusError
 * @param isPatch - a patch need not name a resourceVersion
 */
export function updateObject(
  context: ServerContext,
  info: ResourceInfo,
  target: UpdateTarget,
  change: (current: JsonObject) => JsonObject,
  options: WriteOptions,
  isPatch: boolean,
): JsonObject {
  const { namespace, name, subresource } = target;
  if (subresource && !info.subresources.includes(subresource)) {
    throw methodNotAllowed();
  }
  const entry = context.store.get(info.table, keyOf(namespace, name));
  if (!entry) {
    throw notFound(groupResource(info), name);
  }
  const old = context.served.object(info, entry);
  let next = change(clone(old));
  requireKind(info, next);
  checkIdentity(info, target, next, old, isPatch);
  decodeCustom(info, next, options);
  const resetManagers = asksToResetManagers(next, old);
  next = carryOver(info, next, old, subresource);
  if (!subresource) {
    info.strategy.prepareUpdate?.(next, old, strategyContext(context));
  }
  if (info.generation && specChanged(info, next, old)) {
    bumpGeneration(next);
  }
  if (equalButManagers(next, old) && !resetManagers) {
    return old;
  }
  admitUpdate(context, info, namespace, next, old, options);
  if (subresource !== 'finalize') {
    validateObject(context, info, next, old);
  }
  if (resetManagers) {
    delete (next.metadata as JsonObject).managedFields;
  } else {
    recordManager(context, info, old, next, options, subresource);
  }
  if (options.dryRun) {
    return next;
  }
  return commitUpdate(context, info, entry, next);
}

function commitUpdate(
  context: ServerContext,
  info: ResourceInfo,
  entry: StoredEntry,
  next: JsonObject,
): JsonObject {
  stamp(context, next);
  if (isFinished(info, next)) {
    // The deleted object still shows the finalizer that went last.
    const last = clone(entry.object);
    stamp(context, last);
    context.store.remove(info.table, entry.key, last);
    return next;
  }
  const stored = info.toStored?.(next) ?? next;
  const written = context.store.put(info.table, entry.key, stored);
  return context.served.object(info, written);
}

function isFinished(info: ResourceInfo, object: JsonObject): boolean {
  const metadata = objectAt(object, 'metadata');
  return (
    textAt(metadata, 'deletionTimestamp') !== undefined &&
    !listAt(metadata, 'finalizers').length &&
    (metadata?.deletionGracePeriodSeconds ?? 0) === 0 &&
    !(
      info.table === 'namespaces' &&
      listAt(object, 'spec', 'finalizers').length > 0
    )
  );
}

function checkIdentity(
  info: ResourceInfo,
  target: UpdateTarget,
  next: JsonObject,
  old: JsonObject,
  isPatch: boolean,
): void {
  const resource = groupResource(info);
  const metadata = objectAt(next, 'metadata');
  const name = textAt(metadata, 'name');
  if (name !== target.name) {
    throw badRequest(
      name
        ? `the name of the object (${name}) does not match the name on the URL (${target.name})`
        : 'name must be provided',
    );
  }
  const namespace = textAt(metadata, 'namespace');
  if (namespace && info.namespaced && namespace !== target.namespace) {
    throw badRequest(
      `the namespace of the object (${namespace}) does not match the namespace on the request (${target.namespace})`,
    );
  }
  const uid = textAt(metadata, 'uid');
  const actualUid = textAt(old, 'metadata', 'uid');
  if (uid && uid !== actualUid) {
    throw conflict(
      resource,
      target.name,
      `StorageError: invalid object, Code: 4, Key: /registry/${info.plural}/${
        target.namespace ?? ''
      }/${
        target.name
      }, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${actualUid}`,
    );
  }
  const version = textAt(metadata, 'resourceVersion');
  if (version && version !== '0') {
    if (version !== textAt(old, 'metadata', 'resourceVersion')) {
      throw conflict(resource, target.name);
    }
  } else if (info.custom && !isPatch) {
    throw invalid(groupKind(info), target.name, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
}

/** Puts back everything that this door does not let through. */
function carryOver(
  info: ResourceInfo,
  next: JsonObject,
  old: JsonObject,
  subresource: UpdateTarget['subresource'],
): JsonObject {
  const before = objectAt(old, 'metadata') ?? {};
  const metadata = { ...objectAt(next, 'metadata') };
  for (const field of [...KEPT_METADATA, 'managedFields', 'resourceVersion']) {
    delete metadata[field];
    if (before[field] !== undefined) {
      metadata[field] = clone(before[field]);
    }
  }
  const hasStatus = info.subresources.includes('status');
  if (subresource === 'status') {
    const kept = clone(old);
    if (next.status === undefined) {
      delete kept.status;
    } else {
      kept.status = next.status;
    }
    return info.custom
      ? kept
      : { ...kept, metadata: { ...metadata, finalizers: before.finalizers } };
  }
  if (subresource === 'finalize') {
    return { ...clone(old), spec: next.spec };
  }
  const result: JsonObject = { ...next, metadata };
  if (hasStatus) {
    delete result.status;
    if (old.status !== undefined) {
      result.status = clone(old.status);
    }
  }
  return result;
}

function specChanged(
  info: ResourceInfo,
  next: JsonObject,
  old: JsonObject,
): boolean {
  if (!info.custom) {
    return !equal(next.spec, old.spec);
  }
  const relevant = (object: JsonObject) => {
    const { metadata, status, ...rest } = object;
    return info.custom?.hasStatus ? rest : { ...rest, status };
  };
  return !equal(relevant(next), relevant(old));
}

/** Counts one more change of the specification, in place. */
export function bumpGeneration(object: JsonObject): void {
  const metadata = objectAt(object, 'metadata');
  if (metadata) {
    metadata.generation = Number(metadata.generation ?? 0) + 1;
  }
}

function asksToResetManagers(next: JsonObject, old: JsonObject): boolean {
  const managers = objectAt(next, 'metadata')?.managedFields;
  return (
    Array.isArray(managers) &&
    managers.every(entry => equal(entry, {})) &&
    listAt(old, 'metadata', 'managedFields').length > 0
  );
}

function equalButManagers(a: JsonObject, b: JsonObject): boolean {
  return equal(withoutManagers(a), withoutManagers(b));
}

function withoutManagers(object: JsonObject): JsonObject {
  const { managedFields, ...metadata } = objectAt(object, 'metadata') ?? {};
  return { ...object, metadata };
}
