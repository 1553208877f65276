import { addWarnings, sendJson } from '../http/respond';
import { apiVersionOf, ResourceInfo } from '../registry/types';
import { badRequest, methodNotAllowed } from '../status';
import {
  acceptsGzip,
  isWatch,
  readObject,
  readOptionalObject,
  readWriteOptions,
  ResourceRequest,
  send,
} from './call';
import { createObject } from './create';
import { deleteObject, readDeleteOptions } from './delete';
import {
  inRange,
  listObjects,
  readRevision,
  readSelectors,
  tooLargeRevision,
} from './list';
import { readWatch, serveWatch } from './watch';

const FUTURE_REVISION_WAIT_MS = 3_000;

/** Lists, watches, creates in and empties a collection. */
export async function handleCollection(
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
    apiVersion: apiVersionOf(info),
    metadata: { resourceVersion: String(context.store.revision) },
    items,
  });
}
