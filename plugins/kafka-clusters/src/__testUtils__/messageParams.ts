import type {
  BlockParams,
  HealthReasonParams,
  NextStepParams,
  PlanFindingParams,
} from '@kafka-clusters/plugin-kafka-clusters-common';

const GiB = 1024 ** 3;
const cause = '0/3 nodes are available';
const members = { zookeeper: 'orders-zk', running: 1, total: 3 };
const brokers = { running: 1, total: 3 };

/** Parameters of every reason. Typed by the model: what it adds has to be added here. */
export const reasonParams: HealthReasonParams = {
  'zookeeper-no-quorum': members,
  'controllers-no-quorum': brokers,
  'no-broker-running': { total: 3 },
  'writes-blocked': { ...brokers, min: 2 },
  'broker-image-pull': {
    broker: 2,
    pod: 'orders-2',
    image: 'kafka:9',
    corrected: 'no',
  },
  'broker-unschedulable': { broker: 2, pod: 'orders-2', zone: 'zone-c', cause },
  'broker-failing': {
    broker: 2,
    pod: 'orders-2',
    cause: 'OOMKilled',
    exitCode: 137,
  },
  'broker-volume-pending': {
    broker: 2,
    claim: 'claim-2',
    storageClass: 'ssd',
    cause,
  },
  'zookeeper-unschedulable': {
    zookeeper: 'orders-zk',
    member: 1,
    pod: 'orders-zk-1',
    zone: 'zone-b',
    cause,
  },
  'zookeeper-image-pull': {
    zookeeper: 'orders-zk',
    member: 1,
    pod: 'orders-zk-1',
    image: 'zookeeper:9',
  },
  'zookeeper-missing': { zookeeper: 'orders-zk', namespace: 'orders' },
  'kafka-not-answering': { ...brokers, minutes: 7 },
  'operator-not-acting': {
    operator: 'koperator',
    cause: 'not-running',
    minutes: 7,
  },
  'configuration-error': { broker: 2, detail: 'no such key' },
  'operation-failed': {
    operation: 'rebalance',
    brokers: '1, 2',
    name: 'operation-x',
    detail: 'timed out',
  },
  'storage-shrink-refused': {
    broker: 2,
    claim: 'claim-2',
    currentBytes: 50 * GiB,
    wishedBytes: 20 * GiB,
  },
  'broker-not-ready': { broker: 2, pod: 'orders-2', minutes: 7 },
  'rolling-upgrade-held': {
    brokers: '1, 2',
    outstanding: 2,
    total: 3,
    minutes: 7,
  },
  'broker-missing': { broker: 2, zone: 'zone-c' },
  'zookeeper-member-missing': { ...members, member: 1 },
  'operation-paused': {
    operation: 'rebalance',
    brokers: '1, 2',
    name: 'operation-x',
  },
  'cruise-control-down': { name: 'cc', cause: 'OOMKilled' },
  deleting: { finalizers: 'a/b, c/d', minutes: 7 },
  'zookeeper-starting': members,
  'broker-starting': brokers,
  'kafka-starting': brokers,
  'rolling-upgrade': { done: 1, total: 3 },
  'scaling-out': { ...brokers, brokers: '3, 4' },
  'scaling-in': { brokers: '3, 4' },
  rebalancing: { brokers: '1, 2' },
  'operator-reconciling': { minutes: 7 },
  'data-stale': { asOf: '2026-01-01T00:00:00Z' },
  'state-unknown': { field: 'status.state', text: 'Dancing' },
  'first-rebalance': { brokers: '1, 2' },
};

/** Parameters of what a reason blocks. */
export const blockParams: BlockParams = {
  nothing: {},
  everything: {},
  'writes-min-insync': { running: 1, min: 2 },
  'one-more-loss-stops-writes': { running: 2, min: 2 },
  'no-more-loss': { running: 2, total: 3 },
  'the-change': {},
  creation: {},
  'scaling-and-rebalancing': {},
  'metadata-changes': {},
  unknown: {},
};

/** Parameters of every next step. */
export const nextStepParams: NextStepParams = {
  'nothing-wait': {},
  'uncordon-or-add-node-in-zone': { zone: 'zone-c' },
  'add-node-or-free-resources': { pod: 'orders-2' },
  'correct-image-then-delete-pod': {
    image: 'kafka:9',
    pod: 'orders-2',
    namespace: 'orders',
  },
  'delete-stuck-pod': { pod: 'orders-2', namespace: 'orders' },
  'correct-image': { image: 'kafka:9' },
  'read-pod-logs': { pod: 'orders-2', namespace: 'orders' },
  'check-zookeeper-then-broker-logs': { zookeeper: 'orders-zk' },
  'check-broker-in-sync': { brokers: '2' },
  'check-operator-running': { operator: 'koperator' },
  'check-operator-log': { operator: 'koperator' },
  'check-storage-class': { storageClass: 'ssd', claim: 'claim-2' },
  'restore-volume-size': { claim: 'claim-2', bytes: 50 * GiB },
  'create-zookeeper': { zookeeper: 'orders-zk', namespace: 'orders' },
  'check-cruise-control': { name: 'cc', namespace: 'orders' },
  'resume-operation': { name: 'operation-x', namespace: 'orders' },
  'remove-finalizers-with-care': { finalizers: 'a/b' },
  'restore-connection': {},
  'report-unknown-state': { text: 'Dancing' },
};

/** Parameters of every finding of a plan. */
export const findingParams: PlanFindingParams = {
  'name-unavailable': { name: 'orders', kind: 'KafkaCluster' },
  'quota-exceeded': { kind: 'cpu', requested: 4, available: 1, quota: 'team' },
  'storage-class-missing': { storageClass: 'ssd', available: 'hdd, nvme' },
  'too-few-zones': { wanted: 3, available: 2 },
  'operator-not-installed': { kubernetesCluster: 'dev' },
  'operator-too-old': { kubernetesCluster: 'dev', version: '0.1' },
  'operator-not-watching': { namespace: 'orders' },
  'not-allowed': {},
  'target-not-allowed': { kubernetesCluster: 'dev', namespace: 'orders' },
  'owner-required': { teams: 'group:default/a, group:default/b' },
  'owner-not-allowed': { owner: 'group:default/a', teams: 'group:default/b' },
  'namespace-terminating': { namespace: 'orders' },
  'portal-may-not-create': { kind: 'KafkaCluster', namespace: 'orders' },
  'refused-by-kubernetes': { kind: 'KafkaCluster', message: 'denied' },
  'kubernetes-unreachable': {
    kubernetesCluster: 'dev',
    since: '2026-01-01T00:00:00Z',
  },
  'storage-class-cannot-grow': { storageClass: 'ssd' },
  'plain-listeners': { port: 29092 },
  'single-zone': {},
  'fewer-nodes-than-brokers': { nodes: 2, brokers: 3 },
  'no-quota-known': { namespace: 'orders' },
  'data-stale': { kubernetesCluster: 'dev', asOf: '2026-01-01T00:00:00Z' },
  'zone-drained': { zone: 'zone-c' },
};
