import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { ManualClock } from './clocks';
import { sendJson, type Script } from './ModelApiServer';
import { kafkaClusters, startGateway, startModel, toConfig } from './setup';

/** Where the object of these tests is. */
export const location = {
  kubernetesCluster: 'dev',
  resource: kafkaClusters,
  namespace: 'orders',
  name: 'kafka',
};
/** An object as it is sent. */
export const object: KubernetesObject = {
  metadata: { namespace: 'orders', name: 'kafka' },
  spec: { brokers: [] },
};
/** Path of its type. */
export const path =
  '/apis/kafka.banzaicloud.io/v1beta1/namespaces/orders/kafkaclusters';

/** A gateway without watches; the script answers its direct requests. */
export async function start(answer?: Script) {
  const server = await startModel();
  if (answer) {
    server.script(Number.POSITIVE_INFINITY, 'other', answer);
  }
  const clock = new ManualClock();
  const gateway = await startGateway({
    kubernetesClusters: [toConfig(server)],
    resources: [],
    clock,
  });
  return { server, gateway, clock };
}

/** A server that answers everything with one thing. */
export const startWith = (code: number, body: unknown, headers = {}) =>
  start((_, response) => sendJson(response, code, body, headers));

/** The error of a promise; fails when there is none. */
export async function caught(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('It did not fail');
    },
    error => error,
  );
}
