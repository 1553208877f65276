import { ServerContext } from './context';
import { JsonObject } from './json';
import { ensureObject } from './system/systemWrites';

const RBAC = 'rbac.authorization.k8s.io/v1';

function clusterRole(name: string, rules: JsonObject[]): JsonObject {
  return {
    apiVersion: RBAC,
    kind: 'ClusterRole',
    metadata: {
      name,
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    },
    rules,
  };
}

function bindingTo(role: string, groups: string[]): JsonObject {
  return {
    apiVersion: RBAC,
    kind: 'ClusterRoleBinding',
    metadata: {
      name: role,
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: groups.map(name => ({
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Group',
      name,
    })),
  };
}

const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz'];
const DISCOVERY_PATHS = [
  ...PUBLIC_PATHS,
  '/version',
  '/version/',
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/openapi',
  '/openapi/*',
];

/** Creates what every cluster has from its first moment, unless it is there. */
export function bootstrap(context: ServerContext): void {
  for (const name of [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
  ]) {
    ensureObject(context, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
  }
  const everything = [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ];
  const own = ['create'];
  const roles = [
    clusterRole('cluster-admin', everything),
    clusterRole('system:discovery', [
      { nonResourceURLs: DISCOVERY_PATHS, verbs: ['get'] },
    ]),
    clusterRole('system:public-info-viewer', [
      { nonResourceURLs: PUBLIC_PATHS, verbs: ['get'] },
    ]),
    clusterRole('system:basic-user', [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        verbs: own,
      },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
        verbs: own,
      },
    ]),
  ];
  const authenticated = ['system:authenticated'];
  const bindings = [
    bindingTo('cluster-admin', ['system:masters']),
    bindingTo('system:discovery', authenticated),
    bindingTo('system:basic-user', authenticated),
    bindingTo('system:public-info-viewer', [
      ...authenticated,
      'system:unauthenticated',
    ]),
  ];
  [...roles, ...bindings].forEach(object => ensureObject(context, object));
  ensureObject(context, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      clusterIP: '10.96.0.1',
      ports: [{ name: 'https', port: 443, targetPort: 6443 }],
    },
  });
}
