import { ServerContext, WriteOptions } from '../context';
import { at, JsonObject, JsonValue, objectAt, own, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { badRequest, notFound, resourceNotFound } from '../status';
import { keyOf } from './prepare';
import { updateObject } from './update';

/** An object seen through its `scale` subresource. */
export function getScale(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
): JsonObject {
  const entry = context.store.get(info.table, keyOf(namespace, name));
  if (!entry) {
    throw notFound(groupResource(info), name);
  }
  return toScale(info, context.served.object(info, entry));
}

function toScale(info: ResourceInfo, object: JsonObject): JsonObject {
  const { scale } = info;
  if (!scale) {
    throw resourceNotFound();
  }
  const metadata = objectAt(object, 'metadata');
  const replicas = at(object, ...scale.specReplicas);
  const selector = scale.labelSelector && at(object, ...scale.labelSelector);
  const shown: JsonObject = {};
  for (const field of [
    'name',
    'namespace',
    'uid',
    'resourceVersion',
    'creationTimestamp',
  ]) {
    shown[field] = own(metadata, field);
  }
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: shown,
    // Zero replicas are left out, as Go leaves out empty values.
    spec: replicas ? { replicas } : {},
    status: {
      replicas: at(object, ...scale.statusReplicas) ?? 0,
      ...(selector ? { selector: selectorText(selector) } : {}),
    },
  };
}

function selectorText(selector: JsonValue): string {
  if (typeof selector === 'string') {
    return selector;
  }
  return Object.entries(objectAt(selector, 'matchLabels') ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** Changes the number of replicas through `scale`. */
export function updateScale(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  change: (current: JsonObject) => JsonObject,
  options: WriteOptions,
): JsonObject {
  const { scale } = info;
  if (!scale) {
    throw resourceNotFound();
  }
  const updated = updateObject(
    context,
    info,
    { namespace, name },
    current => {
      const wanted = change(toScale(info, current));
      const replicas = at(wanted, 'spec', 'replicas') ?? 0;
      if (typeof replicas !== 'number' || !Number.isInteger(replicas)) {
        throw badRequest('spec.replicas of a Scale must be an integer');
      }
      setReplicas(current, scale.specReplicas, replicas);
      const version = textAt(wanted, 'metadata', 'resourceVersion');
      const metadata = objectAt(current, 'metadata');
      if (version && metadata) {
        metadata.resourceVersion = version;
      }
      return current;
    },
    options,
    true,
  );
  return toScale(info, updated);
}

function setReplicas(
  object: JsonObject,
  path: string[],
  replicas: number,
): void {
  let current = object;
  for (const key of path.slice(0, -1)) {
    const child = objectAt(current, key) ?? {};
    current[key] = child;
    current = child;
  }
  current[path[path.length - 1]] = replicas;
}
