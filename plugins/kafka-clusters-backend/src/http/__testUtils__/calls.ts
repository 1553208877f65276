import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { ClusterRequestInput } from '@kafka-clusters/plugin-kafka-clusters-common';
import express from 'express';
import request from 'supertest';
import { people } from '../../services/__testUtils__/people';
import type { Scene } from '../../services/__testUtils__/scene';
import { createRouter } from '../router';

/** A request for a cluster that nothing stands against. */
export const body: ClusterRequestInput = {
  target: { kubernetesCluster: 'dev', namespace: 'orders' },
  name: 'stream',
  useCase: 'queue',
  size: 'small',
  storageClass: 'ssd',
};

/** Authorization headers of everybody who may ask. */
export const callers = {
  nobody: mockCredentials.none.header(),
  'the team': mockCredentials.user.header(people.dana),
  'another team': mockCredentials.user.header(people.pablo),
  'a person without team': mockCredentials.user.header(people.guest),
  'the platform role': mockCredentials.user.header(people.petra),
  'a service': mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(),
    targetPluginId: 'kafka-clusters',
  }),
  'a service on behalf of the team': mockCredentials.service.header({
    onBehalfOf: mockCredentials.user(people.dana),
    targetPluginId: 'kafka-clusters',
  }),
};

export type Caller = keyof typeof callers;

/** One call of the API. */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** The router of a scene. */
export function createSceneRouter(scene: Scene) {
  return createRouter({
    httpAuth: mockServices.httpAuth({ pluginId: 'kafka-clusters' }),
    ...scene,
  });
}

/** The routes of a scene, with the errors that Backstage makes of what they throw. */
export function createApp(scene: Scene): express.Express {
  const app = express();
  app.use(createSceneRouter(scene));
  app.use(mockErrorHandler());
  return app;
}

/** Asks as one of the callers. */
export function send(
  app: express.Express,
  route: Route,
  authorization: string | undefined,
  headers: Record<string, string> = {},
) {
  const call = request(app)[route.method](route.path);
  Object.entries({ ...route.headers, ...headers }).forEach(([name, value]) =>
    call.set(name, value),
  );
  if (authorization) {
    call.set('authorization', authorization);
  }
  return route.body ? call.send(route.body) : call;
}
