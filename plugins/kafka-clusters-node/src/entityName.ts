import { createHash } from 'node:crypto';
import type { ClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';

const MAX_ENTITY_NAME_LENGTH = 63;
const HASH_LENGTH = 8;

/**
 * Name of the catalog entity of a cluster: `<kubernetes cluster>.<namespace>.<name>`.
 * Configured names and namespaces are DNS labels without dots, so two clusters
 * never share it. Above 63 characters, the catalog's limit, it is cut and
 * closed with 8 characters of its hash.
 *
 * @public
 */
export function buildClusterEntityName(ref: ClusterRef): string {
  const whole = `${ref.kubernetesCluster}.${ref.namespace}.${ref.name}`;
  if (whole.length <= MAX_ENTITY_NAME_LENGTH) {
    return whole;
  }
  const hash = createHash('sha256')
    .update(whole)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const kept = whole
    .slice(0, MAX_ENTITY_NAME_LENGTH - HASH_LENGTH - 1)
    .replace(/[^a-z0-9]+$/, '');
  return `${kept}-${hash}`;
}
