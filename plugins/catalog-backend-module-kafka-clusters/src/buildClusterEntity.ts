import type { ResourceEntity } from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATION,
  formatClusterRef,
  type InventoryItem,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { buildClusterEntityName } from '@kafka-clusters/plugin-kafka-clusters-node';
import {
  buildZookeeperEntityName,
  buildZookeeperRef,
} from './buildZookeeperEntity';
import { buildLocationAnnotations } from './locations';
import { readOwner } from './readOwner';

/**
 * The entity of a Kafka cluster: identity, owner and relations, nothing that
 * changes by itself. Health and versions are read live.
 */
export function buildClusterEntity(
  item: InventoryItem,
  options: { readonly unownedOwner: string },
): ResourceEntity {
  const zookeeper = buildZookeeperRef(item);
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name: item.entityName,
      title: item.title,
      description: `Kafka cluster in namespace ${item.ref.namespace} of ${item.ref.kubernetesCluster}`,
      annotations: {
        ...buildLocationAnnotations(item.ref.kubernetesCluster),
        [CLUSTER_ANNOTATION]: formatClusterRef(item.ref),
      },
    },
    spec: {
      type: 'kafka-cluster',
      owner: readOwner(item.owner) ?? options.unownedOwner,
      dependsOn: zookeeper
        ? [
            `resource:default/${buildZookeeperEntityName(
              zookeeper,
              isOpaque(item),
            )}`,
          ]
        : [],
    },
  };
}

/** Whether names are hidden: then the entity's name is not made of the cluster's. */
export function isOpaque(item: InventoryItem): boolean {
  return item.entityName !== buildClusterEntityName(item.ref);
}
