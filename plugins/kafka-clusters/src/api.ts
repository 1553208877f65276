import { createApiRef } from '@backstage/core-plugin-api';
import type { KafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * The backend of Kafka Clusters, for both frontend systems.
 *
 * @public
 */
export const kafkaClustersApiRef = createApiRef<KafkaClustersApi>({
  id: 'plugin.kafka-clusters.client',
});
