import type { ClusterRequestInput } from '@kafka-clusters/plugin-kafka-clusters-common';
import { as } from './people';
import { kafkaClusters, zookeeperClusters } from './plainAdapter';
import { createScene, putNamespace, putTarget } from './scene';

/** A request for a cluster that nothing stands against in {@link createOrdersScene}. */
export const request = {
  target: { kubernetesCluster: 'dev', namespace: 'orders' },
  name: 'stream',
  useCase: 'queue',
  size: 'small',
  storageClass: 'ssd',
} as const satisfies ClusterRequestInput;

/** A scene where Dana can create clusters. */
export type OrdersScene = Awaited<ReturnType<typeof createOrdersScene>>;

/** The target of the team orders, a namespace of another team, and one of both. */
export async function createOrdersScene(
  options: Parameters<typeof createScene>[0] = {},
) {
  const scene = await createScene(options);
  const { kubernetes, provisioning } = scene;
  putTarget(kubernetes, 'dev', 'orders', 'group:default/orders');
  putNamespace(kubernetes, 'dev', 'payments', 'payments');
  putNamespace(kubernetes, 'dev', 'shared', 'orders, payments');
  return {
    ...scene,
    /** Requests the cluster, always with the same key. */
    create: (more: object = {}, name: Parameters<typeof as>[0] = 'dana') =>
      provisioning.createCluster(
        { ...request, ...more },
        { credentials: as(name), idempotencyKey: 'attempt-1' },
      ),
    /** Kind and name of every custom resource of clusters. */
    listObjects: () => listObjects(kubernetes),
  };
}

/** Kind and name of every custom resource of clusters in `dev`. */
export function listObjects(
  kubernetes: Awaited<ReturnType<typeof createScene>>['kubernetes'],
): readonly string[] {
  return [kafkaClusters, zookeeperClusters].flatMap(resource =>
    kubernetes
      .list('dev', resource)
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  );
}
