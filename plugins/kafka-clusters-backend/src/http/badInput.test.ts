import type express from 'express';
import request from 'supertest';
import {
  createScene,
  putTarget,
  type Scene,
} from '../services/__testUtils__/scene';
import {
  body,
  callers,
  createApp,
  send,
  type Route,
} from './__testUtils__/calls';

describe('bad input', () => {
  let scene: Scene;
  let app: express.Express;

  beforeEach(async () => {
    scene = await createScene();
    putTarget(scene.kubernetes, 'dev', 'orders', 'group:default/orders');
    app = createApp(scene);
  });

  afterEach(() => scene.stop());

  const bad: readonly (readonly [string, Route, RegExp])[] = [
    [
      'a namespace that climbs',
      { method: 'get', path: '/clusters/dev/..%2f..%2fsecrets/x' },
      /namespace/,
    ],
    [
      'a name with a query',
      { method: 'get', path: '/clusters/dev/orders/a%3Fwatch=1' },
      /name/,
    ],
    [
      'a name with NUL',
      { method: 'get', path: '/clusters/dev/orders/a%00' },
      /name/,
    ],
    [
      'a name of 254 characters',
      { method: 'get', path: `/clusters/dev/orders/${'a'.repeat(254)}` },
      /name/,
    ],
    [
      'a Kubernetes cluster in upper case',
      { method: 'get', path: '/clusters/DEV/orders/a' },
      /kubernetesCluster/,
    ],
    [
      'an unknown state',
      { method: 'get', path: '/clusters?health=fine' },
      /health/,
    ],
    [
      'too large a page',
      { method: 'get', path: '/clusters?limit=100000' },
      /limit/,
    ],
    [
      'a negative offset',
      { method: 'get', path: '/clusters?offset=-1' },
      /offset/,
    ],
    [
      'an object where a text belongs',
      { method: 'get', path: '/clusters?search[a]=b' },
      /search/,
    ],
    ['a request id that is none', { method: 'get', path: '/requests/1' }, /id/],
    [
      'no idempotency key',
      { method: 'post', path: '/requests', body },
      /idempotency-key/,
    ],
    ['no body', { method: 'post', path: '/plans' }, /expected object/],
    [
      'an unknown field',
      { method: 'post', path: '/plans', body: { ...body, force: true } },
      /force/,
    ],
    [
      'several wrong fields',
      {
        method: 'post',
        path: '/plans',
        body: { ...body, name: 'Not A Name', size: 'huge', brokers: 1 },
      },
      /name[\s\S]*size[\s\S]*brokers|brokers[\s\S]*name|name[\s\S]*brokers/,
    ],
    [
      'a namespace that climbs in the body',
      {
        method: 'post',
        path: '/plans',
        body: {
          ...body,
          target: { kubernetesCluster: 'dev', namespace: '../kube-system' },
        },
      },
      /namespace/,
    ],
  ];

  it.each(bad)(
    'refuses %s before anything is asked',
    async (_, route, message) => {
      scene.kubernetes.requests.length = 0;
      const answer = await send(app, route, callers['the platform role']);
      expect([answer.status, answer.body.error?.name]).toEqual([
        400,
        'InputError',
      ]);
      expect(answer.body.error.message).toMatch(message);
      expect(scene.kubernetes.requests).toEqual([]);
    },
  );

  it('refuses a body that is no JSON, or too large', async () => {
    const broken = await request(app)
      .post('/plans')
      .set('authorization', callers['the team'])
      .set('content-type', 'application/json')
      .send('{"name": ');
    expect([broken.status, broken.body.error.name]).toEqual([
      400,
      'InputError',
    ]);
    const large = await send(
      app,
      {
        method: 'post',
        path: '/plans',
        body: { ...body, name: 'x'.repeat(100_000) },
      },
      callers['the team'],
    );
    expect(large.status).toBe(413);
  });

  it('asks who it is before it looks at anything', async () => {
    const answer = await send(
      app,
      { method: 'post', path: '/requests', body: { nonsense: true } },
      callers.nobody,
    );
    expect(answer.status).toBe(401);
  });
});
