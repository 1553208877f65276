import { IncomingMessage, ServerResponse } from 'node:http';
import { ServerContext } from '../context';
import {
  aggregated,
  coreVersions,
  groupList,
  oneGroup,
  resourceList,
  VERSION,
} from '../discovery/documents';
import { openApiIndex, openApiV2, openApiV3 } from '../discovery/openApi';
import { JsonObject } from '../json';
import { methodNotAllowed } from '../status';
import { sendJson, sendText } from './respond';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function wantsAggregated(request: IncomingMessage): boolean {
  const accepted = String(request.headers.accept ?? '').split(',');
  return accepted.some(one => {
    const parts = one.split(';').map(part => part.trim());
    return (
      parts[0] === 'application/json' &&
      parts.includes('g=apidiscovery.k8s.io') &&
      parts.includes('v=v2')
    );
  });
}

/** Answers addresses that name no resource: health, version, discovery, OpenAPI. */
export function handlePlain(
  context: ServerContext,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { registry } = context;
  if (['/healthz', '/livez', '/readyz'].some(one => path === one)) {
    sendText(response, 200, 'ok');
    return;
  }
  if (request.method !== 'GET') {
    throw methodNotAllowed();
  }
  const clean = path.replace(/\/+$/, '');
  if ((clean === '/api' || clean === '/apis') && wantsAggregated(request)) {
    response.setHeader('vary', 'Accept');
    sendJson(
      response,
      200,
      JSON.stringify(aggregated(registry, clean === '/api')),
      { type: AGGREGATED },
    );
    return;
  }
  const address = request.headers.host ?? '';
  const document = documentAt(context, clean, address);
  if (document) {
    sendJson(response, 200, JSON.stringify(document));
  } else {
    sendText(response, 404, '404 page not found\n');
  }
}

function documentAt(
  { registry }: ServerContext,
  path: string,
  address: string,
): JsonObject | undefined {
  const parts = path.split('/').filter(Boolean);
  const [first, second, third] = parts;
  if (first === 'openapi') {
    if (second === 'v2') {
      return openApiV2(registry);
    }
    return parts.length === 2
      ? openApiIndex(registry)
      : openApiV3(registry, parts.slice(2).join('/'));
  }
  switch (`${first}:${parts.length}`) {
    case 'version:1':
      return VERSION;
    case 'api:1':
      return coreVersions(address);
    case 'api:2':
      return resourceList(registry, '', second);
    case 'apis:1':
      return groupList(registry);
    case 'apis:2':
      return oneGroup(registry, second);
    case 'apis:3':
      return resourceList(registry, second, third);
    default:
      return undefined;
  }
}
