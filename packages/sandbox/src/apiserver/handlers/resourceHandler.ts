import { IncomingMessage, ServerResponse } from 'node:http';
import {
  AccessRequest,
  deniedText,
  RbacAuthorizer,
} from '../auth/RbacAuthorizer';
import { Caller, ServerContext, WriteOptions } from '../context';
import { mediaType, parseBody, parseObjectBody, readBody } from '../http/body';
import { addWarnings, sendJson } from '../http/respond';
import { isObject, JsonObject } from '../json';
import { RequestTarget, ResourcePath } from '../requestInfo';
import { groupResource, ResourceInfo, Subresource } from '../registry/types';
import {
  badRequest,
  forbidden,
  invalid,
  methodNotAllowed,
  notFound,
  resourceNotFound,
} from '../status';
import { notSupported } from '../validation/names';
import { createObject } from './create';
import { deleteObject, readDeleteOptions } from './delete';
import {
  inRange,
  listObjects,
  readRevision,
  readSelectors,
  tooLargeRevision,
} from './list';
import { readPatch } from './patch';
import { bindPod, evictPod, streamLog } from './pods';
import { keyOf } from './prepare';
import { answerReview } from './reviews';
import { getScale, updateScale } from './scale';
import { updateObject } from './update';
import { readWatch, serveWatch } from './watch';

/** One request for a resource. */
export interface ResourceRequest {
  context: ServerContext;
  authorizer: RbacAuthorizer;
  caller: Caller;
  target: RequestTarget;
  path: ResourcePath;
  request: IncomingMessage;
  response: ServerResponse;
}

const FUTURE_REVISION_WAIT_MS = 3_000;

/** Authorises and answers a request for a resource. */
export async function handleResource(call: ResourceRequest): Promise<void> {
  const { context, authorizer, caller, path } = call;
  const access = accessOf(call);
  if (!authorizer.allows(caller, access)) {
    throw forbidden(
      { group: path.group, name: path.resource },
      path.name ?? '',
      deniedText(caller, access),
    );
  }
  const info = context.registry.find(path);
  if (
    !info ||
    (path.namespace !== undefined &&
      !info.namespaced &&
      path.resource !== 'namespaces')
  ) {
    throw resourceNotFound();
  }
  const namespace = info.namespaced ? path.namespace : undefined;
  if (info.verbs.length === 1) {
    await handleReview(call, info);
  } else if (path.subresource) {
    await handleSubresource(call, info, namespace, path.subresource);
  } else if (path.name) {
    await handleOne(call, info, namespace, path.name);
  } else {
    await handleCollection(call, info, namespace);
  }
}

/** What the request wants, in words of RBAC. */
function accessOf({ request, path, target }: ResourceRequest): AccessRequest {
  const base = {
    group: path.group,
    resource: path.resource,
    subresource: path.subresource,
    namespace: path.namespace,
    name: path.name,
  };
  const one = path.name !== undefined;
  switch (request.method) {
    case 'POST':
      return { ...base, verb: 'create' };
    case 'PUT':
      return { ...base, verb: 'update' };
    case 'PATCH':
      return { ...base, verb: 'patch' };
    case 'DELETE':
      return { ...base, verb: one ? 'delete' : 'deletecollection' };
    default: {
      const watches = isWatch(target.query);
      if (one) {
        return { ...base, verb: watches ? 'watch' : 'get' };
      }
      return { ...base, verb: watches ? 'watch' : 'list' };
    }
  }
}

function isWatch(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '');
}

async function handleReview(
  call: ResourceRequest,
  info: ResourceInfo,
): Promise<void> {
  if (call.request.method !== 'POST') {
    throw methodNotAllowed();
  }
  const body = await readObject(call);
  send(call, 201, answerReview(call.authorizer, info, body, call.caller));
}

async function handleCollection(
  call: ResourceRequest,
  info: ResourceInfo,
  namespace: string | undefined,
): Promise<void> {
  const { context, target, response } = call;
  const { query } = target;
  switch (call.request.method) {
    case 'GET':
      if (isWatch(query)) {
        serveWatch(context, readWatch(info, namespace, query), response);
        return;
      }
      await waitForRevision(call);
      sendJson(response, 200, listObjects(context, info, namespace, query), {
        acceptsGzip: acceptsGzip(call.request),
      });
      return;
    case 'POST': {
      if (info.namespaced && namespace === undefined) {
        throw methodNotAllowed();
      }
      const body = await readObject(call);
      const options = readWriteOptions(call, body);
      const created = createObject(context, info, namespace, body, options);
      addWarnings(response, options.warnings);
      send(call, 201, created);
      return;
    }
    case 'DELETE':
      await deleteCollection(call, info, namespace);
      return;
    default:
      throw methodNotAllowed();
  }
}

