import { mockCredentials } from '@backstage/backend-test-utils';
import { KafkaClustersClient } from '@kafka-clusters/plugin-kafka-clusters-common';
import type express from 'express';
import { isRecord } from '../kubernetes/json';
import { buildComponent } from '../services/__testUtils__/FakeCatalog';
import { payments, people } from '../services/__testUtils__/people';
import { kafkaClusters } from '../services/__testUtils__/plainAdapter';
import {
  createScene,
  putCluster,
  putTarget,
  type Scene,
} from '../services/__testUtils__/scene';
import {
  body,
  callers,
  createApp,
  createSceneRouter,
  send as sendTo,
  type Caller,
  type Route,
} from './__testUtils__/calls';

const routes = {
  fleet: { method: 'get', path: '/clusters' },
  cluster: { method: 'get', path: '/clusters/dev/orders/known' },
  manifest: { method: 'get', path: '/clusters/dev/orders/known/manifest' },
  targets: { method: 'get', path: '/targets' },
  plan: { method: 'post', path: '/plans', body },
  create: {
    method: 'post',
    path: '/requests',
    body,
    headers: { 'idempotency-key': 'key-1' },
  },
  request: { method: 'get', path: '/requests/<id>' },
  discard: { method: 'post', path: '/requests/<id>/discard' },
  rights: { method: 'get', path: '/rights' },
  refreshRights: { method: 'post', path: '/rights/refresh' },
  inventory: { method: 'get', path: '/inventory' },
  ownership: { method: 'get', path: '/clusters/dev/orders/known/ownership' },
  link: {
    method: 'post',
    path: '/clusters/dev/orders/known/link',
    body: { owner: payments },
  },
  offer: {
    method: 'post',
    path: '/clusters/dev/orders/known/transfer',
    body: { to: payments },
  },
  grant: {
    method: 'post',
    path: '/clusters/dev/orders/known/consumers/grant',
    body: { component: 'component:default/checkout', team: payments },
  },
  accept: { method: 'post', path: '/transfers/<transfer>/accept' },
  inbox: { method: 'get', path: '/ownership/inbox' },
  claims: {
    method: 'post',
    path: '/claims',
    body: {
      answer: 'accept',
      claims: [{ cluster: 'dev/orders/absent', uid: 'u', owner: payments }],
    },
  },
  relation: {
    method: 'get',
    path: '/components/component/default/checkout/relation',
  },
} satisfies Record<string, Route>;

type RouteName = keyof typeof routes;

/** Status and name of the error, for each caller in the order of {@link callers}. */
const expectations: Record<RouteName, readonly (number | string)[]> = {
  fleet: [401, 200, 200, 200, 200, 403, 200],
  cluster: [401, 200, 404, 404, 200, 403, 200],
  manifest: [401, 200, 404, 404, 200, 403, 200],
  targets: [401, 200, 200, 200, 200, 403, 200],
  plan: [401, 200, 200, 200, 200, 403, 200],
  create: [401, 201, 403, 403, 201, 403, 201],
  request: [401, 200, 404, 404, 200, 403, 200],
  discard: [401, 202, 404, 404, 202, 403, 202],
  rights: [401, 403, 403, 403, 200, 403, 403],
  refreshRights: [401, 403, 403, 403, 200, 403, 403],
  inventory: [401, 403, 403, 403, 403, 200, 403],
  ownership: [401, 200, 404, 404, 200, 403, 200],
  link: [401, 403, 404, 404, 409, 403, 403],
  offer: [401, 201, 404, 404, 403, 403, 201],
  grant: [401, 200, 404, 404, 403, 403, 200],
  accept: [401, 403, 200, 404, 404, 403, 403],
  inbox: [401, 200, 200, 200, 200, 403, 200],
  claims: [401, 403, 403, 403, 200, 403, 403],
  relation: [401, 404, 200, 404, 404, 403, 404],
};

const errorNames: Record<number, string> = {
  400: 'InputError',
  401: 'AuthenticationError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
};

