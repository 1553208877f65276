import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import {
  readDefinitions,
  RealKubernetes,
} from '../__testUtils__/realKubernetes';
import { waitFor } from './__testUtils__/clocks';
import { caught } from './__testUtils__/direct';
import {
  kafkaClusters,
  kafkaClustersPath,
  pods,
  podsPath,
  startGateway,
  stopAll,
} from './__testUtils__/setup';
import { getKubernetesFailure } from './errors';

jest.setTimeout(120_000);

const NAMESPACE = 'orders';
const types = [
  { resource: kafkaClusters, path: kafkaClustersPath },
  { resource: pods, path: podsPath },
] as const;

function inNamespace(path: string, name = '') {
  const [, before, plural] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  return `${before}/namespaces/${NAMESPACE}/${plural}${name && `/${name}`}`;
}

const bodies = {
  [podsPath]: (name: string) => ({
    metadata: { name },
    spec: { containers: [{ name: 'kafka', image: 'kafka:1' }] },
  }),
  [kafkaClustersPath]: (name: string) => ({
    apiVersion: 'kafka.banzaicloud.io/v1beta1',
    kind: 'KafkaCluster',
    metadata: { name },
    spec: {
      headlessServiceEnabled: true,
      brokers: [],
      oneBrokerPerNode: false,
      cruiseControlConfig: {},
      listenersConfig: { internalListeners: [] },
      rollingUpgradeConfig: { failureThreshold: 1 },
    },
  }),
};

/** What tells one version of one object from any other. */
function versionOf({ metadata }: KubernetesObject) {
  return `${metadata.namespace}/${metadata.name} ${metadata.uid} ${metadata.resourceVersion}`;
}

