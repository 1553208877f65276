import { ServerResponse } from 'node:http';
import { ServerContext, timestamp, WriteOptions } from '../context';
import { JsonObject, objectAt, objectsAt, own, textAt } from '../json';
import { ResourceInfo } from '../registry/types';
import { matchesLabelSelector } from '../selectors';
import { badRequest, conflict, notFound, StatusError } from '../status';
import { deleteObject, readDeleteOptions } from './delete';
import { keyOf, recordManager, stamp } from './prepare';
import { clone } from '../json';

const PODS = { group: '', name: 'pods' };

/** What a successful subresource call answers. */
export const SUCCESS: JsonObject = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  code: 201,
};

/** Puts a pod on a node. */
export function bindPod(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string,
  name: string,
  body: JsonObject,
  options: WriteOptions,
): JsonObject {
  const entry = context.store.get('pods', keyOf(namespace, name));
  if (!entry) {
    throw notFound(PODS, name);
  }
  const node = textAt(body, 'target', 'name');
  if (!node) {
    throw badRequest('target.name: Required value');
  }
  const bound = textAt(entry.object, 'spec', 'nodeName');
  if (bound) {
    throw conflict(
      PODS,
      name,
      `pod ${name} is already assigned to node "${bound}"`,
    );
  }
  if (textAt(entry.object, 'metadata', 'deletionTimestamp')) {
    throw conflict(
      PODS,
      name,
      `pod ${name} is being deleted, cannot be assigned to a host`,
    );
  }
  if (options.dryRun) {
    return SUCCESS;
  }
  const pod = clone(entry.object);
  (objectAt(pod, 'spec') as JsonObject).nodeName = node;
  pod.status = {
    ...objectAt(pod, 'status'),
    conditions: [
      ...objectsAt(pod, 'status', 'conditions').filter(
        one => own(one, 'type') !== 'PodScheduled',
      ),
      {
        type: 'PodScheduled',
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: timestamp(context.now()),
      },
    ],
  };
  recordManager(context, info, entry.object, pod, options, 'binding');
  stamp(context, pod);
  context.store.put('pods', entry.key, pod);
  return SUCCESS;
}

/** Deletes a pod unless a disruption budget forbids it. */
export function evictPod(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string,
  name: string,
  body: JsonObject,
  options: WriteOptions,
): JsonObject {
  const entry = context.store.get('pods', keyOf(namespace, name));
  if (!entry) {
    throw notFound(PODS, name);
  }
  const labels = objectAt(entry.object, 'metadata', 'labels');
  const budgets = context.store
    .list('poddisruptionbudgets.policy')
    .filter(({ key }) => key.startsWith(`${namespace}/`))
    .filter(({ object }) =>
      matchesLabelSelector(objectAt(object, 'spec', 'selector'), labels),
    );
  if (budgets.length > 1) {
    throw new StatusError({
      code: 500,
      reason: 'InternalError',
      message:
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    });
  }
  const counts = !['Pending', 'Succeeded', 'Failed'].includes(
    textAt(entry.object, 'status', 'phase') ?? '',
  );
  if (budgets.length && counts) {
    useBudget(context, budgets[0].key, name, options.dryRun);
  }
  deleteObject(
    context,
    info,
    namespace,
    name,
    readDeleteOptions(objectAt(body, 'deleteOptions'), new URLSearchParams()),
    options,
  );
  return SUCCESS;
}

function useBudget(
  context: ServerContext,
  key: string,
  pod: string,
  dryRun: boolean,
): void {
  const table = 'poddisruptionbudgets.policy';
  const budget = clone(context.store.get(table, key)?.object ?? {});
  const status = objectAt(budget, 'status') ?? {};
  const name = textAt(budget, 'metadata', 'name');
  const allowed = Number(status.disruptionsAllowed ?? 0);
  if (allowed <= 0) {
    throw new StatusError({
      code: 429,
      reason: 'TooManyRequests',
      message:
        "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: `The disruption budget ${name} needs ${
              status.desiredHealthy ?? 0
            } healthy pods and has ${status.currentHealthy ?? 0} currently`,
          },
        ],
      },
    });
  }
  if (dryRun) {
    return;
  }
  budget.status = {
    ...status,
    disruptionsAllowed: allowed - 1,
    disruptedPods: {
      ...objectAt(status, 'disruptedPods'),
      [pod]: timestamp(context.now()),
    },
  };
  stamp(context, budget);
  context.store.put(table, key, budget);
}

/** Streams the log of a container. */
export async function streamLog(
  context: ServerContext,
  namespace: string,
  name: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const pod = context.store.get('pods', keyOf(namespace, name));
  if (!pod) {
    throw notFound(PODS, name);
  }
  const container = chooseContainer(pod.object, name, query.get('container'));
  const previous = query.get('previous') === 'true';
  requireStarted(pod.object, name, container, previous);
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  const lines = context.logs?.read(namespace, name, container, {
    previous,
    tailLines: wholeNumber(query, 'tailLines'),
    since: readSince(context, query),
    follow: query.get('follow') === 'true',
    timestamps: query.get('timestamps') === 'true',
    signal: abort.signal,
  });
  if (!lines && previous) {
    throw badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  let left = wholeNumber(query, 'limitBytes') ?? Infinity;
  for await (const line of lines ?? []) {
    const text = `${line}\n`.slice(0, left);
    left -= text.length;
    response.write(text);
    if (left <= 0 || abort.signal.aborted) {
      break;
    }
  }
  response.end();
}

function chooseContainer(
  pod: JsonObject,
  name: string,
  asked: string | null,
): string {
  const names = [
    ...objectsAt(pod, 'spec', 'initContainers'),
    ...objectsAt(pod, 'spec', 'containers'),
  ].map(container => textAt(container, 'name') ?? '');
  if (asked) {
    if (!names.includes(asked)) {
      throw badRequest(`container ${asked} is not valid for pod ${name}`);
    }
    return asked;
  }
  const main = objectsAt(pod, 'spec', 'containers');
  if (main.length === 1 && names.length === 1) {
    return names[0];
  }
  const list = main.map(container => textAt(container, 'name')).join(' ');
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${list}]`,
  );
}

function requireStarted(
  pod: JsonObject,
  name: string,
  container: string,
  previous: boolean,
): void {
  if (!textAt(pod, 'spec', 'nodeName')) {
    throw badRequest(`pod ${name} does not have a host assigned`);
  }
  const status = [
    ...objectsAt(pod, 'status', 'containerStatuses'),
    ...objectsAt(pod, 'status', 'initContainerStatuses'),
  ].find(one => own(one, 'name') === container);
  const reason = textAt(status, 'state', 'waiting', 'reason');
  if (
    !previous &&
    (!status || reason) &&
    !objectAt(status, 'lastState', 'terminated')
  ) {
    const why =
      reason === 'ImagePullBackOff' || reason === 'ErrImagePull'
        ? 'trying and failing to pull image'
        : reason ?? 'ContainerCreating';
    throw badRequest(
      `container "${container}" in pod "${name}" is waiting to start: ${why}`,
    );
  }
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw badRequest(`${name} must be a whole number of at least 0`);
  }
  return value;
}

function readSince(
  context: ServerContext,
  query: URLSearchParams,
): Date | undefined {
  const seconds = wholeNumber(query, 'sinceSeconds');
  if (seconds !== undefined) {
    return new Date(context.now().getTime() - seconds * 1000);
  }
  const time = query.get('sinceTime');
  return time ? new Date(time) : undefined;
}
