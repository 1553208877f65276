import { admitDelete } from '../admission/admission';
import { ServerContext, timestamp, WriteOptions } from '../context';
import { clone, JsonObject, listAt, objectAt, own, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { conflict, invalid, notFound } from '../status';
import { notSupported } from '../validation/names';
import { StoredEntry } from '../storage/VersionedStore';
import { keyOf, stamp } from './prepare';
import { bumpGeneration } from './update';

/** What a DELETE asks for. */
export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  preconditions?: { uid?: string; resourceVersion?: string };
}

const POLICIES = ['Foreground', 'Background', 'Orphan'] as const;
const POLICY_FINALIZERS = ['foregroundDeletion', 'orphan'];

/** Reads options from the body and, where that is silent, from the query. */
export function readDeleteOptions(
  body: JsonObject | undefined,
  query: URLSearchParams,
): DeleteOptions {
  const policy =
    textAt(body, 'propagationPolicy') ?? query.get('propagationPolicy');
  const orphan = own(body, 'orphanDependents');
  const known = POLICIES.find(one => one === policy);
  if (policy && !known) {
    throw invalid({ group: 'meta.k8s.io', name: 'DeleteOptions' }, '', [
      notSupported('propagationPolicy', policy, [...POLICIES]),
    ]);
  }
  const grace =
    own(body, 'gracePeriodSeconds') ?? query.get('gracePeriodSeconds');
  return {
    propagationPolicy: known ?? (orphan === true ? 'Orphan' : undefined),
    gracePeriodSeconds:
      grace === null || grace === undefined ? undefined : Number(grace),
    preconditions: {
      uid: textAt(body, 'preconditions', 'uid'),
      resourceVersion: textAt(body, 'preconditions', 'resourceVersion'),
    },
  };
}

/** The outcome of a deletion; `gone` when nothing holds the object any more. */
export interface Deletion {
  object: JsonObject;
  gone: boolean;
}

/** Deletes an object, or marks it when finalizers or a grace period hold it. */
export function deleteObject(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  request: DeleteOptions,
  options: WriteOptions,
): Deletion {
  const entry = context.store.get(info.table, keyOf(namespace, name));
  if (!entry) {
    throw notFound(groupResource(info), name);
  }
  checkPreconditions(info, entry, request);
  admitDelete(context, info, namespace, entry.object, options);
  const next = clone(entry.object);
  const metadata = objectAt(next, 'metadata') ?? {};
  applyPolicy(metadata, request);
  const grace = gracePeriod(info, entry.object, request);
  const held =
    listAt(metadata, 'finalizers').length > 0 ||
    grace > 0 ||
    (info.table === 'namespaces' &&
      listAt(next, 'spec', 'finalizers').length > 0);
  if (!held) {
    if (!options.dryRun) {
      stamp(context, next);
      context.store.remove(info.table, entry.key, next);
    }
    return { object: info.toServed?.(next) ?? next, gone: true };
  }
  const changed = mark(context, info, next, metadata, grace);
  const policyChanged =
    listAt(metadata, 'finalizers').length !==
    listAt(entry.object, 'metadata', 'finalizers').length;
  if ((changed || policyChanged) && !options.dryRun) {
    stamp(context, next);
    const written = context.store.put(info.table, entry.key, next);
    return { object: context.served.object(info, written), gone: false };
  }
  return { object: info.toServed?.(next) ?? next, gone: false };
}

function checkPreconditions(
  info: ResourceInfo,
  entry: StoredEntry,
  { preconditions }: DeleteOptions,
): void {
  const metadata = objectAt(entry.object, 'metadata');
  const name = textAt(metadata, 'name') ?? '';
  // Other conflicts name the plural; this one names the Kind.
  const of = { group: '', name: info.kind };
  const uid = textAt(metadata, 'uid');
  if (preconditions?.uid && preconditions.uid !== uid) {
    throw conflict(
      of,
      name,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  const version = textAt(metadata, 'resourceVersion');
  const wanted = preconditions?.resourceVersion;
  if (wanted && wanted !== version) {
    throw conflict(
      of,
      name,
      `the ResourceVersion in the precondition (${wanted}) does not match the ResourceVersion in record (${version}). The object might have been modified`,
    );
  }
}

function applyPolicy(
  metadata: JsonObject,
  { propagationPolicy }: DeleteOptions,
): void {
  if (!propagationPolicy) {
    return;
  }
  const others = listAt(metadata, 'finalizers').filter(
    one => !POLICY_FINALIZERS.includes(String(one)),
  );
  if (propagationPolicy === 'Foreground') {
    others.push('foregroundDeletion');
  }
  if (propagationPolicy === 'Orphan') {
    others.push('orphan');
  }
  if (others.length) {
    metadata.finalizers = others;
  } else {
    delete metadata.finalizers;
  }
}

/** Only pods that a kubelet may be running end gracefully. */
function gracePeriod(
  info: ResourceInfo,
  object: JsonObject,
  request: DeleteOptions,
): number {
  if (info.table !== 'pods' || !textAt(object, 'spec', 'nodeName')) {
    return 0;
  }
  const phase = textAt(object, 'status', 'phase') ?? '';
  if (['Succeeded', 'Failed'].includes(phase)) {
    return 0;
  }
  const current = objectAt(object, 'metadata')?.deletionGracePeriodSeconds;
  const wanted =
    request.gracePeriodSeconds ??
    Number(objectAt(object, 'spec')?.terminationGracePeriodSeconds ?? 30);
  // A second request may shorten the period, never lengthen it.
  return typeof current === 'number' ? Math.min(current, wanted) : wanted;
}

/** @returns whether anything changed */
function mark(
  context: ServerContext,
  info: ResourceInfo,
  object: JsonObject,
  metadata: JsonObject,
  grace: number,
): boolean {
  const known = textAt(metadata, 'deletionTimestamp');
  if (known && metadata.deletionGracePeriodSeconds === grace) {
    return false;
  }
  const now = context.now().getTime();
  metadata.deletionTimestamp = timestamp(new Date(now + grace * 1000));
  metadata.deletionGracePeriodSeconds = grace;
  if (info.generation && !known) {
    bumpGeneration(object);
  }
  if (info.table === 'namespaces') {
    object.status = { ...objectAt(object, 'status'), phase: 'Terminating' };
    delete metadata.deletionGracePeriodSeconds;
  }
  return true;
}
