import type { DefaultKubernetesGateway } from '../DefaultKubernetesGateway';
import type { GatewayChange, WatchedResource } from '../types';
import { ManualClock, waitFor } from './clocks';
import { sendJson, toStatus, type ModelApiServer } from './ModelApiServer';
import {
  kafkaClusters,
  pods,
  podsPath,
  startGateway,
  startModel,
  toConfig,
} from './setup';

/** Both types of the model server. */
export const both = [pods, kafkaClusters];

/** Names of the pods in the cache, sorted. */
export function podNames(
  gateway: DefaultKubernetesGateway,
  kubernetesCluster = 'dev',
) {
  return gateway
    .list(kubernetesCluster, pods)
    .map(({ metadata }) => metadata.name)
    .sort();
}

/** Status of one Kubernetes cluster. */
export function cluster(gateway: DefaultKubernetesGateway, index = 0) {
  return gateway.listKubernetesClusters()[index];
}

/** State of the pods' cache. */
export function podState(gateway: DefaultKubernetesGateway) {
  return cluster(gateway).resources['/pods'].state;
}

/** State of the Kafka clusters' cache. */
export function kafkaState(gateway: DefaultKubernetesGateway) {
  return cluster(gateway).resources['kafka.banzaicloud.io/kafkaclusters'].state;
}

/** A model server with one pod, a gateway that watches it live, and a record of what it told. */
export async function startLive(
  options: { resources?: readonly WatchedResource[] } = {},
) {
  const clock = new ManualClock();
  const server = await startModel();
  server.store(podsPath).put('orders', 'kafka-0');
  const gateway = await startGateway({
    kubernetesClusters: [toConfig(server)],
    clock,
    ...options,
  });
  const changes: GatewayChange[] = [];
  gateway.subscribe(change => changes.push(change));
  await waitFor(() => cluster(gateway).state === 'live');
  const objectChanges = () =>
    changes.flatMap(change =>
      change.type === 'object'
        ? [
            `${change.previous ? 'was' : 'new'} ${change.name} ${
              change.current ? 'is' : 'gone'
            }`,
          ]
        : [],
    );
  return { clock, server, gateway, changes, objectChanges };
}

/** Answers one path with a Status until the returned function is called. */
export function answerAlways(
  server: ModelApiServer,
  path: string,
  code: number,
  reason: string,
): () => void {
  const script: ModelApiServer['scripts'][number] = (request, response) => {
    if (request.path !== path) {
      return false;
    }
    sendJson(response, code, toStatus(code, reason));
    return true;
  };
  server.scripts.push(script);
  return () => {
    server.scripts = server.scripts.filter(item => item !== script);
  };
}
