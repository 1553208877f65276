import { JsonObject } from '../apiserver/json';

/** The account with which the portal reads and writes. */
export const PORTAL_USER = 'system:serviceaccount:kafka-portal:portal';

/** Groups that every service account of that namespace is in. */
export const PORTAL_GROUPS = [
  'system:serviceaccounts',
  'system:serviceaccounts:kafka-portal',
];

const WATCH = ['list', 'watch'];

function rule(
  apiGroup: string,
  resources: string[],
  verbs: string[],
): JsonObject {
  return { apiGroups: [apiGroup], resources, verbs };
}

/**
 * What the portal's account is given: what an administrator would give a
 * portal that reads, creates clusters, notes their owners and counts those of
 * other operators. The portal's own tests hold it equal to what it asks for.
 */
const RULES: JsonObject[] = [
  rule(
    '',
    [
      'pods',
      'persistentvolumeclaims',
      'persistentvolumes',
      'services',
      'events',
      'nodes',
      'namespaces',
      'resourcequotas',
    ],
    WATCH,
  ),
  rule('apps', ['deployments'], WATCH),
  rule('policy', ['poddisruptionbudgets'], WATCH),
  rule('storage.k8s.io', ['storageclasses'], WATCH),
  rule('apiextensions.k8s.io', ['customresourcedefinitions'], WATCH),
  rule('banzaicloud.banzaicloud.io', ['kafkaclusters'], ['get', ...WATCH]),
  rule('kafka.banzaicloud.io', ['cruisecontroloperations'], WATCH),
  rule(
    'kafka.banzaicloud.io',
    ['kafkaclusters'],
    ['get', ...WATCH, 'create', 'patch', 'delete'],
  ),
  rule(
    'zookeeper.pravega.io',
    ['zookeeperclusters'],
    ['get', ...WATCH, 'create', 'delete'],
  ),
  rule('cluster.redpanda.com', ['redpandas'], WATCH),
  rule('kafka.aws.crossplane.io', ['clusters'], WATCH),
  rule('kafka.aws.upbound.io', ['clusters'], WATCH),
  rule('kafka.services.k8s.aws', ['clusters'], WATCH),
  rule('kafka.stackable.tech', ['kafkaclusters'], WATCH),
  rule('kafka.strimzi.io', ['kafkas'], WATCH),
  rule('kubedb.com', ['kafkas'], WATCH),
  rule('platform.confluent.io', ['kafkas'], WATCH),
];

/** The portal's namespace, account and rights. */
export function portalObjects(): JsonObject[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'kafka-portal' },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'portal', namespace: 'kafka-portal' },
    },
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: 'kafka-portal' },
      rules: RULES,
    },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'kafka-portal' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'kafka-portal',
      },
      subjects: [
        { kind: 'ServiceAccount', name: 'portal', namespace: 'kafka-portal' },
      ],
    },
  ];
}
