import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { DataFolder } from './DataFolder';
import { startSandbox } from './startSandbox';

describe('startSandbox', () => {
  let folder: string;
  let kubernetes: typeof import('@kubernetes/client-node');
  beforeAll(async () => {
    kubernetes = await import('@kubernetes/client-node');
  });
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const start = (reset = false) =>
    startSandbox({ dataDir: folder, controllers: false, empty: true, reset });

  function client(file: string | undefined, context: string): KubeConfig {
    const config = new kubernetes.KubeConfig();
    config.loadFromFile(file ?? '');
    config.setCurrentContext(context);
    return config;
  }

  it('is two clusters that an ordinary client reads by kubeconfig', async () => {
    const sandbox = await start();
    try {
      for (const name of ['dev', 'prod']) {
        const config = client(sandbox.kubeconfigPath, name);
        const core = config.makeApiClient(kubernetes.CoreV1Api);
        const { items } = await core.listNamespace();
        expect(items.map(item => item.metadata?.name)).toContain(
          'kafka-portal',
        );
        await core.createNamespace({
          body: { metadata: { name: `only-${name}` } },
        });
      }
      const core = client(sandbox.kubeconfigPath, 'dev').makeApiClient(
        kubernetes.CoreV1Api,
      );
      const { items } = await core.listNamespace();
      expect(items.map(item => item.metadata?.name)).not.toContain('only-prod');
    } finally {
      await sandbox.stop();
    }
  });

  it('gives the portal the least rights', async () => {
    const sandbox = await start();
    try {
      const config = client(sandbox.portalKubeconfigPath, 'dev');
      const reviews = config.makeApiClient(kubernetes.AuthorizationV1Api);
      const may = async (verb: string, group: string, resource: string) => {
        const { status } = await reviews.createSelfSubjectAccessReview({
          body: {
            spec: {
              resourceAttributes: { verb, group, resource, namespace: 'x' },
            },
          },
        });
        return status?.allowed;
      };
      expect(await may('watch', '', 'pods')).toBe(true);
      expect(await may('create', 'kafka.banzaicloud.io', 'kafkaclusters')).toBe(
        true,
      );
      expect(await may('list', '', 'secrets')).toBe(false);
      expect(await may('list', '', 'configmaps')).toBe(false);
      expect(await may('delete', '', 'pods')).toBe(false);
      const objects = config.makeApiClient(kubernetes.CustomObjectsApi);
      await expect(
        objects.listCustomObjectForAllNamespaces({
          group: 'kafka.banzaicloud.io',
          version: 'v1beta1',
          plural: 'kafkaclusters',
        }),
      ).rejects.toMatchObject({ code: 404 });
    } finally {
      await sandbox.stop();
    }
  });

  it('keeps addresses, tokens and objects over a restart, until reset', async () => {
    const first = await start();
    const core = client(first.kubeconfigPath, 'dev').makeApiClient(
      kubernetes.CoreV1Api,
    );
    await core.createNamespace({ body: { metadata: { name: 'kept' } } });
    await first.stop();

    const second = await start();
    expect(second.clusters.dev).toMatchObject({
      url: first.clusters.dev.url,
      adminToken: first.clusters.dev.adminToken,
      caData: first.clusters.dev.caData,
    });
    expect(await core.readNamespace({ name: 'kept' })).toBeDefined();
    await second.stop();

    const third = await start(true);
    expect(third.clusters.dev.adminToken).not.toBe(
      first.clusters.dev.adminToken,
    );
    await third.stop();
  });

  it('is alone in its folder, and keeps secrets from others', async () => {
    const sandbox = await start();
    fs.writeFileSync(path.join(folder, 'pid'), String(process.ppid));
    await expect(DataFolder.open(folder)).rejects.toThrow(/another sandbox/);
    for (const name of ['kubeconfig', 'identity.json']) {
      const { mode } = fs.statSync(path.join(folder, name));
      expect(mode.toString(8).slice(-3)).toBe('600');
    }
    await sandbox.stop();
  });

  it('does not take another process for the sandbox that crashed', async () => {
    const sandbox = await start();
    await sandbox.stop();
    fs.writeFileSync(path.join(folder, 'pid'), String(process.ppid));
    expect(await DataFolder.open(folder)).toBeDefined();
  });

  it('leaves files of others alone when it is reset', async () => {
    fs.writeFileSync(path.join(folder, 'thesis.txt'), 'years');
    const sandbox = await start(true);
    await sandbox.stop();
    expect(fs.readFileSync(path.join(folder, 'thesis.txt'), 'utf8')).toBe(
      'years',
    );
  });

  it('keeps nothing without a folder', async () => {
    const sandbox = await startSandbox({ controllers: false, empty: true });
    expect(sandbox.kubeconfigPath).toBeUndefined();
    await sandbox.stop();
  });
});
