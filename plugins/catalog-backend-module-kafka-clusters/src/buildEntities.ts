import type { Entity, ResourceEntity } from '@backstage/catalog-model';
import {
  formatClusterRef,
  type ClusterRef,
  type InventoryItem,
  type InventoryResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { buildClusterEntity, isOpaque } from './buildClusterEntity';
import {
  buildZookeeperEntity,
  buildZookeeperRef,
} from './buildZookeeperEntity';
import type { KafkaClustersProviderConfig } from './config';
import { buildLocationAnnotations } from './locations';
import { readOwner } from './readOwner';

/** All entities that the inventory speaks for. */
export function buildEntities(
  inventory: InventoryResponse,
  config: Pick<
    KafkaClustersProviderConfig,
    'unownedOwner' | 'kubernetesClusterOwner'
  >,
): Entity[] {
  const { unownedOwner, kubernetesClusterOwner } = config;
  return [
    ...(kubernetesClusterOwner
      ? inventory.configured.map(name =>
          buildKubernetesClusterEntity(name, kubernetesClusterOwner),
        )
      : []),
    ...inventory.items.map(item => buildClusterEntity(item, { unownedOwner })),
    ...buildZookeeperEntities(inventory.items, unownedOwner),
  ];
}

function buildKubernetesClusterEntity(
  name: string,
  owner: string,
): ResourceEntity {
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: { name, annotations: buildLocationAnnotations(name) },
    spec: { type: 'kubernetes-cluster', owner },
  };
}

/** One entity per ensemble; one that serves several owners' clusters belongs to none of them. */
function buildZookeeperEntities(
  items: readonly InventoryItem[],
  unownedOwner: string,
): ResourceEntity[] {
  const ensembles = new Map<
    string,
    { ref: ClusterRef; opaque: boolean; owners: Set<string> }
  >();
  for (const item of items) {
    const ref = buildZookeeperRef(item);
    if (ref) {
      const key = formatClusterRef(ref);
      const ensemble = ensembles.get(key) ?? {
        ref,
        opaque: isOpaque(item),
        owners: new Set<string>(),
      };
      ensemble.owners.add(readOwner(item.owner) ?? unownedOwner);
      ensembles.set(key, ensemble);
    }
  }
  return [...ensembles.values()].map(({ ref, opaque, owners }) =>
    buildZookeeperEntity({
      ref,
      opaque,
      owner: owners.size === 1 ? [...owners][0] : unownedOwner,
    }),
  );
}
