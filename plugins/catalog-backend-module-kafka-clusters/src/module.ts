import { hostname } from 'node:os';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { kafkaClustersServiceRef } from '@kafka-clusters/plugin-kafka-clusters-node';
import { readKafkaClustersProviderConfig } from './config';
import { KafkaClusterEntityProvider } from './KafkaClusterEntityProvider';
import { KubernetesClusterRelationProcessor } from './KubernetesClusterRelationProcessor';

/** The Kafka Clusters backend publishes it, without content, when the inventory changed. */
export const INVENTORY_TOPIC = 'kafka-clusters.inventory';

/**
 * Kafka clusters as catalog entities with owners and relations.
 *
 * @public
 */
export const catalogModuleKafkaClusters = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'kafka-clusters',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        service: kafkaClustersServiceRef,
      },
      async init(deps) {
        const config = readKafkaClustersProviderConfig(deps.rootConfig);
        const provider = KafkaClusterEntityProvider.create({ ...deps, config });
        deps.processing.addEntityProvider(provider);
        deps.processing.addProcessor(new KubernetesClusterRelationProcessor());
        deps.lifecycle.addShutdownHook(() => provider.stop());
        await deps.events.subscribe({
          // Every replica compares with a memory of its own, so each has to hear every event.
          id: `kafka-clusters-inventory-${hostname()}`,
          topics: [INVENTORY_TOPIC],
          onEvent: () => provider.refresh(),
        });
        await deps.scheduler.createScheduledTaskRunner(config.schedule).run({
          id: 'kafka-clusters-inventory',
          fn: () => provider.reconcile(),
        });
      },
    });
  },
});
