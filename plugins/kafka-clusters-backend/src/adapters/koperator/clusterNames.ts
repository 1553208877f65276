import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
  type KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { labelOf, nameOf, namespaceOf } from './meta';
import { at, list, text } from './parse';
import { operatorResources } from './resources';
import { parseZookeeperAddress } from './zookeeper';

/** The type of Kafka clusters whose names are looked for. */
export interface ClusterKind {
  readonly resource: KubernetesResource;
  readonly addressesOf: (cluster: KubernetesObject) => readonly string[];
}

const presentKind: ClusterKind = {
  resource: operatorResources.kafkaClusters,
  addressesOf: cluster =>
    list(at(cluster, 'spec', 'zkAddresses')).flatMap(
      entry => text(entry) ?? [],
    ),
};

/** Names of Kafka clusters that use a ZooKeeper, as {@link clusterNamesOf} gives them. */
function usersOf(
  zookeeper: string,
  namespace: string,
  objects: KubernetesObjects,
  { resource, addressesOf }: ClusterKind,
): readonly string[] {
  return objects
    .list(resource)
    .filter(cluster =>
      addressesOf(cluster).some(entry => {
        const address = parseZookeeperAddress(entry, namespaceOf(cluster));
        return address?.name === zookeeper && address.namespace === namespace;
      }),
    )
    .map(cluster =>
      namespaceOf(cluster) === namespace
        ? nameOf(cluster)
        : `${namespaceOf(cluster)}/${nameOf(cluster)}`,
    );
}

/** Kinds whose objects carry the operators' labels. */
const labelled: readonly (readonly [
  string,
  keyof typeof kubernetesResources,
])[] = [
  ['Pod', 'pods'],
  ['PersistentVolumeClaim', 'persistentVolumeClaims'],
  ['Service', 'services'],
  ['Deployment', 'deployments'],
];

function involved(
  event: KubernetesObject,
  objects: KubernetesObjects,
  clusters: KubernetesResource,
): KubernetesObject | undefined {
  const kind = at(event, 'involvedObject', 'kind');
  const name = at(event, 'involvedObject', 'name');
  const namespace = text(at(event, 'involvedObject', 'namespace'));
  const resource =
    labelled.find(([candidate]) => candidate === kind)?.[1] ?? undefined;
  if (resource) {
    return objects
      .list(kubernetesResources[resource], namespace)
      .find(object => nameOf(object) === name);
  }
  const own = [clusters, ...Object.values(operatorResources)].find(
    candidate => candidate.kind === kind,
  );
  return own && objects.list(own, namespace).find(o => nameOf(o) === name);
}

/** Events outlive what they are about; the longest cluster name that begins its name is the likely one. */
function byPrefix(
  event: KubernetesObject,
  objects: KubernetesObjects,
  clusterKind: ClusterKind,
): readonly string[] {
  const name = text(at(event, 'involvedObject', 'name')) ?? '';
  const namespace = namespaceOf(event);
  const clusters = objects
    .list(clusterKind.resource, namespace)
    .map(nameOf)
    .filter(cluster => name === cluster || name.startsWith(`${cluster}-`))
    .sort((a, b) => b.length - a.length);
  const zookeepers = objects
    .list(operatorResources.zookeeperClusters, namespace)
    .map(nameOf)
    .filter(
      zookeeper =>
        name === zookeeper ||
        name.startsWith(`${zookeeper}-`) ||
        name.startsWith(`data-${zookeeper}-`),
    )
    .flatMap(zookeeper => usersOf(zookeeper, namespace, objects, clusterKind));
  return [...new Set([...clusters.slice(0, 1), ...zookeepers])];
}

/**
 * The Kafka clusters that an object belongs to: by name for those of its own
 * namespace, as `<namespace>/<name>` for those of another one that use this
 * ZooKeeper.
 */
export function clusterNamesOf(
  object: KubernetesObject,
  objects: KubernetesObjects,
  clusterKind: ClusterKind = presentKind,
): readonly string[] {
  const { kind } = object;
  if (kind === operatorResources.kafkaClusters.kind) {
    return [nameOf(object)];
  }
  if (kind === operatorResources.zookeeperClusters.kind) {
    return usersOf(nameOf(object), namespaceOf(object), objects, clusterKind);
  }
  if (kind === 'Event') {
    const about = involved(object, objects, clusterKind.resource);
    return about && about.kind !== 'Event'
      ? clusterNamesOf(about, objects, clusterKind)
      : byPrefix(object, objects, clusterKind);
  }
  const cluster = labelOf(object, 'kafka_cr');
  if (cluster) {
    return [cluster];
  }
  const zookeeper = labelOf(object, 'release') ?? labelOf(object, 'app');
  return zookeeper
    ? usersOf(zookeeper, namespaceOf(object), objects, clusterKind)
    : [];
}
