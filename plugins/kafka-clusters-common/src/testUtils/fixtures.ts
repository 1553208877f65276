import type {
  ClusterDetail,
  ClusterNode,
  HealthReason,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { deriveHealth } from '../derive/health';
import { deriveZoneLoss } from '../derive/zoneLoss';

const GiB = 1024 ** 3;
const zones = ['zone-a', 'zone-b', 'zone-c'];

function node(
  role: 'broker' | 'zookeeper',
  id: number,
  changes: Partial<ClusterNode> = {},
): ClusterNode {
  return {
    id,
    role,
    state: 'running',
    pod: `orders-${role}-${id}`,
    kubernetesNode: `node-${id}`,
    zone: zones[id % 3],
    volumes: [
      {
        claim: `claim-${role}-${id}`,
        requestedBytes: 50 * GiB,
        storageClass: 'ssd',
        phase: 'Bound',
        zone: zones[id % 3],
      },
    ],
    configuration: 'in-sync',
    changedAt: '2026-01-01T00:00:00Z',
    startedAt: '2026-01-01T00:00:00Z',
    ...changes,
  };
}

/**
 * A reason of a verdict: broker 2 has no place to run.
 *
 * @public
 */
export const unschedulableReason: HealthReason = {
  code: 'broker-unschedulable',
  severity: 'error',
  params: {
    broker: 2,
    pod: 'orders-broker-2',
    zone: 'zone-c',
    cause: '0/3 nodes are available',
  },
  about: [{ kind: 'Pod', name: 'orders-broker-2', namespace: 'orders' }],
  since: '2026-01-01T00:00:00Z',
  blocks: {
    code: 'one-more-loss-stops-writes',
    params: { running: 2, total: 3, min: 2 },
  },
  next: { code: 'uncordon-or-add-node-in-zone', params: { zone: 'zone-c' } },
};

/**
 * A healthy cluster of three brokers and three ZooKeeper members in three
 * zones, with what a test changes of it.
 *
 * @public
 */
export function buildCluster(
  changes: Partial<ClusterDetail> = {},
): ClusterDetail {
  const nodes = changes.nodes ?? [
    ...[0, 1, 2].map(id => node('broker', id)),
    ...[0, 1, 2].map(id => node('zookeeper', id)),
  ];
  const name = changes.ref?.name ?? 'orders';
  return {
    ref: { kubernetesCluster: 'dev', namespace: 'orders', name },
    entityRef: `resource:default/dev.orders.${name}`,
    uid: `uid-${name}`,
    relation: 'owner',
    createdAt: '2026-01-01T00:00:00Z',
    operator: { id: 'koperator', line: 'adobe', version: '0.28.0' },
    mode: 'zookeeper',
    version: { current: '3.9.1' },
    ownership: {
      state: 'owned',
      owner: 'group:default/orders',
      source: 'namespace',
    },
    health: deriveHealth([]),
    brokers: nodes
      .filter(({ role }) => role === 'broker')
      .map(({ id, state, zone }) => ({ id, state, zone })),
    brokersRunning: nodes.filter(
      ({ role, state }) => role === 'broker' && state === 'running',
    ).length,
    zoneCount: 3,
    requestedStorageBytes: 150 * GiB,
    findingIds: (changes.findings ?? []).map(({ id }) => id),
    data: { live: true },
    zones: zones.map(zone => ({
      name: zone,
      kubernetesNodes: [{ name: `node-${zone}`, state: 'ready' }],
      drained: false,
      loss: deriveZoneLoss(nodes, zone, {
        minInsyncReplicas: 2,
        replicationFactor: 3,
        rackAware: true,
      }),
    })),
    nodes,
    minInsyncReplicas: 2,
    replicationFactor: 3,
    listeners: [
      {
        name: 'internal',
        exposure: 'internal',
        protocol: 'plaintext',
        usedFor: ['clients', 'brokers'],
        bootstrap: 'orders-headless.orders.svc.cluster.local:29092',
        addresses: [],
      },
    ],
    endedPods: [],
    events: [],
    resources: {
      cpuMillicoresPerBroker: 1000,
      memoryBytesPerBroker: 4 * GiB,
      memoryLimitBytesPerBroker: 4 * GiB,
      heapBytesPerBroker: 2 * GiB,
    },
    storage: { class: 'ssd', canGrow: true, bytesPerBroker: 50 * GiB },
    conditions: [],
    findings: [],
    managedBy: { kind: 'portal' },
    operations: {
      discard: { allowed: false, reason: { code: 'was-ready', params: {} } },
    },
    ...changes,
  };
}

/**
 * A cluster whose broker 2 has no place to run, since its zone is drained.
 *
 * @public
 */
export function buildClusterWithoutPlace(
  changes: Partial<ClusterDetail> = {},
): ClusterDetail {
  return buildCluster({
    nodes: [
      node('broker', 0),
      node('broker', 1),
      node('broker', 2, {
        state: 'pending',
        kubernetesNode: undefined,
        startedAt: undefined,
      }),
      ...[0, 1, 2].map(id => node('zookeeper', id)),
    ],
    health: deriveHealth([unschedulableReason]),
    events: [
      {
        id: 'event-1',
        type: 'Warning',
        reason: 'FailedScheduling',
        message: '0/3 nodes are available',
        about: { kind: 'Pod', name: 'orders-broker-2', namespace: 'orders' },
        node: { role: 'broker', id: 2 },
        count: 11,
        firstAt: '2026-01-01T00:00:00Z',
        lastAt: '2026-01-01T00:03:00Z',
      },
      {
        id: 'event-2',
        type: 'Normal',
        reason: 'Started',
        message: 'Started container kafka',
        about: { kind: 'Pod', name: 'orders-broker-0', namespace: 'orders' },
        count: 1,
        firstAt: '2026-01-01T00:00:00Z',
        lastAt: '2026-01-01T00:00:00Z',
      },
    ],
    ...changes,
  });
}
