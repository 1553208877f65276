import { ServerContext, WriteOptions } from '../context';
import { deleteObject, DeleteOptions } from '../handlers/delete';
import { createObject } from '../handlers/create';
import { updateObject, UpdateTarget } from '../handlers/update';
import { JsonObject } from '../json';
import { ResourceInfo } from '../registry/types';
import { StatusError } from '../status';

function systemOptions(fieldManager: string): WriteOptions {
  return {
    caller: { name: 'system:apiserver', groups: ['system:masters'] },
    fieldManager,
    dryRun: false,
    fieldValidation: 'Ignore',
    warnings: [],
    seed: false,
  };
}

function served(
  context: ServerContext,
  apiVersion: string,
  kind: string,
): ResourceInfo {
  const info = context.registry.findKind(apiVersion, kind);
  if (!info) {
    throw new Error(`the API server does not serve ${kind} of ${apiVersion}`);
  }
  return info;
}

/** Creates an object of the server's own, unless it is there. */
export function ensureObject(context: ServerContext, object: JsonObject): void {
  const info = served(context, String(object.apiVersion), String(object.kind));
  const metadata = object.metadata as JsonObject;
  const namespace = info.namespaced ? String(metadata.namespace) : undefined;
  if (context.store.get(info.table, `${namespace ?? ''}/${metadata.name}`)) {
    return;
  }
  createObject(
    context,
    info,
    namespace,
    object,
    systemOptions('kube-apiserver'),
  );
}

/** Changes an object as one of the server's own controllers. */
export function changeObject(
  context: ServerContext,
  info: ResourceInfo,
  target: UpdateTarget,
  change: (current: JsonObject) => JsonObject,
): void {
  const options = systemOptions('kube-controller-manager');
  ignoreGone(() => updateObject(context, info, target, change, options, true));
}

/** Deletes an object as one of the server's own controllers. */
export function removeObject(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  request: DeleteOptions = {},
): void {
  const options = systemOptions('kube-controller-manager');
  ignoreGone(() =>
    deleteObject(context, info, namespace, name, request, options),
  );
}

function ignoreGone(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof StatusError && error.code === 404)) {
      throw error;
    }
  }
}
