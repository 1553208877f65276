import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { kafkaClustersServiceRef } from '@kafka-clusters/plugin-kafka-clusters-node';
import { createKafkaClusterCreateAction } from './actions/createKafkaCluster';
import { createKafkaClusterLinkOwnerAction } from './actions/linkKafkaOwner';
import { createKafkaClusterWaitAction } from './actions/waitForKafkaCluster';

/**
 * Scaffolder actions that request Kafka clusters and link them to teams.
 *
 * @public
 */
export const scaffolderModuleKafkaClusters = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'kafka-clusters',
  register(env) {
    env.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        service: kafkaClustersServiceRef,
      },
      async init({ scaffolder, service }) {
        scaffolder.addActions(
          createKafkaClusterCreateAction({ service }),
          createKafkaClusterWaitAction({ service }),
          createKafkaClusterLinkOwnerAction({ service }),
        );
      },
    });
  },
});
