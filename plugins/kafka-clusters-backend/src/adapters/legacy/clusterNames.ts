import type {
  KubernetesObject,
  KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { clusterNamesOf } from '../koperator/clusterNames';
import { legacyClusters } from './resources';
import { readLegacyWish } from './wish';

/** The clusters of this type that an object belongs to: labels and names are those of the later operator. */
export function legacyClusterNamesOf(
  object: KubernetesObject,
  objects: KubernetesObjects,
): readonly string[] {
  return clusterNamesOf(object, objects, {
    resource: legacyClusters,
    addressesOf: cluster => readLegacyWish(cluster).zookeeperAddresses,
  });
}
