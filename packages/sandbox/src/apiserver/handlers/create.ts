import { randomBytes, randomUUID } from 'node:crypto';
import { admitCreate } from '../admission/admission';
import { ServerContext, timestamp, WriteOptions } from '../context';
import { clone, JsonObject, objectAt, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { alreadyExists, badRequest, StatusError } from '../status';
import {
  decodeCustom,
  keyOf,
  recordManager,
  requireKind,
  stamp,
  strategyContext,
  validateObject,
} from './prepare';

// The alphabet of the real server: no vowels, no look-alikes.
const SUFFIX_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const GENERATED_PREFIX_LIMIT = 58;

function randomSuffix(): string {
  return [...randomBytes(5)]
    .map(byte => SUFFIX_ALPHABET[byte % SUFFIX_ALPHABET.length])
    .join('');
}

function assignName(metadata: JsonObject): void {
  const prefix = textAt(metadata, 'generateName');
  if (!textAt(metadata, 'name') && prefix) {
    metadata.name = `${prefix.slice(
      0,
      GENERATED_PREFIX_LIMIT,
    )}${randomSuffix()}`;
  }
}

function checkNamespace(
  info: ResourceInfo,
  metadata: JsonObject,
  namespace: string | undefined,
): void {
  const given = textAt(metadata, 'namespace');
  if (given && given !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (info.namespaced) {
    metadata.namespace = namespace;
  } else {
    delete metadata.namespace;
  }
}

function beginMetadata(
  context: ServerContext,
  metadata: JsonObject,
  options: WriteOptions,
): void {
  metadata.uid = randomUUID();
  if (!options.seed || !textAt(metadata, 'creationTimestamp')) {
    metadata.creationTimestamp = timestamp(context.now());
  }
  for (const field of [
    'resourceVersion',
    'generation',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'selfLink',
    'managedFields',
  ]) {
    delete metadata[field];
  }
}

/**
 * Creates an object.
 * @param body - belongs to this function; it is changed
 * @returns the created object in its served shape
 */
export function createObject(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  body: JsonObject,
  options: WriteOptions,
): JsonObject {
  requireKind(info, body);
  const metadata = objectAt(body, 'metadata') ?? {};
  if (textAt(metadata, 'resourceVersion')) {
    throw new StatusError({
      code: 500,
      message: 'resourceVersion should not be set on objects to be created',
    });
  }
  checkNamespace(info, metadata, namespace);
  decodeCustom(info, body, options);
  beginMetadata(context, metadata, options);
  const seededStatus = options.seed ? clone(body.status) : undefined;
  if (info.subresources.includes('status')) {
    delete body.status;
  }
  assignName(metadata);
  const name = textAt(metadata, 'name') ?? '';
  info.strategy.prepareCreate?.(body, strategyContext(context));
  if (seededStatus !== undefined) {
    body.status = seededStatus;
  }
  if (info.generation) {
    metadata.generation = 1;
  }
  admitCreate(context, info, namespace, body, options);
  validateObject(context, info, body, undefined);
  const key = keyOf(namespace, name);
  const present = context.store.get(info.table, key);
  if (present) {
    const deleting = textAt(present.object, 'metadata', 'deletionTimestamp');
    throw alreadyExists(groupResource(info), name, deleting !== undefined);
  }
  recordManager(context, info, undefined, body, options);
  if (options.dryRun) {
    return body;
  }
  stamp(context, body);
  const stored = info.toStored?.(body) ?? body;
  const entry = context.store.put(info.table, key, stored);
  return context.served.object(info, entry);
}
