import { createHash } from 'node:crypto';
import type { ResourceEntity } from '@backstage/catalog-model';
import type {
  ClusterRef,
  InventoryItem,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { buildLocationAnnotations } from './locations';

const MAX_NAME_LENGTH = 63;
const HASH_LENGTH = 8;
// Names in Kubernetes hold no underscore, so no Kafka cluster's entity is ever called like this.
const PREFIX = 'zookeeper_';

/** Where the ensemble of a Kafka cluster is. */
export function buildZookeeperRef(item: InventoryItem): ClusterRef | undefined {
  return (
    item.zookeeper && {
      kubernetesCluster: item.ref.kubernetesCluster,
      ...item.zookeeper,
    }
  );
}

/**
 * Name of the entity of an ensemble, cut and closed with 8 characters of its
 * hash above the catalog's 63; only the hash when names are hidden.
 */
export function buildZookeeperEntityName(
  ref: ClusterRef,
  opaque: boolean,
): string {
  const whole = `${PREFIX}${ref.kubernetesCluster}.${ref.namespace}.${ref.name}`;
  const hash = createHash('sha256').update(whole).digest('hex');
  if (opaque) {
    return `${PREFIX}${hash.slice(0, 2 * HASH_LENGTH)}`;
  }
  if (whole.length <= MAX_NAME_LENGTH) {
    return whole;
  }
  const kept = whole
    .slice(0, MAX_NAME_LENGTH - HASH_LENGTH - 1)
    .replace(/[^a-z0-9]+$/, '');
  return `${kept}-${hash.slice(0, HASH_LENGTH)}`;
}

/** The entity of a ZooKeeper ensemble that a Kafka cluster needs. */
export function buildZookeeperEntity(options: {
  readonly ref: ClusterRef;
  readonly opaque: boolean;
  readonly owner: string;
}): ResourceEntity {
  const { ref, opaque, owner } = options;
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name: buildZookeeperEntityName(ref, opaque),
      title: ref.name,
      description: `ZooKeeper ensemble in namespace ${ref.namespace} of ${ref.kubernetesCluster}`,
      annotations: buildLocationAnnotations(ref.kubernetesCluster),
    },
    spec: {
      type: 'zookeeper-cluster',
      owner,
    },
  };
}
