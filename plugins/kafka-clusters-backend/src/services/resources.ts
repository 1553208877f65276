import {
  kubernetesResources,
  type KubernetesResource,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { projectCustomResourceDefinition } from '../adapters';
import type { WatchedResource } from '../kubernetes';
import { isSameResource } from './relevance';

/** Every type that has to be watched: those of Kubernetes that the product shows, and those of the operators, each once. */
export function listWatchedResources(
  adapters: readonly OperatorAdapter[],
): readonly WatchedResource[] {
  const watched: WatchedResource[] = [];
  const all: readonly WatchedResource[] = [
    ...adapters.flatMap(({ watches }) => watches),
    {
      ...kubernetesResources.customResourceDefinitions,
      // Whole schemas of everything that is installed would be most of the memory.
      project: projectCustomResourceDefinition,
    },
    ...Object.values(kubernetesResources),
  ];
  for (const resource of all) {
    if (!watched.some(known => isSameResource(known, resource))) {
      const isCluster = adapters.some(({ clusterResource }) =>
        isSameResource(clusterResource, resource),
      );
      watched.push(isCluster ? { ...resource, keepManagers: true } : resource);
    }
  }
  return watched;
}

/** Types whose objects a manifest shows whole, asked of the API server: a cluster and its ZooKeeper cluster. */
export function listManifestResources({
  clusterResource,
  watches,
}: OperatorAdapter): readonly KubernetesResource[] {
  const zookeeper = watches.find(({ kind }) => kind === 'ZookeeperCluster');
  return zookeeper ? [clusterResource, zookeeper] : [clusterResource];
}
