import { at, JsonObject, objectAt } from '../json';
import { TestServer } from '../testServer';
import { CONFIG_MAPS, configMap, pod, PODS } from './fixtures';

const NAMESPACE = '/api/v1/namespaces/team';
const CLAIMS = `${NAMESPACE}/persistentvolumeclaims`;

function sized(name: string, cpu: string, memory = '1Gi'): JsonObject {
  return pod(name, {
    containers: [
      {
        name: 'main',
        image: 'web:1',
        resources: { requests: { cpu, memory } },
      },
    ],
  });
}

function claim(name: string, storage: string, storageClassName: string) {
  return {
    metadata: { name },
    spec: {
      storageClassName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
    },
  };
}

describe('admission', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await server.create('/api/v1/namespaces', { metadata: { name: 'team' } });
    for (const [name, allowVolumeExpansion] of [
      ['ssd', true],
      ['fixed', false],
    ]) {
      await server.create('/apis/storage.k8s.io/v1/storageclasses', {
        metadata: { name },
        provisioner: 'sandbox',
        allowVolumeExpansion,
      });
    }
    await server.create(`${NAMESPACE}/resourcequotas`, {
      metadata: { name: 'team' },
      spec: {
        hard: {
          'requests.cpu': '2',
          'requests.memory': '8Gi',
          'requests.storage': '100Gi',
          pods: '3',
          persistentvolumeclaims: '3',
          'count/configmaps': '2',
          'fixed.storageclass.storage.k8s.io/requests.storage': '0',
        },
      },
    });
  });
  afterAll(() => server.stop());

  const quota = async () =>
    (await server.get(`${NAMESPACE}/resourcequotas/team`)).body;

  it('refuses pods that exceed the quota, in the real words', async () => {
    const pods = `${NAMESPACE}/pods`;
    expect((await server.create(pods, sized('a', '1500m'))).code).toBe(201);
    const refused = await server.create(pods, sized('b', '1'));
    expect([refused.code, refused.body.message]).toEqual([
      403,
      'pods "b" is forbidden: exceeded quota: team, requested: requests.cpu=1, used: requests.cpu=1500m, limited: requests.cpu=2',
    ]);
    const silent = await server.create(pods, pod('c'));
    expect(silent.body.message).toBe(
      'pods "c" is forbidden: failed quota: team: must specify requests.cpu for: main; requests.memory for: main',
    );
    expect(at(await quota(), 'status', 'used')).toMatchObject({
      'requests.cpu': '1500m',
      'requests.memory': '1Gi',
      pods: '1',
    });
    await server.call('DELETE', `${pods}/a`);
    expect((await server.create(pods, sized('b', '2'))).code).toBe(201);
  });

  it('counts storage, also by class, and growth', async () => {
    await server.create(CLAIMS, claim('one', '60Gi', 'ssd'));
    const more = await server.create(CLAIMS, claim('two', '50Gi', 'ssd'));
    expect(more.body.message).toBe(
      'persistentvolumeclaims "two" is forbidden: exceeded quota: team, requested: requests.storage=50Gi, used: requests.storage=60Gi, limited: requests.storage=100Gi',
    );
    const classed = await server.create(CLAIMS, claim('two', '1Gi', 'fixed'));
    expect(classed.body.message).toContain(
      'limited: fixed.storageclass.storage.k8s.io/requests.storage=0',
    );
    await server.patch(`${CLAIMS}/one/status`, { status: { phase: 'Bound' } });
    const grow = (storage: string) =>
      server.patch(`${CLAIMS}/one`, {
        spec: { resources: { requests: { storage } } },
      });
    expect((await grow('120Gi')).body.message).toContain('exceeded quota');
    expect((await grow('90Gi')).code).toBe(200);
    expect((await grow('10Gi')).body.message).toContain(
      'field can not be less than status.capacity',
    );
  });

  it('counts objects of any kind', async () => {
    const maps = `${NAMESPACE}/configmaps`;
    await server.create(maps, configMap('1'));
    await server.create(maps, configMap('2'));
    const { code, body } = await server.create(maps, configMap('3'));
    expect([code, body.message]).toEqual([
      403,
      'configmaps "3" is forbidden: exceeded quota: team, requested: count/configmaps=1, used: count/configmaps=2, limited: count/configmaps=2',
    ]);
  });

  it('grows volumes only where their class allows it', async () => {
    const claims = '/api/v1/namespaces/default/persistentvolumeclaims';
    await server.create(claims, claim('fixed', '1Gi', 'fixed'));
    await server.patch(`${claims}/fixed/status`, {
      status: { phase: 'Bound' },
    });
    const answer = await server.patch(`${claims}/fixed`, {
      spec: { resources: { requests: { storage: '2Gi' } } },
    });
    expect([answer.code, answer.body.message]).toEqual([
      403,
      'persistentvolumeclaims "fixed" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    ]);
  });

  it('fills in what a LimitRange gives', async () => {
    await server.create('/api/v1/namespaces', {
      metadata: { name: 'limited' },
    });
    await server.create('/api/v1/namespaces/limited/limitranges', {
      metadata: { name: 'defaults' },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { cpu: '500m' },
            defaultRequest: { cpu: '100m' },
            max: { cpu: '1' },
          },
        ],
      },
    });
    const pods = '/api/v1/namespaces/limited/pods';
    const { body } = await server.create(pods, pod('p'));
    const [container] = (objectAt(body, 'spec')?.containers ??
      []) as JsonObject[];
    expect(container.resources).toEqual({
      limits: { cpu: '500m' },
      requests: { cpu: '100m' },
    });
    const greedy = pod('q', {
      containers: [
        { name: 'm', image: 'i', resources: { limits: { cpu: '2' } } },
      ],
    });
    expect((await server.create(pods, greedy)).body.message).toBe(
      'pods "q" is forbidden: maximum cpu usage per Container is 1, but limit is 2',
    );
  });

  it('is refused by a webhook while that fault is set', async () => {
    const denyWebhook = {
      name: 'policy.example.com',
      message: 'not on a Friday',
      resource: 'configmaps',
    };
    await server.create('/sandbox/faults', { denyWebhook });
    const denied = await server.create(CONFIG_MAPS, configMap('friday'));
    expect([denied.code, denied.body.message]).toEqual([
      403,
      'admission webhook "policy.example.com" denied the request: not on a Friday',
    ]);
    expect((await server.create(PODS, pod('other'))).code).toBe(201);
    await server.create('/sandbox/faults', { denyWebhook: null });
    expect((await server.create(CONFIG_MAPS, configMap('friday'))).code).toBe(
      201,
    );
  });
});