async function waitForRevision({ context, target }: ResourceRequest) {
  const wanted = readRevision(target.query, badRequest);
  if (wanted === undefined || wanted <= context.store.revision) {
    return;
  }
  await new Promise<void>(resolve => {
    const timer = setTimeout(done, FUTURE_REVISION_WAIT_MS);
    const stop = context.store.subscribe('*', () => {
      if (context.store.revision >= Number(wanted)) {
        done();
      }
    });
    function done() {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
  if (wanted > context.store.revision) {
    throw tooLargeRevision(wanted, context.store.revision);
  }
}

async function deleteCollection(
  call: ResourceRequest,
  info: ResourceInfo,
  namespace: string | undefined,
): Promise<void> {
  const { context, target } = call;
  const body = await readOptionalObject(call);
  const request = readDeleteOptions(body, target.query);
  const options = readWriteOptions(call, body);
  const selector = readSelectors(info, target.query);
  const found = inRange(context.store.list(info.table), namespace).filter(
    entry => selector.matches(context.served.object(info, entry)),
  );
  const items = found.map(entry => {
    const [space, name] = entry.key.split('/');
    const from = info.namespaced ? space : undefined;
    return deleteObject(context, info, from, name, request, options).object;
  });
  send(call, 200, {
    kind: info.listKind,
    apiVersion: info.group ? `${info.group}/${info.version}` : info.version,
    metadata: { resourceVersion: String(context.store.revision) },
    items,
  });
}

async function handleOne(
  call: ResourceRequest,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
): Promise<void> {
  const { context, response, target } = call;
  switch (call.request.method) {
    case 'GET': {
      if (isWatch(target.query)) {
        target.query.set('fieldSelector', `metadata.name=${name}`);
        serveWatch(context, readWatch(info, namespace, target.query), response);
        return;
      }
      sendEntry(call, info, namespace, name);
      return;
    }
    case 'PUT':
    case 'PATCH':
      await writeOne(call, info, namespace, name, undefined);
      return;
    case 'DELETE': {
      const body = await readOptionalObject(call);
      const { object, gone } = deleteObject(
        context,
        info,
        namespace,
        name,
        readDeleteOptions(body, target.query),
        readWriteOptions(call, body),
      );
      send(call, 200, gone ? deletedStatus(info, name, object) : object);
      return;
    }
    default:
      throw methodNotAllowed();
  }
}

/** These answer a finished deletion with the object itself. */
const RETURN_DELETED = [
  'pods',
  'services',
  'persistentvolumeclaims',
  'persistentvolumes',
  'serviceaccounts',
  'resourcequotas',
];

function deletedStatus(
  info: ResourceInfo,
  name: string,
  object: JsonObject,
): JsonObject {
  if (RETURN_DELETED.includes(info.table)) {
    return object;
  }
  const metadata = object.metadata as JsonObject;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(info.group ? { group: info.group } : {}),
      kind: info.plural,
      uid: metadata.uid,
    },
  };
}

function sendEntry(
  { context, response }: ResourceRequest,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
): void {
  const entry = context.store.get(info.table, keyOf(namespace, name));
  if (!entry) {
    throw notFound(groupResource(info), name);
  }
  sendJson(response, 200, context.served.json(info, entry));
}

async function writeOne(
  call: ResourceRequest,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  subresource: 'status' | 'finalize' | undefined,
): Promise<void> {
  const isPatch = call.request.method === 'PATCH';
  const change = await readChange(call, info);
  const options = readWriteOptions(call, undefined);
  const updated = updateObject(
    call.context,
    info,
    { namespace, name, subresource },
    change,
    options,
    isPatch,
  );
  addWarnings(call.response, options.warnings);
  send(call, 200, updated);
}

async function readChange(
  call: ResourceRequest,
  info: ResourceInfo,
): Promise<(current: JsonObject) => JsonObject> {
  if (call.request.method === 'PATCH') {
    const type = mediaType(call.request);
    const text = await readBody(call.request);
    return readPatch(info, type, () => parseBody(text || 'null', type));
  }
  const body = await readObject(call);
  return () => body;
}

async function handleSubresource(
  call: ResourceRequest,
  info: ResourceInfo,
  namespace: string | undefined,
  subresource: string,
): Promise<void> {
  const { context, request, response, target, path } = call;
  const name = path.name ?? '';
  const known = info.subresources.includes(subresource as Subresource);
  if (!known) {
    throw resourceNotFound();
  }
  const { method } = request;
  switch (subresource as Subresource) {
    case 'log':
      requireMethod(method, 'GET');
      await streamLog(context, namespace ?? '', name, target.query, response);
      return;
    case 'binding':
    case 'eviction': {
      requireMethod(method, 'POST');
      const body = await readObject(call);
      const act = subresource === 'binding' ? bindPod : evictPod;
      const options = readWriteOptions(call, body);
      send(call, 201, act(context, info, namespace ?? '', name, body, options));
      return;
    }
    case 'scale': {
      requireMethod(method, 'GET', 'PUT', 'PATCH');
      if (method === 'GET') {
        send(call, 200, getScale(context, info, namespace, name));
        return;
      }
      const change = await readChange(call, info);
      const options = readWriteOptions(call, undefined);
      send(
        call,
        200,
        updateScale(context, info, namespace, name, change, options),
      );
      return;
    }
    default:
      requireMethod(method, 'GET', 'PUT', 'PATCH');
      if (method === 'GET') {
        sendEntry(call, info, namespace, name);
        return;
      }
      await writeOne(
        call,
        info,
        namespace,
        name,
        subresource as 'status' | 'finalize',
      );
  }
}

function requireMethod(method: string | undefined, ...allowed: string[]): void {
  if (!allowed.includes(method ?? '')) {
    throw methodNotAllowed();
  }
}

async function readObject(call: ResourceRequest): Promise<JsonObject> {
  const body = await readOptionalObject(call);
  if (!body) {
    throw badRequest('the body of the request is not an object');
  }
  return body;
}

async function readOptionalObject({
  request,
}: ResourceRequest): Promise<JsonObject | undefined> {
  const text = await readBody(request);
  if (!text) {
    return undefined;
  }
  const body = parseObjectBody(text, request);
  if (!isObject(body)) {
    throw badRequest('the body of the request is not an object');
  }
  return body;
}

function readWriteOptions(
  { request, target, caller }: ResourceRequest,
  body: JsonObject | undefined,
): WriteOptions {
  const { query } = target;
  const dryRun = query.getAll('dryRun');
  if (dryRun.some(value => value !== 'All' && value !== '')) {
    throw invalid({ group: 'meta.k8s.io', name: 'CreateOptions' }, '', [
      notSupported(
        'dryRun',
        dryRun.find(value => value !== 'All'),
        ['All'],
      ),
    ]);
  }
  const agent = (request.headers['user-agent'] ?? 'unknown').split('/')[0];
  const validation = query.get('fieldValidation') || 'Warn';
  if (!['Ignore', 'Warn', 'Strict'].includes(validation)) {
    throw invalid({ group: 'meta.k8s.io', name: 'CreateOptions' }, '', [
      notSupported('fieldValidation', validation, ['Ignore', 'Strict', 'Warn']),
    ]);
  }
  const inBody =
    body?.kind === 'DeleteOptions' || body?.propagationPolicy !== undefined
      ? body?.dryRun
      : undefined;
  return {
    caller,
    fieldManager: (query.get('fieldManager') || agent).slice(0, 128),
    dryRun:
      dryRun.includes('All') ||
      (Array.isArray(inBody) && inBody.includes('All')),
    fieldValidation: validation as WriteOptions['fieldValidation'],
    warnings: [],
    seed:
      request.headers['x-sandbox-seed'] === 'true' &&
      caller.groups.includes('system:masters'),
  };
}

function acceptsGzip(request: IncomingMessage): boolean {
  return String(request.headers['accept-encoding'] ?? '').includes('gzip');
}

function send(
  { response, request }: ResourceRequest,
  code: number,
  object: JsonObject,
): void {
  sendJson(response, code, JSON.stringify(object), {
    acceptsGzip: acceptsGzip(request),
  });
}
