import { AccessRequest, deniedText } from '../auth/RbacAuthorizer';
import { addWarnings, sendJson, sendText } from '../http/respond';
import { JsonObject } from '../json';
import { groupResource, ResourceInfo, Subresource } from '../registry/types';
import {
  forbidden,
  methodNotAllowed,
  notFound,
  resourceNotFound,
  StatusError,
} from '../status';
import {
  isWatch,
  readChange,
  readObject,
  readOptionalObject,
  readWriteOptions,
  ResourceRequest,
  send,
} from './call';
import { handleCollection } from './collection';
import { deleteObject, readDeleteOptions } from './delete';
import { bindPod, evictPod, streamLog } from './pods';
import { keyOf } from './prepare';
import { answerReview } from './reviews';
import { getScale, updateScale } from './scale';
import { updateObject } from './update';
import { readWatch, serveWatch } from './watch';

const JSON_TYPES = ['application/json', 'application/*', '*/*'];

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
  if (!context.registry.hasGroupVersion(path.group, path.version)) {
    sendText(call.response, 404, '404 page not found\n');
    return;
  }
  requireJsonReader(call);
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

/** Clients that take nothing but protobuf are told so. */
function requireJsonReader({ request, path }: ResourceRequest): void {
  const accepted = request.headers.accept;
  if (!accepted || path.subresource === 'log') {
    return;
  }
  const types = accepted.split(',').map(one => one.split(';')[0].trim());
  if (!types.some(type => JSON_TYPES.includes(type))) {
    throw new StatusError({
      code: 406,
      reason: 'NotAcceptable',
      message: 'only the following media types are accepted: application/json',
    });
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
