import type {
  ClusterRequest,
  HealthState,
  NodeRole,
  NodeState,
  RequestState,
  SourceProblem,
} from '@kafka-clusters/plugin-kafka-clusters-common';

export const healthMessages = {
  unavailable: 'Unavailable',
  attention: 'Needs attention',
  'at-risk': 'At risk',
  progressing: 'In work',
  unknown: 'Unknown',
  healthy: 'Healthy',
} as const satisfies Record<HealthState, string>;

export const nodeStateMessages = {
  running: 'running',
  'not-ready': 'not ready',
  starting: 'starting',
  pending: 'no place',
  'image-error': 'image error',
  failed: 'failed',
  stopping: 'stopping',
  missing: 'missing',
  unknown: 'unknown',
  planned: 'planned',
} as const satisfies Record<NodeState, string>;

export const roleMessages = {
  broker: 'Broker {{id}}',
  controller: 'Controller {{id}}',
  'broker-controller': 'Broker and controller {{id}}',
  zookeeper: 'ZooKeeper {{id}}',
} as const satisfies Record<NodeRole, string>;

export const useCaseMessages = {
  queue: 'Queue between services',
  metrics: 'Metrics',
  'activity-tracking': 'Activity tracking',
  'stream-processing': 'Stream processing',
  'log-aggregation': 'Log aggregation',
  'durable-log': 'Durable log',
} as const satisfies Record<ClusterRequest['useCase'], string>;

export const requestStateMessages = {
  applying: 'Objects are being created',
  accepted: 'Accepted by Kubernetes; the operators are at work',
  ready: 'Ready',
  failed: 'Failed',
  discarding: 'Being discarded',
  discarded: 'Discarded',
} as const satisfies Record<RequestState, string>;

export const problemMessages = {
  'kubernetes-connecting': {
    text: '{{title}} is being connected to. Its clusters follow.',
    next: 'Nothing to do: it is tried again by itself.',
  },
  'kubernetes-stale': {
    text: '{{title}} has not answered for {{age}}.',
    next: 'Nothing is lost: what is shown is what it said last, and it is tried again by itself. If it stays so, tell the administrators of the Kubernetes cluster.',
  },
  'kubernetes-unreachable': {
    text: '{{title}} cannot be reached for {{age}}.',
    next: 'It is tried again by itself. Tell the administrators of the Kubernetes cluster: its API server, or the network to it, is down.',
  },
  'kubernetes-unauthorized': {
    text: '{{title}} refuses the credentials of this portal.',
    next: 'Tell those who run this portal: its token for the Kubernetes cluster is wrong, expired or revoked.',
  },
  'kubernetes-forbidden': {
    text: '{{title}} does not let this portal read {{resources}}.',
    next: 'Tell the administrators of the Kubernetes cluster: the portal’s service account lacks a role.',
  },
  'operator-absent': {
    text: '{{title}} has no operator for Kafka.',
    next: 'Tell the administrators of the Kubernetes cluster, if there should be one.',
  },
} as const satisfies Record<
  SourceProblem['code'],
  { readonly text: string; readonly next: string }
>;
