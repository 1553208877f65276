import { createHash } from 'node:crypto';
import type {
  ClusterEvent,
  ClusterNode,
  EndedPod,
  ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type AdapterCluster,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { asNumber, asString, isRecord } from '../kubernetes/json';
import { redactText } from './redaction';

/** More than a person reads; a storm of events must not fill a page. */
const MAX_EVENTS = 200;
const MAX_MESSAGE = 1024;

/**
 * Events about the objects of a cluster, those of the same object, reason and
 * text folded into one, newest first.
 */
export function listClusterEvents(
  model: AdapterCluster,
  objects: KubernetesObjects,
  endedPods: readonly EndedPod[] = [],
): readonly ClusterEvent[] {
  const belongs = buildMatcher(model, endedPods);
  const namespaces = new Set(
    model.objects
      .map(({ namespace }) => namespace)
      .filter(namespace => namespace !== undefined),
  );
  const folded = new Map<string, ClusterEvent>();
  for (const namespace of namespaces) {
    for (const object of objects.list(kubernetesResources.events, namespace)) {
      const about = readAbout(object);
      if (about && belongs(object, about)) {
        fold(folded, withNode(toEvent(object, about), model.nodes, endedPods));
      }
    }
  }
  return [...folded.values()]
    .sort((a, b) => b.lastAt.localeCompare(a.lastAt) || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_EVENTS);
}

function fold(folded: Map<string, ClusterEvent>, event: ClusterEvent) {
  const known = folded.get(event.id);
  folded.set(
    event.id,
    known
      ? {
          ...(known.lastAt > event.lastAt ? known : event),
          count: known.count + event.count,
          firstAt:
            known.firstAt < event.firstAt ? known.firstAt : event.firstAt,
        }
      : event,
  );
}

function buildMatcher(
  { objects, nodes }: AdapterCluster,
  endedPods: readonly EndedPod[],
) {
  const namespace = objects[0]?.namespace;
  const uids = new Set(objects.map(({ uid }) => uid));
  const names = new Set([
    ...objects.map(toKey),
    ...endedPods.map(({ pod }) => toKey({ kind: 'Pod', name: pod, namespace })),
    ...nodes.flatMap(node =>
      node.volumes.map(({ claim }) =>
        toKey({
          kind: 'PersistentVolumeClaim',
          name: claim,
          namespace,
        }),
      ),
    ),
  ]);
  return (event: KubernetesObject, about: ObjectRef): boolean => {
    const involved = isRecord(event.involvedObject) ? event.involvedObject : {};
    const uid = asString(involved.uid);
    return (uid !== undefined && uids.has(uid)) || names.has(toKey(about));
  };
}

function toKey({ kind, namespace, name }: ObjectRef): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function readAbout(object: KubernetesObject): ObjectRef | undefined {
  const involved = isRecord(object.involvedObject) ? object.involvedObject : {};
  const kind = asString(involved.kind);
  const name = asString(involved.name);
  if (!kind || !name) {
    return undefined;
  }
  return {
    kind,
    name,
    namespace: asString(involved.namespace) ?? object.metadata.namespace,
  };
}

function toEvent(object: KubernetesObject, about: ObjectRef): ClusterEvent {
  const reason = asString(object.reason) ?? '';
  const message = redactText(asString(object.message) ?? '').slice(
    0,
    MAX_MESSAGE,
  );
  const series = isRecord(object.series) ? object.series : {};
  const firstAt = firstTime(
    object.firstTimestamp,
    object.eventTime,
    object.metadata.creationTimestamp,
  );
  return {
    id: createHash('sha256')
      .update(JSON.stringify([about, reason, message]))
      .digest('hex')
      .slice(0, 16),
    type: object.type === 'Warning' ? 'Warning' : 'Normal',
    reason,
    message,
    about,
    count: Math.max(1, asNumber(series.count) ?? asNumber(object.count) ?? 1),
    firstAt,
    lastAt: firstTime(
      series.lastObservedTime,
      object.lastTimestamp,
      object.eventTime,
      firstAt,
    ),
    source: readSource(object),
  };
}

function readSource(object: KubernetesObject): string | undefined {
  const source = isRecord(object.source) ? object.source : {};
  return (
    asString(source.component) ||
    asString(object.reportingComponent) ||
    undefined
  );
}

/** The first value that is a time, in one format; the beginning of time when none is. */
function firstTime(...values: unknown[]): string {
  const times = values
    .filter(value => typeof value === 'string')
    .map(value => Date.parse(value))
    .filter(time => !Number.isNaN(time));
  return new Date(times[0] ?? 0).toISOString();
}

function withNode(
  event: ClusterEvent,
  nodes: readonly ClusterNode[],
  endedPods: readonly EndedPod[],
): ClusterEvent {
  const { kind, name } = event.about;
  const node =
    nodes.find(
      candidate =>
        (kind === 'Pod' && candidate.pod === name) ||
        (kind === 'PersistentVolumeClaim' &&
          candidate.volumes.some(({ claim }) => claim === name)),
    ) ?? endedPods.find(({ pod }) => kind === 'Pod' && pod === name);
  return node ? { ...event, node: { role: node.role, id: node.id } } : event;
}
