import type { PlanFindingCode } from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * Words of each finding of a plan: what is the matter, what to change. Further
 * keys name a parameter and are said when it is known.
 */
export const planFindingMessages = {
  'name-unavailable': {
    title: 'This name is not available',
    next: 'Choose another name.',
  },
  'quota-exceeded': {
    title: 'The quota does not have enough left',
    next: 'Take a smaller size or less storage, or ask for a larger quota.',
  },
  'storage-class-missing': {
    title: 'The storage class does not exist',
    next: 'Choose another storage class.',
  },
  'too-few-zones': {
    title: 'There are fewer zones than asked for',
    next: 'Choose a single zone, or another Kubernetes cluster.',
  },
  'operator-not-installed': {
    title: 'The operator is not installed',
    next: 'Choose another Kubernetes cluster, or ask its administrators.',
  },
  'operator-too-old': {
    title: 'The operator is too old',
    next: 'Choose another Kubernetes cluster, or ask its administrators to upgrade it.',
  },
  'operator-not-watching': {
    title: 'The operator does not watch this namespace',
    next: 'Choose another namespace, or ask its administrators.',
  },
  'not-allowed': {
    title: 'You may not create clusters',
    next: 'Ask those who run this portal.',
  },
  'target-not-allowed': {
    title: 'You may not create clusters here',
    next: 'Choose another namespace.',
  },
  'owner-required': {
    title: 'The namespace serves several teams',
    next: 'Choose the team that will own the cluster.',
  },
  'owner-not-allowed': {
    title: 'This team cannot own the cluster',
    next: 'Choose one of your own teams that the namespace serves.',
  },
  'namespace-terminating': {
    title: 'The namespace is being deleted',
    next: 'Choose another namespace.',
  },
  'portal-may-not-create': {
    title: 'The portal may not create objects here',
    next: 'Ask the administrators of the Kubernetes cluster to grant its service account the rights.',
  },
  'refused-by-kubernetes': {
    title: 'Kubernetes refuses an object',
    next: 'Change what it names, or ask the administrators of the Kubernetes cluster.',
    message: 'It says: {{message}}',
  },
  'kubernetes-unreachable': {
    title: 'The Kubernetes cluster does not answer',
    next: 'Try again later, or choose another one.',
  },
  'storage-class-cannot-grow': {
    title: 'Volumes of this storage class cannot grow',
    next: 'Ask for enough storage now, or choose another class.',
  },
  'plain-listeners': {
    title: 'Clients talk to the brokers without encryption',
    next: 'Anybody in the Kubernetes cluster can connect. Use it for data that may be read there.',
  },
  'single-zone': {
    title: 'All brokers are in one zone',
    next: 'When that zone is lost, the cluster stops. Spread it over zones for data that matters.',
  },
  'fewer-nodes-than-brokers': {
    title: 'There are fewer nodes than brokers',
    next: 'Some brokers share a node: losing it loses them all.',
  },
  'no-quota-known': {
    title: 'No quota limits this namespace',
    next: 'Nothing says whether there is room for the cluster.',
  },
  'data-stale': {
    title: 'The Kubernetes cluster has not answered lately',
    next: 'The plan uses what it said before.',
  },
  'zone-drained': {
    title: 'A zone takes no pods',
    next: 'Brokers and ZooKeeper members meant for it will wait.',
    zone: 'Zone {{zone}}.',
  },
} as const satisfies Record<
  PlanFindingCode,
  {
    readonly title: string;
    readonly next: string;
    readonly [part: string]: string;
  }
>;
