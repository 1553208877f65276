import { mockCredentials } from '@backstage/backend-test-utils';
import { people } from '../services/__testUtils__/people';
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
  send,
  type Route,
} from './__testUtils__/calls';

const absentName = 'nothing';
const absentId = '00000000-0000-4000-8000-000000000000';

describe('answers with stacks, as a backend under development gives them', () => {
  let scene: Scene;
  let env: jest.ReplaceProperty<string | undefined>;

  beforeEach(async () => {
    env = jest.replaceProperty(process.env, 'NODE_ENV', 'development');
    scene = await createScene();
    putTarget(scene.kubernetes, 'dev', 'orders', 'group:default/orders');
    putTarget(scene.kubernetes, 'dev', 'payments', 'group:default/payments');
    putCluster(scene.kubernetes, 'dev', 'payments', 'ledger');
  });

  afterEach(async () => {
    env.restore();
    await scene.stop();
  });

  const read = async (route: Route, secret: string) => {
    const { status, text } = await send(
      createApp(scene),
      route,
      callers['the team'],
    );
    return `${status} ${text.replaceAll(secret, '<it>')}`;
  };

  it.each([
    ['get', '/clusters/dev/payments/<it>'],
    ['get', '/clusters/dev/payments/<it>/manifest'],
  ] as const)(
    'are the same for a hidden cluster and for none: %s %s',
    async (method, path) => {
      const ask = (name: string) =>
        read({ method, path: path.replace('<it>', name) }, name);
      const hidden = await ask('ledger');
      expect(hidden).toMatch(/^404 .*"stack":"NotFoundError: .* at /s);
      expect(hidden).toBe(await ask(absentName));
    },
  );

  it.each([
    ['get', '/requests/<it>'],
    ['post', '/requests/<it>/discard'],
  ] as const)(
    "are the same for another team's request and for none: %s %s",
    async (method, path) => {
      const { id } = await scene.provisioning.createCluster(
        {
          ...body,
          target: { kubernetesCluster: 'dev', namespace: 'payments' },
        },
        {
          credentials: mockCredentials.user(people.pablo),
          idempotencyKey: 'theirs',
        },
      );
      const ask = (which: string) =>
        read({ method, path: path.replace('<it>', which) }, which);
      const hidden = await ask(id);
      expect(hidden).toMatch(/^404 .*"stack":"NotFoundError: .* at /s);
      expect(hidden).toBe(await ask(absentId));
    },
  );

  it.each([
    ['/plans', {}],
    ['/requests', { 'idempotency-key': 'mine' }],
    ['/requests?dryRun=true', { 'idempotency-key': 'mine' }],
  ])(
    'are the same for a target of another team and for none: post %s',
    async (path, headers) => {
      const ask = (namespace: string) =>
        read(
          {
            method: 'post',
            path,
            headers,
            body: { ...body, target: { kubernetesCluster: 'dev', namespace } },
          },
          namespace,
        );
      const hidden = await ask('payments');
      expect(hidden).toContain('target-not-allowed');
      expect(hidden).toBe(await ask(absentName));
    },
  );
});
