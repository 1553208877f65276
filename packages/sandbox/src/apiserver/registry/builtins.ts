import { NameRule } from '../validation/names';
import { BUILT_IN_FIELDS, eventSource, fieldReaders } from './fieldReaders';
import { fromEventsApi, toEventsApi } from './eventViews';
import { STRATEGIES } from './strategies';
import { ResourceInfo, Subresource } from './types';

interface Row {
  kind: string;
  plural: string;
  short?: string[];
  cluster?: true;
  sub?: Subresource[];
  /** Counts changes of the specification in `metadata.generation`. */
  counts?: true;
  name?: NameRule;
  categories?: string[];
  createOnly?: true;
}

const ALL = ['all'];

const TABLE: Record<string, Row[]> = {
  '/v1': [
    {
      kind: 'Namespace',
      plural: 'namespaces',
      short: ['ns'],
      cluster: true,
      sub: ['status', 'finalize'],
      name: 'label',
    },
    {
      kind: 'Pod',
      plural: 'pods',
      short: ['po'],
      sub: ['status', 'binding', 'eviction', 'log'],
      counts: true,
      categories: ALL,
    },
    {
      kind: 'Service',
      plural: 'services',
      short: ['svc'],
      sub: ['status'],
      name: 'label1035',
      categories: ALL,
    },
    { kind: 'ConfigMap', plural: 'configmaps', short: ['cm'] },
    { kind: 'Secret', plural: 'secrets' },
    { kind: 'Event', plural: 'events', short: ['ev'] },
    {
      kind: 'Node',
      plural: 'nodes',
      short: ['no'],
      cluster: true,
      sub: ['status'],
    },
    {
      kind: 'PersistentVolume',
      plural: 'persistentvolumes',
      short: ['pv'],
      cluster: true,
      sub: ['status'],
    },
    {
      kind: 'PersistentVolumeClaim',
      plural: 'persistentvolumeclaims',
      short: ['pvc'],
      sub: ['status'],
    },
    { kind: 'ServiceAccount', plural: 'serviceaccounts', short: ['sa'] },
    {
      kind: 'ResourceQuota',
      plural: 'resourcequotas',
      short: ['quota'],
      sub: ['status'],
    },
    { kind: 'LimitRange', plural: 'limitranges', short: ['limits'] },
    { kind: 'Endpoints', plural: 'endpoints', short: ['ep'] },
  ],
  'apps/v1': [
    {
      kind: 'Deployment',
      plural: 'deployments',
      short: ['deploy'],
      sub: ['status', 'scale'],
      counts: true,
      categories: ALL,
    },
    {
      kind: 'ReplicaSet',
      plural: 'replicasets',
      short: ['rs'],
      sub: ['status', 'scale'],
      counts: true,
      categories: ALL,
    },
    {
      kind: 'StatefulSet',
      plural: 'statefulsets',
      short: ['sts'],
      sub: ['status', 'scale'],
      counts: true,
      categories: ALL,
    },
    {
      kind: 'DaemonSet',
      plural: 'daemonsets',
      short: ['ds'],
      sub: ['status'],
      counts: true,
      categories: ALL,
    },
    { kind: 'ControllerRevision', plural: 'controllerrevisions' },
  ],
  'batch/v1': [
    {
      kind: 'Job',
      plural: 'jobs',
      sub: ['status'],
      counts: true,
      categories: ALL,
    },
    {
      kind: 'CronJob',
      plural: 'cronjobs',
      short: ['cj'],
      sub: ['status'],
      counts: true,
      categories: ALL,
    },
  ],
  'policy/v1': [
    {
      kind: 'PodDisruptionBudget',
      plural: 'poddisruptionbudgets',
      short: ['pdb'],
      sub: ['status'],
      counts: true,
    },
  ],
  'autoscaling/v2': [
    {
      kind: 'HorizontalPodAutoscaler',
      plural: 'horizontalpodautoscalers',
      short: ['hpa'],
      sub: ['status'],
      categories: ALL,
    },
  ],
  'coordination.k8s.io/v1': [{ kind: 'Lease', plural: 'leases' }],
  'discovery.k8s.io/v1': [
    { kind: 'EndpointSlice', plural: 'endpointslices', counts: true },
  ],
  'events.k8s.io/v1': [{ kind: 'Event', plural: 'events', short: ['ev'] }],
  'networking.k8s.io/v1': [
    {
      kind: 'Ingress',
      plural: 'ingresses',
      short: ['ing'],
      sub: ['status'],
      counts: true,
    },
    {
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
      short: ['netpol'],
      counts: true,
    },
  ],
  'storage.k8s.io/v1': [
    {
      kind: 'StorageClass',
      plural: 'storageclasses',
      short: ['sc'],
      cluster: true,
    },
    { kind: 'CSIDriver', plural: 'csidrivers', cluster: true },
    {
      kind: 'VolumeAttachment',
      plural: 'volumeattachments',
      cluster: true,
      sub: ['status'],
    },
  ],
  'scheduling.k8s.io/v1': [
    {
      kind: 'PriorityClass',
      plural: 'priorityclasses',
      short: ['pc'],
      cluster: true,
      counts: true,
    },
  ],
  'rbac.authorization.k8s.io/v1': [
    { kind: 'Role', plural: 'roles', name: 'path' },
    { kind: 'RoleBinding', plural: 'rolebindings', name: 'path' },
    {
      kind: 'ClusterRole',
      plural: 'clusterroles',
      cluster: true,
      name: 'path',
    },
    {
      kind: 'ClusterRoleBinding',
      plural: 'clusterrolebindings',
      cluster: true,
      name: 'path',
    },
  ],
  'apiextensions.k8s.io/v1': [
    {
      kind: 'CustomResourceDefinition',
      plural: 'customresourcedefinitions',
      short: ['crd', 'crds'],
      cluster: true,
      sub: ['status'],
      counts: true,
      categories: ['api-extensions'],
    },
  ],
  'authorization.k8s.io/v1': [
    {
      kind: 'SelfSubjectAccessReview',
      plural: 'selfsubjectaccessreviews',
      cluster: true,
      createOnly: true,
    },
    {
      kind: 'SelfSubjectRulesReview',
      plural: 'selfsubjectrulesreviews',
      cluster: true,
      createOnly: true,
    },
    {
      kind: 'SubjectAccessReview',
      plural: 'subjectaccessreviews',
      cluster: true,
      createOnly: true,
    },
  ],
  'authentication.k8s.io/v1': [
    {
      kind: 'SelfSubjectReview',
      plural: 'selfsubjectreviews',
      cluster: true,
      createOnly: true,
    },
  ],
};

