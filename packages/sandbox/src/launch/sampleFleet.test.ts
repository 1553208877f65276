import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CustomObjectsApi } from '@kubernetes/client-node';
import { objectsAt, textAt } from '../apiserver/json';
import { Sandbox, startSandbox } from './startSandbox';

// The fleet lives through its years in seconds; a busy machine may take longer.
const PATIENCE_MS = 120_000;

describe('a sandbox with its sample fleet', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function clustersOf(sandbox: Sandbox): Promise<string[]> {
    const { KubeConfig, CustomObjectsApi: Api } = await import(
      '@kubernetes/client-node'
    );
    const found: string[] = [];
    for (const name of ['dev', 'prod']) {
      const config = new KubeConfig();
      config.loadFromFile(sandbox.portalKubeconfigPath ?? '');
      config.setCurrentContext(name);
      const api: CustomObjectsApi = config.makeApiClient(Api);
      const list: unknown = await api.listCustomObjectForAllNamespaces({
        group: 'kafka.banzaicloud.io',
        version: 'v1beta1',
        plural: 'kafkaclusters',
      });
      found.push(
        ...objectsAt(list, 'items').map(item =>
          [
            name,
            textAt(item, 'metadata', 'name'),
            textAt(item, 'status', 'state'),
          ].join(' '),
        ),
      );
    }
    return found;
  }

  it(
    'shows it to the portal, and as it was after a restart',
    async () => {
      const first = await startSandbox({ dataDir: folder });
      const wanted = [
        'dev kafka-old',
        'dev orders-dev',
        'dev orders-events',
        'prod audit-trail',
        'prod clickstream',
        'prod payments-ledger',
      ];
      try {
        await first.fleet;
        const clusters = await clustersOf(first);
        expect(
          clusters.map(one => one.split(' ').slice(0, 2).join(' ')).sort(),
        ).toEqual(wanted);
        expect(clusters).toContain('dev orders-events ClusterRollingUpgrading');
        expect(clusters).toContain('prod clickstream ClusterRollingUpgrading');
      } finally {
        await first.stop();
      }
      const second = await startSandbox({ dataDir: folder });
      try {
        await second.fleet;
        expect(await clustersOf(second)).toHaveLength(wanted.length);
      } finally {
        await second.stop();
      }
    },
    PATIENCE_MS,
  );

  it('can be stopped while it comes to life', async () => {
    const sandbox = await startSandbox({ dataDir: folder });
    await sandbox.stop();
    await expect(sandbox.fleet).rejects.toThrow();
  });
});
