import { JsonObject } from '../apiserver/json';

/** The account with which the portal reads and writes. */
export const PORTAL_USER = 'system:serviceaccount:kafka-portal:portal';

/** Groups that every service account of that namespace is in. */
export const PORTAL_GROUPS = [
  'system:serviceaccounts',
  'system:serviceaccounts:kafka-portal',
];

const READ = ['get', 'list', 'watch'];

function rule(
  apiGroup: string,
  resources: string[],
  verbs: string[],
): JsonObject {
  return { apiGroups: [apiGroup], resources, verbs };
}

/** Least rights of the portal: it reads what it shows and writes custom resources. */
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
      'limitranges',
    ],
    READ,
  ),
  rule('', ['pods/log'], ['get']),
  rule('events.k8s.io', ['events'], READ),
  rule('apps', ['statefulsets', 'deployments'], READ),
  rule('policy', ['poddisruptionbudgets'], READ),
  rule('storage.k8s.io', ['storageclasses'], READ),
  rule('apiextensions.k8s.io', ['customresourcedefinitions'], READ),
  rule(
    'kafka.banzaicloud.io',
    ['kafkaclusters', 'kafkatopics', 'kafkausers', 'cruisecontroloperations'],
    READ,
  ),
  rule('zookeeper.pravega.io', ['zookeeperclusters'], READ),
  rule(
    'kafka.banzaicloud.io',
    ['kafkaclusters'],
    ['create', 'patch', 'delete'],
  ),
  rule(
    'zookeeper.pravega.io',
    ['zookeeperclusters'],
    ['create', 'patch', 'delete'],
  ),
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