/** Verbs of an ordinary resource, in the order of the real discovery. */
export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

function toInfo(groupVersion: string, row: Row): ResourceInfo {
  const [group, version] = groupVersion.split('/');
  const isEvents = row.plural === 'events';
  const table = group && !isEvents ? `${row.plural}.${group}` : row.plural;
  const fields = fieldReaders(...(BUILT_IN_FIELDS[table] ?? []));
  if (isEvents) {
    fields.set('source', eventSource);
  }
  const scales = row.sub?.includes('scale');
  return {
    group,
    version,
    kind: row.kind,
    listKind: `${row.kind}List`,
    plural: row.plural,
    singular: row.kind.toLowerCase(),
    namespaced: !row.cluster,
    shortNames: row.short ?? [],
    categories: row.categories ?? [],
    verbs: row.createOnly ? ['create'] : ALL_VERBS,
    subresources: row.sub ?? [],
    table,
    storedAs: group && !isEvents ? groupVersion : version,
    generation: row.counts ?? false,
    fields,
    strategy: { nameRule: row.name, ...STRATEGIES[table] },
    ...(scales
      ? {
          scale: {
            specReplicas: ['spec', 'replicas'],
            statusReplicas: ['status', 'replicas'],
            labelSelector: ['spec', 'selector'],
          },
        }
      : {}),
    ...(isEvents && group
      ? { toServed: toEventsApi, toStored: fromEventsApi }
      : {}),
  };
}

/** Every built-in resource. */
export const BUILT_INS: readonly ResourceInfo[] = Object.entries(TABLE).flatMap(
  ([groupVersion, rows]) => rows.map(row => toInfo(groupVersion, row)),
);
