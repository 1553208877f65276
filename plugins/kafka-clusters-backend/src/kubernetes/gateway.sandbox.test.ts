import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@kafka-clusters/sandbox';
import type {
  KubernetesObject,
  KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { pods, startGateway, stopAll } from './__testUtils__/setup';
import { advanceUntil, ManualClock, waitFor } from './__testUtils__/clocks';
import { caught } from './__testUtils__/direct';
import { getKubernetesFailure } from './errors';
import type { KubernetesClusterConfig } from './types';

const configMaps: KubernetesResource = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
const widgets: KubernetesResource = {
  group: 'example.io',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  namespaced: true,
};
const definitions: KubernetesResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
};
const widgetDefinition: KubernetesObject = {
  metadata: { name: 'widgets.example.io' },
  spec: {
    group: 'example.io',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: { size: { type: 'integer', minimum: 1 } },
              },
            },
          },
        },
      },
    ],
  },
};

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ controllers: false, empty: true });
});

afterEach(async () => {
  await stopAll();
  await sandbox.stop();
});

function toConfig(name: 'dev' | 'prod'): KubernetesClusterConfig {
  const { url, caData, adminToken } = sandbox.clusters[name];
  return {
    name,
    connection: { type: 'url', url, caData, token: adminToken },
  };
}

async function start() {
  const clock = new ManualClock();
  const gateway = await startGateway({
    kubernetesClusters: [toConfig('dev'), toConfig('prod')],
    resources: [configMaps, widgets],
    clock,
  });
  const state = (index: number) => gateway.listKubernetesClusters()[index];
  await waitFor(() => state(0).state === 'live' && state(1).state === 'live');
  const at = (name: string) => ({
    kubernetesCluster: 'dev',
    resource: configMaps,
    namespace: 'default',
    name,
  });
  const create = (name: string, options?: { dryRun: boolean }) =>
    gateway.create(
      'dev',
      configMaps,
      { metadata: { namespace: 'default', name }, data: { a: '1' } },
      options,
    );
  return { clock, gateway, state, at, create };
}

describe('against the sandbox, a server with rules of its own', () => {
  it('writes, and sees what it wrote', async () => {
    const { gateway, at, create } = await start();
    await create('rehearsed', { dryRun: true });
    const made = await create('one');
    await waitFor(() => gateway.find(at('one')) !== undefined);
    expect(gateway.find(at('rehearsed'))).toBeUndefined();
    expect(made.metadata.managedFields?.[0]?.manager).toBe('kafka-clusters');
    expect(await caught(create('one'))).toMatchObject({
      name: 'ConflictError',
    });

    await gateway.patch(at('one'), [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: '2' },
    ]);
    await waitFor(
      () => JSON.stringify(gateway.find(at('one'))?.data) === '{"a":"2"}',
    );
    const lost = gateway.patch(at('one'), [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: '3' },
    ]);
    expect(await caught(lost)).toMatchObject({ name: 'ConflictError' });

    const stranger = gateway.delete(at('one'), { uid: 'somebody-else' });
    expect(await caught(stranger)).toMatchObject({ name: 'ConflictError' });
    await gateway.delete(at('one'), { uid: made.metadata.uid });
    await waitFor(() => gateway.find(at('one')) === undefined);
    expect(await caught(gateway.get(at('one')))).toMatchObject({
      name: 'NotFoundError',
    });
    await expect(
      gateway.reviewAccess('dev', { verb: 'create', resource: configMaps }),
    ).resolves.toBe(true);
  });

  it('watches a type from the moment that it is installed, with the causes of a refusal', async () => {
    const { clock, gateway, state } = await start();
    const type = () => state(0).resources['example.io/widgets'].state;
    await waitFor(() => type() === 'absent');
    await gateway.create('dev', definitions, widgetDefinition);
    await advanceUntil(clock, () => type() === 'live', {
      limit: 46_000,
      step: 1_000,
    });
    const create = (name: string, size: number) =>
      gateway.create('dev', widgets, {
        metadata: { namespace: 'default', name },
        spec: { size },
      });
    const refused = await caught(create('small', 0));
    expect(refused).toMatchObject({ name: 'InputError' });
    expect(getKubernetesFailure(refused)?.causes).toMatchObject([
      { field: 'spec.size' },
    ]);
    await create('fine', 1);
    await waitFor(() => gateway.list('dev', widgets).length === 1);
    await gateway.delete(
      {
        kubernetesCluster: 'dev',
        resource: definitions,
        name: 'widgets.example.io',
      },
      {},
    );
    await advanceUntil(clock, () => gateway.list('dev', widgets).length === 0, {
      limit: 60_000,
      step: 1_000,
    });
  });

  it('works with a kubeconfig and the least rights of a portal', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kafka-clusters-'));
    const own = await startSandbox({
      dataDir,
      controllers: false,
      empty: true,
    });
    try {
      const gateway = await startGateway({
        kubernetesClusters: [
          {
            name: 'dev',
            connection: {
              type: 'kubeconfig',
              path: own.portalKubeconfigPath ?? '',
            },
          },
        ],
        resources: [configMaps, pods],
      });
      const status = () => gateway.listKubernetesClusters()[0];
      await waitFor(
        () => status().resources['/configmaps'].state === 'forbidden',
      );
      await waitFor(() => status().resources['/pods'].state === 'live');
      expect(status().state).toBe('live');
      await expect(
        gateway.reviewAccess('dev', { verb: 'list', resource: configMaps }),
      ).resolves.toBe(false);
    } finally {
      await stopAll();
      await own.stop();
      await rm(dataDir, { recursive: true });
    }
  });

  it('goes on after cut watches, a hanging server, one that asks to wait, and a revoked token', async () => {
    const { clock, gateway, state, at, create } = await start();
    const { faults } = sandbox.clusters.dev;
    const live = () =>
      advanceUntil(clock, () => state(0).state === 'live', {
        limit: 45_000,
        step: 500,
      });
    faults.cutWatches();
    await create('cut');
    await advanceUntil(clock, () => gateway.find(at('cut')) !== undefined, {
      limit: 5_000,
    });

    faults.set({ hang: true });
    await advanceUntil(clock, () => state(0).state === 'unreachable', {
      limit: 60_000,
      step: 500,
    });
    expect(gateway.find(at('cut'))).toBeDefined();
    expect(state(1).state).toBe('live');
    faults.heal();
    await live();

    faults.set({ refuse: { status: 429, retryAfterSeconds: 5 } });
    faults.cutWatches();
    await advanceUntil(clock, () => state(0).state === 'stale', {
      limit: 5_000,
    });
    faults.heal();
    await live();

    faults.set({ revokedUsers: ['kubernetes-admin'] });
    faults.cutWatches();
    await advanceUntil(clock, () => state(0).state === 'unauthorized', {
      limit: 31_000,
    });
    faults.heal();
    await live();
    await create('after');
    await waitFor(() => gateway.find(at('after')) !== undefined);
    expect(state(1).state).toBe('live');
  });
});
