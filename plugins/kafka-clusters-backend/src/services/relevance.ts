import { isDeepStrictEqual } from 'node:util';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { GatewayChange } from '../kubernetes';
import { isRecord } from '../kubernetes/json';

/** Whether two types are the same one. */
export function isSameResource(
  one: KubernetesResource,
  other: KubernetesResource,
): boolean {
  return one.group === other.group && one.plural === other.plural;
}

/**
 * Nodes report their health every few minutes; such a change concerns no
 * cluster, and without this every one of them would look again each time.
 */
export function isSameNodeForClusters(
  change: GatewayChange & { type: 'object' },
): boolean {
  return (
    isSameResource(change.resource, kubernetesResources.nodes) &&
    change.previous !== undefined &&
    change.current !== undefined &&
    isDeepStrictEqual(digest(change.previous), digest(change.current))
  );
}

function digest(node: KubernetesObject) {
  const status = isRecord(node.status) ? node.status : {};
  const conditions = Array.isArray(status.conditions) ? status.conditions : [];
  return [
    node.metadata.labels,
    node.spec,
    conditions
      .filter(isRecord)
      .map(condition => [condition.type, condition.status]),
  ];
}