describe('routes', () => {
  let scene: Scene;
  let app: express.Express;
  let id: string;
  let transfer: string;

  beforeEach(async () => {
    scene = await createScene({
      entities: [buildComponent('checkout', payments, 'dev/orders/known')],
    });
    putTarget(scene.kubernetes, 'dev', 'orders', 'group:default/orders');
    putTarget(scene.kubernetes, 'dev', 'payments', 'group:default/payments');
    putCluster(scene.kubernetes, 'dev', 'orders', 'known');
    putCluster(scene.kubernetes, 'dev', 'payments', 'ledger');
    ({ id } = await scene.provisioning.createCluster(
      { ...body, name: 'requested' },
      {
        credentials: mockCredentials.user(people.dana),
        idempotencyKey: 'before',
      },
    ));
    putCluster(scene.kubernetes, 'dev', 'orders', 'moving');
    transfer = (
      await scene.transferring.offerTransfer(
        { kubernetesCluster: 'dev', namespace: 'orders', name: 'moving' },
        { to: payments },
        { credentials: mockCredentials.user(people.dana) },
      )
    ).id;
    app = createApp(scene);
  });

  afterEach(() => scene.stop());

  const send = (
    route: Route,
    authorization: string | undefined,
    more: Record<string, string> = {},
  ) =>
    sendTo(
      app,
      {
        ...route,
        path: route.path.replace('<id>', id).replace('<transfer>', transfer),
      },
      authorization,
      more,
    );

  it('has an expectation for every route', async () => {
    const router = createSceneRouter(scene);
    const paths = listRoutes(router);
    const expected = Object.values(routes).map(
      ({ method, path }) =>
        `${method} ${path
          .replace('<id>', ':id')
          .replace('<transfer>/accept', ':id/:answer')
          .replace('/consumers/grant', '/consumers/:decision')
          .replace('/component/default/checkout', '/:kind/:namespace/:name')
          .replace(
            '/dev/orders/known',
            '/:kubernetesCluster/:namespace/:name',
          )}`,
    );
    expect(paths.sort()).toEqual(expected.sort());
  });

  const matrix = (Object.keys(routes) as RouteName[]).flatMap(name =>
    (Object.keys(callers) as Caller[]).map(
      (caller, index) => [name, caller, expectations[name][index]] as const,
    ),
  );

  it.each(matrix)('%s for %s: %s', async (name, caller, status) => {
    const answer = await send(routes[name], callers[caller]);
    expect([answer.status, answer.body.error?.name]).toEqual([
      status,
      errorNames[Number(status)],
    ]);
  });

  it.each(['', '/manifest'])(
    'answers a hidden cluster byte for byte like an absent one (%s)',
    async below => {
      const ask = async () => {
        const { status, headers, text } = await send(
          { method: 'get', path: `/clusters/dev/payments/ledger${below}` },
          callers['the team'],
        );
        const { date, ...rest } = headers;
        expect(date).toBeDefined();
        return JSON.stringify([status, rest, text]);
      };
      const hidden = await ask();
      scene.kubernetes.remove({
        kubernetesCluster: 'dev',
        namespace: 'payments',
        name: 'ledger',
        resource: kafkaClusters,
      });
      expect(await ask()).toBe(hidden);
      expect(hidden).toContain('NotFoundError');
    },
  );

  it('answers a transfer of two other teams byte for byte like an absent one', async () => {
    const absent = '00000000-0000-4000-8000-000000000000';
    for (const answer of ['accept', 'decline', 'withdraw']) {
      const [one, other] = await Promise.all(
        [transfer, absent].map(async which => {
          const { status, text } = await send(
            { method: 'post', path: `/transfers/${which}/${answer}` },
            callers['a person without team'],
          );
          return `${status} ${text.replaceAll(which, '<transfer>')}`;
        }),
      );
      expect(one).toBe(other);
      expect(one).toContain('NotFoundError');
    }
  });

  it('answers a request of another team byte for byte like an absent one', async () => {
    const absent = '00000000-0000-4000-8000-000000000000';
    for (const route of [routes.request, routes.discard]) {
      const [one, other] = await Promise.all(
        [id, absent].map(async which => {
          const { status, text } = await send(
            { ...route, path: route.path.replace('<id>', which) },
            callers['another team'],
          );
          return `${status} ${text.replaceAll(which, '<id>')}`;
        }),
      );
      expect(one).toBe(other);
    }
  });

  describe('ETags', () => {
    const read = async (caller: Caller, more: Record<string, string> = {}) =>
      send(routes.fleet, callers[caller], more);

    it('answer 304 while nothing changed, and keep the answer private', async () => {
      const first = await read('the team');
      expect(first.headers).toMatchObject({
        'cache-control': 'private, no-cache',
        etag: expect.stringMatching(/^"[\w-]{43}"$/),
      });
      const again = await read('the team', {
        'if-none-match': first.headers.etag,
      });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(again.headers['cache-control']).toBe('private, no-cache');
      putCluster(scene.kubernetes, 'dev', 'orders', 'another');
      const changed = await read('the team', {
        'if-none-match': first.headers.etag,
      });
      expect(changed.status).toBe(200);
    });

    it('do not change by what the person may not see', async () => {
      const first = await read('the team');
      putCluster(scene.kubernetes, 'dev', 'payments', 'secret');
      const again = await read('the team', {
        'if-none-match': first.headers.etag,
      });
      expect(again.status).toBe(304);
    });

    it('of one person say nothing to another, even where both see the same', async () => {
      const stranger = mockCredentials.user.header('user:default/stranger');
      const mine = await read('a person without team');
      const theirs = await send(routes.fleet, stranger);
      expect(mine.text).toBe(theirs.text);
      expect(mine.headers.etag).not.toBe(theirs.headers.etag);
      const borrowed = await read('a person without team', {
        'if-none-match': theirs.headers.etag,
      });
      expect(borrowed.status).toBe(200);
    });
  });

  it('says conflicts by their name', async () => {
    const taken = await send(
      { ...routes.create, body: { ...body, name: 'known' } },
      callers['the team'],
    );
    expect([taken.status, taken.body.error.name]).toEqual([
      409,
      'ConflictError',
    ]);
    expect(taken.body.error.findings).toEqual([
      expect.objectContaining({
        code: 'name-unavailable',
        params: { name: 'known', kind: 'KafkaCluster' },
      }),
    ]);
  });

  it('serves the client that browsers use', async () => {
    const server = app.listen(0, '127.0.0.1');
    await new Promise(resolve => {
      server.once('listening', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const fetched: number[] = [];
    const client = new KafkaClustersClient({
      discoveryApi: { getBaseUrl: async () => `http://127.0.0.1:${port}` },
      fetchApi: {
        fetch: async (url, init) => {
          const headers = new Headers(init?.headers);
          headers.set('authorization', callers['the team']);
          const response = await fetch(url, { ...init, headers });
          fetched.push(response.status);
          return response;
        },
      },
    });
    const ref = {
      kubernetesCluster: 'dev',
      namespace: 'orders',
      name: 'stream',
    };
    const { request: created } = await client.createCluster(body, {
      idempotencyKey: 'from-client',
    });
    expect((await client.getRequest(created.id)).request.state).toBe(
      'accepted',
    );
    expect(
      (await client.planCluster({ ...body, name: 'more' })).plan.feasible,
    ).toBe(true);
    const first = await client.getCluster(ref);
    expect(await client.getCluster(ref)).toBe(first);
    expect(
      (await client.getManifest(ref)).documents.map(({ kind }) => kind),
    ).toEqual(['KafkaCluster', 'ZookeeperCluster']);
    expect(
      (await client.listTargets()).items.map(({ namespace }) => namespace),
    ).toEqual(['orders']);
    expect(
      (
        await client.listClusters({
          health: ['progressing', 'healthy'],
          search: 'str',
          unowned: false,
        })
      ).totalCount,
    ).toBe(1);
    expect((await client.discardRequest(created.id)).request.state).toBe(
      'discarded',
    );
    await expect(client.getCluster(ref)).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotFoundError' },
    });
    await expect(client.listInventory()).rejects.toMatchObject({
      cause: { name: 'NotAllowedError' },
    });
    expect(fetched).toEqual([
      201, 200, 200, 200, 304, 200, 200, 200, 202, 404, 403,
    ]);
    await new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
});

/** Every route of a router, as Express keeps them. */
function listRoutes(router: unknown): string[] {
  const stack =
    isRecord(router) || typeof router === 'function'
      ? Reflect.get(router, 'stack')
      : undefined;
  return (Array.isArray(stack) ? stack : []).flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map(method => `${method} ${route.path}`)
      : listRoutes(handle),
  );
}
