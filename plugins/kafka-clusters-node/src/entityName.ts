import { createHash } from 'node:crypto';
import {
  formatClusterRef,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';

const MAX_ENTITY_NAME_LENGTH = 63;
const HASH_LENGTH = 8;

/**
 * How entities of clusters are named: by the cluster's own names, or by a hash
 * that tells them to nobody. Backstage shows the names of an entity's relations
 * to whoever may read that entity, whether or not they may read the others.
 *
 * @public
 */
export type ClusterEntityNames = 'plain' | 'opaque';

/**
 * Name of the catalog entity of a cluster: `<kubernetes cluster>.<namespace>.<name>`.
 * Configured names and namespaces are DNS labels without dots, so two clusters
 * never share it. Above 63 characters, the catalog's limit, it is cut and
 * closed with 8 characters of its hash. Opaque names are `kafka-` and 16
 * characters of the hash of the cluster's reference.
 *
 * @public
 */
export function buildClusterEntityName(
  ref: ClusterRef,
  names: ClusterEntityNames = 'plain',
): string {
  if (names === 'opaque') {
    return `kafka-${hash(formatClusterRef(ref), 2 * HASH_LENGTH)}`;
  }
  const whole = `${ref.kubernetesCluster}.${ref.namespace}.${ref.name}`;
  if (whole.length <= MAX_ENTITY_NAME_LENGTH) {
    return whole;
  }
  const kept = whole
    .slice(0, MAX_ENTITY_NAME_LENGTH - HASH_LENGTH - 1)
    .replace(/[^a-z0-9]+$/, '');
  return `${kept}-${hash(whole, HASH_LENGTH)}`;
}

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
