import { IncomingMessage, ServerResponse } from 'node:http';
import { RbacAuthorizer } from '../auth/RbacAuthorizer';
import { Caller, ServerContext, WriteOptions } from '../context';
import { mediaType, parseBody, parseObjectBody, readBody } from '../http/body';
import { sendJson } from '../http/respond';
import { isObject, JsonObject } from '../json';
import { ResourceInfo } from '../registry/types';
import { RequestTarget, ResourcePath } from '../requestInfo';
import { badRequest, invalid } from '../status';
import { notSupported } from '../validation/names';
import { readPatch } from './patch';

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

/** The object in the body; 400 without one. */
export async function readObject(call: ResourceRequest): Promise<JsonObject> {
  const body = await readOptionalObject(call);
  if (!body) {
    throw badRequest('the body of the request is not an object');
  }
  return body;
}

/** The object in the body, if there is a body. */
export async function readOptionalObject({
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

/** How a write is to be done. */
export function readWriteOptions(
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

/** Whether a GET asks for a watch. */
export function isWatch(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '');
}

/** What a PUT or PATCH makes of an object. */
export async function readChange(
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

/** Whether the caller takes compressed bodies. */
export function acceptsGzip(request: IncomingMessage): boolean {
  return String(request.headers['accept-encoding'] ?? '').includes('gzip');
}

/** Answers with an object. */
export function send(
  { response, request }: ResourceRequest,
  code: number,
  object: JsonObject,
): void {
  sendJson(response, code, JSON.stringify(object), {
    acceptsGzip: acceptsGzip(request),
  });
}
