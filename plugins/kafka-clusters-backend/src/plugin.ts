import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ConflictError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  kafkaClustersAdaptersExtensionPoint,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { registerListClusters } from './actions/listClusters';
import { builtInAdapters } from './adapters';
import { readKafkaClustersConfig } from './config';
import { createRouter } from './http/router';
import { DefaultKubernetesGateway } from './kubernetes';
import { registerPermissions } from './services/permissionsRegistration';
import { listWatchedResources } from './services/resources';
import { createServices } from './services/createServices';
import { startInventoryEvents } from './services/inventoryEvents';
import { startSignals } from './services/signals';
import { openStores } from './store/openStores';

/**
 * Kafka Clusters: the fleet, its clusters and requests for new ones.
 *
 * @public
 */
export const kafkaClustersPlugin = createBackendPlugin({
  pluginId: 'kafka-clusters',
  register(env) {
    const adapters: OperatorAdapter[] = [...builtInAdapters];
    env.registerExtensionPoint(kafkaClustersAdaptersExtensionPoint, {
      addAdapter(adapter) {
        if (adapters.some(({ id }) => id === adapter.id)) {
          throw new ConflictError(
            `There is an adapter "${adapter.id}" already`,
          );
        }
        adapters.push(adapter);
      },
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({ database, httpAuth, httpRouter, lifecycle, ...deps }) {
        const { logger } = deps;
        const config = readKafkaClustersConfig(deps.config);
        const stores = await openStores(database);
        const gateway = DefaultKubernetesGateway.create({
          logger,
          kubernetesClusters: config.kubernetesClusters,
          readOnly: config.readOnly,
          resources: listWatchedResources(adapters),
        });
        const services = createServices({
          ...deps,
          config,
          stores,
          gateway,
          adapters,
          holder: randomUUID(),
        });
        registerPermissions(deps.permissionsRegistry, services);
        const stops = [
          startSignals({ ...services, ...deps }),
          startInventoryEvents({ ...services, ...deps }),
        ];
        await services.inventory.start();
        await gateway.start();
        services.unsupported.start();
        services.watcher.start();
        const stopOwners = services.startOwners();
        lifecycle.addShutdownHook(async () => {
          stops.forEach(stop => stop());
          await services.watcher.stop();
          await stopOwners();
          await services.inventory.stop();
          await services.unsupported.stop();
          await gateway.stop();
        });
        registerListClusters({ ...deps, ...services });
        httpRouter.use(createRouter({ httpAuth, ...services }));
      },
    });
  },
});
