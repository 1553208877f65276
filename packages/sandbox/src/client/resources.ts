import {
  ConfigMap,
  EndpointSlice,
  Job,
  KubeEvent,
  KubeObject,
  Namespace,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  ReplicatedWorkload,
  Service,
  StatefulSet,
  StorageClass,
} from './objects';

/** Where the objects of a type are found; `T` is what they look like. */
export interface Resource<T extends KubeObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Only for the compiler: ties the type to the value. */
  readonly example?: T;
}

/** Describes a namespaced resource. */
export function namespacedResource<T extends KubeObject>(
  apiVersion: string,
  kind: string,
  plural: string,
): Resource<T> {
  return { apiVersion, kind, plural, namespaced: true };
}

/** Describes a resource of the whole cluster. */
export function clusterResource<T extends KubeObject>(
  apiVersion: string,
  kind: string,
  plural: string,
): Resource<T> {
  return { apiVersion, kind, plural, namespaced: false };
}

/** The built-in resources that the controllers work with. */
export const RESOURCES = {
  pods: namespacedResource<Pod>('v1', 'Pod', 'pods'),
  services: namespacedResource<Service>('v1', 'Service', 'services'),
  configMaps: namespacedResource<ConfigMap>('v1', 'ConfigMap', 'configmaps'),
  events: namespacedResource<KubeEvent>('v1', 'Event', 'events'),
  claims: namespacedResource<PersistentVolumeClaim>(
    'v1',
    'PersistentVolumeClaim',
    'persistentvolumeclaims',
  ),
  serviceAccounts: namespacedResource<KubeObject>(
    'v1',
    'ServiceAccount',
    'serviceaccounts',
  ),
  quotas: namespacedResource<KubeObject>(
    'v1',
    'ResourceQuota',
    'resourcequotas',
  ),
  nodes: clusterResource<Node>('v1', 'Node', 'nodes'),
  namespaces: clusterResource<Namespace>('v1', 'Namespace', 'namespaces'),
  volumes: clusterResource<PersistentVolume>(
    'v1',
    'PersistentVolume',
    'persistentvolumes',
  ),
  statefulSets: namespacedResource<StatefulSet>(
    'apps/v1',
    'StatefulSet',
    'statefulsets',
  ),
  deployments: namespacedResource<ReplicatedWorkload>(
    'apps/v1',
    'Deployment',
    'deployments',
  ),
  replicaSets: namespacedResource<ReplicatedWorkload>(
    'apps/v1',
    'ReplicaSet',
    'replicasets',
  ),
  jobs: namespacedResource<Job>('batch/v1', 'Job', 'jobs'),
  budgets: namespacedResource<PodDisruptionBudget>(
    'policy/v1',
    'PodDisruptionBudget',
    'poddisruptionbudgets',
  ),
  endpointSlices: namespacedResource<EndpointSlice>(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    'endpointslices',
  ),
  storageClasses: clusterResource<StorageClass>(
    'storage.k8s.io/v1',
    'StorageClass',
    'storageclasses',
  ),
  definitions: clusterResource<KubeObject>(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
  ),
} as const;

/** The path of a resource, of one object, or of a subresource of it. */
export function resourcePath(
  resource: Resource<KubeObject>,
  namespace?: string,
  name?: string,
  subresource?: string,
): string {
  const root = resource.apiVersion.includes('/')
    ? `/apis/${resource.apiVersion}`
    : `/api/${resource.apiVersion}`;
  const scope =
    resource.namespaced && namespace
      ? `/namespaces/${encodeURIComponent(namespace)}`
      : '';
  const object = name ? `/${encodeURIComponent(name)}` : '';
  return `${root}${scope}/${resource.plural}${object}${
    subresource ? `/${subresource}` : ''
  }`;
}

/** `namespace/name`, or the name alone for objects of the whole cluster. */
export function keyOf(object: KubeObject): string {
  const { namespace, name } = object.metadata;
  return namespace ? `${namespace}/${name}` : name;
}
