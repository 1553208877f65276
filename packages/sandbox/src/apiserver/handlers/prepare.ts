import { ServerContext, timestamp, WriteOptions } from '../context';
import {
  at,
  isObject,
  JsonObject,
  listAt,
  objectAt,
  own,
  textAt,
} from '../json';
import { FieldShapes } from '../managed/FieldSet';
import { builtInAtomicMap, builtInListShape } from '../managed/listKeys';
import { updateManagedFields } from '../managed/managedFields';
import {
  apiVersionOf,
  groupKind,
  ResourceInfo,
  StrategyContext,
} from '../registry/types';
import { badRequest, invalid, StatusCause } from '../status';
import { invalidValue } from '../validation/names';
import { metadataProblems, metadataTypeProblem } from '../validation/meta';

/** What a strategy is given. */
export function strategyContext(context: ServerContext): StrategyContext {
  return {
    store: context.store,
    now: () => timestamp(context.now()),
  };
}

/** Key of an object in its table. */
export function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** Checks that a body is of the kind that its address says, in place. */
export function requireKind(info: ResourceInfo, body: JsonObject): void {
  const apiVersion = own(body, 'apiVersion');
  const kind = own(body, 'kind');
  const expected = apiVersionOf(info);
  if (info.custom && (!kind || !apiVersion)) {
    throw badRequest(
      `Object 'Kind' is missing in '${JSON.stringify(body).slice(0, 200)}'`,
    );
  }
  if (apiVersion !== undefined && apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  if (kind !== undefined && kind !== info.kind) {
    throw badRequest(
      `${kind} in version ${JSON.stringify(
        info.version,
      )} cannot be handled as a ${info.kind}: converting (${kind}) to (${
        info.kind
      }): unknown conversion`,
    );
  }
  body.kind = info.kind;
  body.apiVersion = expected;
  const problem = metadataTypeProblem(body) ?? dataTypeProblem(info, body);
  if (problem) {
    throw badRequest(
      `${info.kind} in version ${JSON.stringify(
        info.version,
      )} cannot be handled as a ${info.kind}: ${problem}`,
    );
  }
  if (!isObject(own(body, 'metadata'))) {
    body.metadata = {};
  }
  dropEmpty(body.metadata as JsonObject);
}

const TEXT_MAPS = ['configmaps', 'secrets'];

/** Data of ConfigMaps and Secrets is text, or cannot be decoded. */
function dataTypeProblem(
  info: ResourceInfo,
  body: JsonObject,
): string | undefined {
  const data = TEXT_MAPS.includes(info.table) ? own(body, 'data') : undefined;
  if (data === undefined || data === null) {
    return undefined;
  }
  const odd = isObject(data)
    ? Object.values(data).find(value => typeof value !== 'string')
    : data;
  return odd === undefined
    ? undefined
    : `json: cannot unmarshal ${
        Array.isArray(odd) ? 'array' : typeof odd
      } into Go struct field ${info.kind}.data of type ${
        isObject(data) ? 'string' : 'map[string]string'
      }`;
}

/** The real server reads metadata into a type that leaves out what is empty. */
function dropEmpty(metadata: JsonObject): void {
  for (const [key, value] of Object.entries(metadata)) {
    const size =
      typeof value === 'object' && value !== null && key !== 'managedFields'
        ? Object.keys(value).length
        : undefined;
    if (value === null || value === '' || size === 0) {
      delete metadata[key];
    }
  }
}

/** Prunes and fills in defaults of a custom resource, in place. */
export function decodeCustom(
  info: ResourceInfo,
  object: JsonObject,
  options: WriteOptions,
): void {
  const schema = info.custom?.schema;
  if (!schema) {
    return;
  }
  const unknown = schema.prune(object);
  if (unknown.length && options.fieldValidation === 'Strict') {
    const list = unknown.map(path => `unknown field "${path}"`).join(', ');
    throw badRequest(
      `${info.kind} in version ${JSON.stringify(
        info.version,
      )} cannot be handled as a ${info.kind}: strict decoding error: ${list}`,
    );
  }
  if (options.fieldValidation === 'Warn') {
    options.warnings.push(...unknown.map(path => `unknown field "${path}"`));
  }
  schema.applyDefaults(object);
}

/** Throws 422 when an object breaks a rule. */
export function validateObject(
  context: ServerContext,
  info: ResourceInfo,
  object: JsonObject,
  old: JsonObject | undefined,
): void {
  const rule = info.strategy.nameRule ?? 'subdomain';
  const causes: StatusCause[] = [
    ...metadataProblems(object, rule),
    ...(info.custom?.schema.validate(object) ?? []),
    ...(info.strategy.validate?.(object, old, strategyContext(context)) ?? []),
    ...replicaProblems(info, object),
    ...newFinalizers(object, old),
  ];
  if (causes.length) {
    const name =
      textAt(object, 'metadata', 'name') ??
      textAt(object, 'metadata', 'generateName') ??
      '';
    throw invalid(groupKind(info), name, causes);
  }
}

/** Where a custom resource scales, its replicas are checked once more. */
function replicaProblems(
  info: ResourceInfo,
  object: JsonObject,
): StatusCause[] {
  const path = (info.custom && info.scale?.specReplicas) ?? [];
  const replicas = path.length ? at(object, ...path) : undefined;
  return typeof replicas === 'number' && replicas < 0
    ? [
        invalidValue(
          `.${path.join('.')}`,
          replicas,
          'should be a non-negative integer',
        ),
      ]
    : [];
}

function newFinalizers(
  object: JsonObject,
  old: JsonObject | undefined,
): StatusCause[] {
  if (!old || !textAt(old, 'metadata', 'deletionTimestamp')) {
    return [];
  }
  const before = listAt(old, 'metadata', 'finalizers');
  const added = listAt(object, 'metadata', 'finalizers').filter(
    one => !before.includes(one),
  );
  const list = added.map(one => JSON.stringify(one)).join(', ');
  return added.length
    ? [
        {
          reason: 'FieldValueForbidden',
          message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`,
          field: 'metadata.finalizers',
        },
      ]
    : [];
}

/** Records in `metadata.managedFields` who wrote what, in place. */
export function recordManager(
  context: ServerContext,
  info: ResourceInfo,
  old: JsonObject | undefined,
  object: JsonObject,
  options: WriteOptions,
  subresource?: string,
): void {
  const metadata = objectAt(object, 'metadata');
  if (!metadata) {
    return;
  }
  metadata.managedFields = updateManagedFields(
    old,
    object,
    {
      name: options.fieldManager,
      apiVersion: apiVersionOf(info),
      subresource,
    },
    timestamp(context.now()),
    shapesOf(info),
  );
}

function shapesOf({ custom }: ResourceInfo): FieldShapes {
  // The metadata of a custom resource is that of all objects.
  const schemaFor = (path: readonly string[]) =>
    path[0] === 'metadata' ? undefined : custom?.schema;
  return {
    list: path => schemaFor(path)?.listShape(path) ?? builtInListShape(path),
    atomicMap: path =>
      schemaFor(path)?.atomicMap(path) ?? builtInAtomicMap(path),
  };
}

/** Gives the object the revision that the store is about to give it. */
export function stamp(context: ServerContext, object: JsonObject): void {
  const metadata = objectAt(object, 'metadata');
  if (metadata) {
    metadata.resourceVersion = String(context.store.nextRevision());
  }
}
