import { ServerContext, WriteOptions } from '../context';
import { DenyWebhook } from '../faults';
import { JsonObject, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { forbidden, notFound, StatusError } from '../status';
import { applyLimitRanges } from './limitRange';
import { checkQuota } from './quota';
import { checkResize } from './resize';

/** Admission of new objects: namespace, limits, webhook, quota. */
export function admitCreate(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  object: JsonObject,
  options: WriteOptions,
): void {
  const name = textAt(object, 'metadata', 'name') ?? '';
  if (info.namespaced && namespace) {
    requireLiveNamespace(context, info, namespace, name);
  }
  if (info.table === 'pods' && namespace) {
    applyLimitRanges(context, info, namespace, object);
  }
  checkWebhook(context, info, 'CREATE', namespace, name, options);
  if (namespace) {
    checkQuota(context, info, namespace, object, undefined);
  }
}

/** Admission of changes: webhook, growth of volumes, quota. */
export function admitUpdate(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  object: JsonObject,
  old: JsonObject,
  options: WriteOptions,
): void {
  const name = textAt(old, 'metadata', 'name') ?? '';
  checkWebhook(context, info, 'UPDATE', namespace, name, options);
  if (info.table === 'persistentvolumeclaims' && namespace) {
    checkResize(context, info, object, old);
    checkQuota(context, info, namespace, object, old);
  }
}

/** Admission of deletions: webhook, and namespaces that must stay. */
export function admitDelete(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  object: JsonObject,
  options: WriteOptions,
): void {
  const name = textAt(object, 'metadata', 'name') ?? '';
  const immortal = ['default', 'kube-system', 'kube-public'];
  if (info.table === 'namespaces' && immortal.includes(name)) {
    throw forbidden(
      groupResource(info),
      name,
      'this namespace may not be deleted',
    );
  }
  checkWebhook(context, info, 'DELETE', namespace, name, options);
}

function requireLiveNamespace(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string,
  name: string,
): void {
  const entry = context.store.get('namespaces', `/${namespace}`);
  if (!entry) {
    throw notFound({ group: '', name: 'namespaces' }, namespace);
  }
  // Events tell of the end of a namespace while it ends.
  if (textAt(entry.object, 'status', 'phase') === 'Terminating') {
    throw forbidden(
      groupResource(info),
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
  }
}

function checkWebhook(
  context: ServerContext,
  info: ResourceInfo,
  operation: 'CREATE' | 'UPDATE' | 'DELETE',
  namespace: string | undefined,
  name: string,
  options: WriteOptions,
): void {
  const webhook = context.faults.current().denyWebhook;
  // The sandbox's own bookkeeping passes, as the system's parts do.
  const own = options.caller.name === 'system:apiserver';
  if (webhook && !own && applies(webhook, info, operation, namespace, name)) {
    throw new StatusError({
      code: 403,
      reason: 'Forbidden',
      message: `admission webhook ${JSON.stringify(
        webhook.name,
      )} denied the request: ${webhook.message}`,
      details: {},
    });
  }
}

function applies(
  webhook: DenyWebhook,
  info: ResourceInfo,
  operation: 'CREATE' | 'UPDATE' | 'DELETE',
  namespace: string | undefined,
  name: string,
): boolean {
  return (
    (webhook.resource === undefined || webhook.resource === info.plural) &&
    (webhook.namespace === undefined || webhook.namespace === namespace) &&
    (webhook.objectName === undefined || webhook.objectName === name) &&
    (webhook.operations ?? ['CREATE', 'UPDATE']).includes(operation)
  );
}
