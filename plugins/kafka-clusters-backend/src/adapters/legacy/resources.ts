import type { KubernetesResource } from '@kafka-clusters/plugin-kafka-clusters-node';

/**
 * The type of clusters before Koperator 0.6. Forks of that time kept group,
 * version and kind, and put fields of their own beside the operator's.
 */
export const legacyClusters = {
  group: 'banzaicloud.banzaicloud.io',
  version: 'v1alpha1',
  plural: 'kafkaclusters',
  kind: 'KafkaCluster',
  namespaced: true,
} as const satisfies KubernetesResource;
