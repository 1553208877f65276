import { mockServices } from '@backstage/backend-test-utils';
import { DefaultKubernetesGateway } from '../DefaultKubernetesGateway';
import type { Clock } from '../clock';
import type { KubernetesClusterConfig, WatchedResource } from '../types';
import { ModelApiServer } from './ModelApiServer';

export const kafkaClusters: WatchedResource = {
  group: 'kafka.banzaicloud.io',
  version: 'v1beta1',
  plural: 'kafkaclusters',
  kind: 'KafkaCluster',
  namespaced: true,
};

export const pods: WatchedResource = {
  group: '',
  version: 'v1',
  plural: 'pods',
  kind: 'Pod',
  namespaced: true,
};

export const kafkaClustersPath =
  '/apis/kafka.banzaicloud.io/v1beta1/kafkaclusters';
export const podsPath = '/api/v1/pods';

const cleanups: Array<() => Promise<unknown>> = [];

/** Stops what {@link startModel} and {@link startGateway} started. Call it after each test. */
export async function stopAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
}

/** A model server with both types, stopped by {@link stopAll}. */
export async function startModel(
  options: Parameters<typeof ModelApiServer.start>[0] = {},
): Promise<ModelApiServer> {
  const server = await ModelApiServer.start(options);
  cleanups.push(() => server.stop());
  server.store(podsPath);
  server.store(kafkaClustersPath);
  return server;
}

/** Configures a model server as a Kubernetes cluster. */
export function toConfig(
  server: { url: string },
  name = 'dev',
): KubernetesClusterConfig {
  return {
    name,
    connection: { type: 'url', url: server.url, token: 'good' },
  };
}

/** A started gateway, stopped by {@link stopAll}. */
export async function startGateway(options: {
  kubernetesClusters: readonly KubernetesClusterConfig[];
  resources?: readonly WatchedResource[];
  clock?: Clock;
  readOnly?: boolean;
}): Promise<DefaultKubernetesGateway> {
  const gateway = DefaultKubernetesGateway.create({
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    resources: [pods],
    ...options,
  });
  cleanups.push(() => gateway.stop());
  await gateway.start();
  return gateway;
}
