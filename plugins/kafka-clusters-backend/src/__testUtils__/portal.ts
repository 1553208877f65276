import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import request from 'supertest';
import { kafkaClustersPlugin } from '../plugin';
import {
  people,
  permissions,
  userInfo,
} from '../services/__testUtils__/people';

const root = '/api/kafka-clusters';

/** A Kubernetes cluster of the configuration, with the token of the portal. */
export interface PortalCluster {
  readonly name: string;
  readonly url: string;
  /** PEM. */
  readonly caData: string;
  readonly token: string;
}

/** Waits until the answer is as wished, and fails with the last one. */
export async function until<T>(
  read: () => Promise<T>,
  isWished: (answer: T) => boolean,
  milliseconds = 60_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await read();
    if (isWished(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`Never came: ${JSON.stringify(answer).slice(0, 2000)}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}

/**
 * The plugin in a test backend, on the given Kubernetes clusters and with the
 * people of the tests, who ask it over HTTP.
 *
 * @param tell - what hears notifications and signals
 * @param more - services in place of those of the test backend
 */
export async function startPortalOn(
  kubernetesClusters: readonly PortalCluster[],
  tell: { readonly send: jest.Mock; readonly publish: jest.Mock },
  more: readonly BackendFeature[] = [],
) {
  const { server } = await startTestBackend({
    features: [
      kafkaClustersPlugin,
      mockServices.rootConfig.factory({
        data: {
          kafkaClusters: {
            kubernetesClusters: kubernetesClusters.map(entry => ({ ...entry })),
          },
        },
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => permissions,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => userInfo,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: tell.send }),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: tell.publish }),
      }),
      ...more,
    ],
  });
  const as = (authorization: string) => ({
    get: (path: string) =>
      request(server).get(`${root}${path}`).set('authorization', authorization),
    post: (path: string) =>
      request(server)
        .post(`${root}${path}`)
        .set('authorization', authorization),
  });
  const user = (person: string) => as(mockCredentials.user.header(person));
  return {
    dana: user(people.dana),
    pablo: user(people.pablo),
    petra: user(people.petra),
    /** Another backend of the portal, such as the catalog. */
    service: as(mockCredentials.service.header()),
  };
}
