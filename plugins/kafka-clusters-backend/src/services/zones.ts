import {
  deriveZoneLoss,
  type ClusterNode,
  type ReplicaFacts,
  type Zone,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { isRecord } from '../kubernetes/json';

const ZONE_LABEL = 'topology.kubernetes.io/zone';
const CONTROL_PLANE_LABELS = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
];

/** A zone and its Kubernetes nodes. */
export type KubernetesZone = Omit<Zone, 'loss'>;

/**
 * Zones of a Kubernetes cluster in order of their names. Nodes of the control
 * plane count only where they take pods.
 */
export function listZones(
  objects: KubernetesObjects,
): readonly KubernetesZone[] {
  const byZone = new Map<string, Zone['kubernetesNodes'][number][]>();
  for (const node of objects.list(kubernetesResources.nodes)) {
    if (isControlPlaneOnly(node)) {
      continue;
    }
    const zone = node.metadata.labels?.[ZONE_LABEL] ?? '';
    const nodes = byZone.get(zone) ?? [];
    nodes.push({ name: node.metadata.name, state: readNodeState(node) });
    byZone.set(zone, nodes);
  }
  return [...byZone.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, nodes]) => ({
      name,
      kubernetesNodes: nodes.sort((a, b) => a.name.localeCompare(b.name)),
      drained: nodes.every(({ state }) => state !== 'ready'),
    }));
}

/** Zones with what each one's loss would cost the cluster; a zone that only the cluster's volumes name is shown too. */
export function listClusterZones(
  zones: readonly KubernetesZone[],
  nodes: readonly ClusterNode[],
  facts: ReplicaFacts,
): readonly Zone[] {
  const known = new Set(zones.map(({ name }) => name));
  const gone = nodes
    .map(({ zone }) => zone)
    .filter(zone => zone !== undefined && !known.has(zone));
  const all: KubernetesZone[] = [
    ...zones,
    ...[...new Set(gone)].map(name => ({
      name: name ?? '',
      kubernetesNodes: [],
      drained: true,
    })),
  ];
  return all.map(zone => ({
    ...zone,
    loss: deriveZoneLoss(nodes, zone.name, facts),
  }));
}

function isControlPlaneOnly(node: KubernetesObject): boolean {
  const isControlPlane = CONTROL_PLANE_LABELS.some(
    label => node.metadata.labels?.[label] !== undefined,
  );
  return (
    isControlPlane &&
    readTaints(node).some(
      taint => isRecord(taint) && taint.effect === 'NoSchedule',
    )
  );
}

function readTaints(node: KubernetesObject): readonly unknown[] {
  const spec = isRecord(node.spec) ? node.spec : {};
  return Array.isArray(spec.taints) ? spec.taints : [];
}

function readNodeState(
  node: KubernetesObject,
): Zone['kubernetesNodes'][number]['state'] {
  const status = isRecord(node.status) ? node.status : {};
  const conditions = Array.isArray(status.conditions) ? status.conditions : [];
  const isReady = conditions
    .filter(isRecord)
    .some(({ type, status: value }) => type === 'Ready' && value === 'True');
  if (!isReady) {
    return 'not-ready';
  }
  const spec = isRecord(node.spec) ? node.spec : {};
  return spec.unschedulable === true ? 'cordoned' : 'ready';
}
