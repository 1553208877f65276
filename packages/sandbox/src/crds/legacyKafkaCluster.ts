import { buildDefinition, open } from './schema';

/**
 * KafkaCluster of the time before Koperator 0.6. Its definition keeps fields
 * that it does not know, so that custom resources of forks are kept whole.
 */
export const legacyKafkaClusterDefinition = buildDefinition({
  group: 'banzaicloud.banzaicloud.io',
  version: 'v1alpha1',
  kind: 'KafkaCluster',
  plural: 'kafkaclusters',
  spec: open,
  status: open,
  columns: [
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
});