describe('the gateway on a real API server', () => {
  let kubernetes: RealKubernetes;

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start({
      controllers: false,
      definitions: readDefinitions(['koperator-adobe']),
    });
    await kubernetes.admin.succeed('POST', '/api/v1/namespaces', {
      body: { metadata: { name: NAMESPACE } },
    });
  });

  afterEach(stopAll);
  afterAll(() => kubernetes?.stop());

  async function start() {
    const { url, caData, token } = kubernetes.addressOf('admin');
    const gateway = await startGateway({
      kubernetesClusters: [
        { name: 'real', connection: { type: 'url', url, caData, token } },
      ],
      resources: types.map(({ resource }) => resource),
    });
    const isLive = () => gateway.listKubernetesClusters()[0].state === 'live';
    return { gateway, isLive };
  }

  async function listServer(path: string): Promise<string[]> {
    const { items } = await kubernetes.admin.succeed('GET', path);
    return (items as KubernetesObject[]).map(versionOf).sort();
  }

  /** The n-th of a row of changes: objects come, change and go, ten of each type. */
  async function change(n: number) {
    const { path } = types[n % 2];
    const name = `object-${Math.floor(n / 2) % 10}`;
    const own = inNamespace(path, name);
    const { admin } = kubernetes;
    const { code } = await admin.call('GET', own);
    if (code === 404) {
      await admin.succeed('POST', inNamespace(path), {
        body: bodies[path](name),
      });
    } else if (n % 7 === 0) {
      await admin.succeed('DELETE', `${own}?gracePeriodSeconds=0`);
    } else {
      await admin.succeed('PATCH', own, {
        type: 'application/merge-patch+json',
        body: { metadata: { annotations: { change: `${n}` } } },
      });
    }
  }

  it('follows a hundred changes through two kills of the API server, and ends with exactly what is there', async () => {
    const { gateway, isLive } = await start();
    await waitFor(isLive);
    const told = new Map<string, string>();
    const broken: string[] = [];
    gateway.subscribe(event => {
      if (event.type !== 'object') {
        return;
      }
      const key = `${event.resource.plural} ${event.name}`;
      const before = event.previous && versionOf(event.previous);
      if (told.get(key) !== before) {
        broken.push(`${key}: ${told.get(key)} was told, not ${before}`);
      }
      if (event.current) {
        told.set(key, versionOf(event.current));
      } else {
        told.delete(key);
      }
    });

    for (let n = 0; n < 40; n++) {
      await change(n);
    }
    await kubernetes.kill9ApiServer();
    await waitFor(() => !isLive());
    const known = gateway.list('real', pods).length;
    expect(known).toBeGreaterThan(0);
    await kubernetes.restartApiServer();
    for (let n = 40; n < 70; n++) {
      await change(n);
    }

    // In the middle of changes of which nobody learns whether they were made.
    const underWay = Array.from({ length: 10 }, (_, n) =>
      change(70 + n).catch(() => undefined),
    );
    await Promise.race(underWay);
    await kubernetes.kill9ApiServer();
    await Promise.all(underWay);
    await kubernetes.restartApiServer();
    for (let n = 80; n < 100; n++) {
      await change(n);
    }

    for (const { resource, path } of types) {
      const server = await listServer(path);
      expect(server.length).toBeGreaterThan(0);
      const own = () => gateway.list('real', resource).map(versionOf).sort();
      await waitFor(() => isLive() && own().join() === server.join());
      expect(own()).toEqual(server);
      const heard = () =>
        [...told]
          .filter(([key]) => key.startsWith(`${resource.plural} `))
          .map(([, version]) => version)
          .sort();
      await waitFor(() => heard().join() === server.join());
    }
    expect(broken).toEqual([]);
  });

  it('writes, and names what the server refuses', async () => {
    const { gateway } = await start();
    const at = (name: string) => ({
      kubernetesCluster: 'real',
      resource: kafkaClusters,
      namespace: NAMESPACE,
      name,
    });
    const body = (name: string): KubernetesObject => {
      const { metadata, spec } = bodies[kafkaClustersPath](name);
      return { metadata: { ...metadata, namespace: NAMESPACE }, spec };
    };
    const create = (object: KubernetesObject, options?: { dryRun: true }) =>
      gateway.create('real', kafkaClusters, object, options);

    await create(body('written'), { dryRun: true });
    expect(await caught(gateway.get(at('written')))).toMatchObject({
      name: 'NotFoundError',
    });
    const { metadata } = await create(body('written'));
    expect(metadata.managedFields?.[0]?.manager).toBe('kafka-clusters');
    expect(await caught(create(body('written')))).toMatchObject({
      name: 'ConflictError',
    });

    const invalid = await caught(
      create({ ...body('other'), spec: { brokers: 'none' } }),
    );
    expect(invalid).toMatchObject({ name: 'InputError' });
    expect(
      getKubernetesFailure(invalid)?.causes.map(({ field }) => field),
    ).toContain('spec.brokers');

    const test = (was: boolean) =>
      gateway.patch(at('written'), [
        { op: 'test', path: '/spec/oneBrokerPerNode', value: was },
        { op: 'replace', path: '/spec/oneBrokerPerNode', value: !was },
      ]);
    await test(false);
    expect(await caught(test(false))).toMatchObject({ name: 'ConflictError' });

    expect(
      await caught(gateway.delete(at('written'), { uid: 'somebody-else' })),
    ).toMatchObject({ name: 'ConflictError' });
    await gateway.delete(at('written'), { uid: metadata.uid });
    expect(await caught(gateway.get(at('written')))).toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('tells an account without rights from one that is not known', async () => {
    const { url, caData, token } = kubernetes.addressOf('portal');
    const gateway = await startGateway({
      kubernetesClusters: [
        { name: 'real', connection: { type: 'url', url, caData, token } },
        {
          name: 'stranger',
          connection: { type: 'url', url, caData, token: 'not-known' },
        },
      ],
      resources: [pods],
    });
    const status = (index: number) => gateway.listKubernetesClusters()[index];
    await waitFor(() => status(0).resources['/pods'].state === 'forbidden');
    await waitFor(() => status(1).state === 'unauthorized');
    await expect(
      gateway.reviewAccess('real', { verb: 'list', resource: pods }),
    ).resolves.toBe(false);
  });
});
