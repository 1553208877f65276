import { randomBytes } from 'node:crypto';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { startSandbox, type Sandbox } from '@kafka-clusters/sandbox';
import type { Knex } from 'knex';
import { Agent, fetch } from 'undici';
import { startPortalOn, until } from './__testUtils__/portal';

const password = randomBytes(12).toString('hex');
const path = '/clusters/dev/legacy/kafka-olm';

const spec = {
  zkAddress: 'zookeeper.example.com:2181/kafka',
  brokerConfigs: [
    {
      id: 0,
      image: 'banzaicloud/kafka:2.13-2.4.0',
      zkUsername: 'super',
      zkPassword: password,
      kafkaHeapOpts: '-Xmx4096m -Xms4096m',
      resourceReqs: {
        limits: { cpu: '2', memory: '8Gi' },
        requests: { cpu: '500m', memory: '256Mi' },
      },
    },
  ],
  listenersConfig: {
    internalListeners: [
      { type: 'plaintext', name: 'plaintext', containerPort: 29092 },
    ],
  },
};

describe('the password of a cluster of the time before 0.6', () => {
  let sandbox: Sandbox;
  let knex: Knex;
  const lines: unknown[] = [];
  const sent = jest.fn().mockResolvedValue(undefined);
  const published = jest.fn().mockResolvedValue(undefined);
  const auditor = mockServices.auditor.mock();
  const write =
    (level: string) =>
    (...line: unknown[]) => {
      lines.push([level, ...line.map(String)]);
    };
  const logger: LoggerService = {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: () => logger,
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ empty: true, speed: 20 });
    const { default: createKnex } = await import('knex');
    knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    auditor.createEvent.mockResolvedValue({
      success: jest.fn().mockResolvedValue(undefined),
      fail: jest.fn().mockResolvedValue(undefined),
    });
    await asAdmin('/api/v1/namespaces', { metadata: { name: 'legacy' } });
    const applied = {
      apiVersion: 'banzaicloud.banzaicloud.io/v1alpha1',
      kind: 'KafkaCluster',
      metadata: { name: 'kafka-olm', namespace: 'legacy' },
      spec,
    };
    await asAdmin(
      '/apis/banzaicloud.banzaicloud.io/v1alpha1/namespaces/legacy/kafkaclusters',
      {
        ...applied,
        metadata: {
          ...applied.metadata,
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration':
              JSON.stringify(applied),
          },
        },
      },
    );
    await asAdmin('/api/v1/namespaces/legacy/events', {
      metadata: { name: 'said', namespace: 'legacy' },
      involvedObject: {
        kind: 'KafkaCluster',
        name: 'kafka-olm',
        namespace: 'legacy',
      },
      type: 'Warning',
      reason: 'Failed',
      message: `cannot log in: zkPassword=${password}`,
    });
  });

  afterAll(async () => {
    await sandbox.stop();
    await knex.destroy();
  });

  async function asAdmin(where: string, body: object) {
    const { url, caData, adminToken } = sandbox.clusters.dev;
    const dispatcher = new Agent({ connect: { ca: caData } });
    const response = await fetch(`${url}${where}`, {
      method: 'POST',
      dispatcher,
      headers: {
        authorization: `Bearer ${adminToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const answer = await response.text();
    await dispatcher.close();
    if (!response.ok) {
      throw new Error(answer);
    }
  }

  async function startPortal() {
    const { petra, dana, service } = await startPortalOn(
      Object.values(sandbox.clusters).map(
        ({ name, url, caData, portalToken }) => ({
          name,
          url,
          caData,
          token: portalToken,
        }),
      ),
      { send: sent, publish: published },
      [
        mockServices.database.factory({ knex }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => auditor,
        }),
      ],
    );
    return { petra: petra.get, dana: dana.get, catalog: service.get };
  }

  async function dumpDatabase(): Promise<string> {
    const tables: { name: string }[] = await knex('sqlite_master')
      .where({ type: 'table' })
      .select('name');
    const rows = await Promise.all(
      tables.map(async ({ name }) => [name, await knex(name).select()]),
    );
    return JSON.stringify(rows);
  }

  it('is in no answer, record, line of the log or audit, message or signal', async () => {
    const { petra, dana, catalog } = await startPortal();
    // Lists of types come one by one; the answers are worth searching once its events are known too.
    await until(
      () => petra(path),
      ({ status, body }) => status === 200 && body.cluster.events.length > 0,
    );
    const answers = {
      fleet: await petra('/clusters'),
      searched: await petra(`/clusters?search=${password}`),
      detail: await petra(path),
      manifest: await petra(`${path}/manifest`),
      targets: await petra('/targets'),
      inventory: await catalog('/inventory'),
      refused: await petra(`/clusters?finding=${password}`),
      hidden: await dana(path),
      hiddenManifest: await dana(`${path}/manifest`),
    };
    expect(answers.detail.body.cluster).toMatchObject({
      operator: { id: 'koperator-0.5' },
      ownership: { state: 'unowned' },
      events: [{ message: expect.stringContaining('<redacted>') }],
    });
    expect(answers.fleet.body.items[0].findingIds).toContain(
      'password-in-clear-text',
    );
    expect(answers.manifest.body.documents[0].yaml).toContain(
      'zkPassword: <redacted>',
    );
    expect(answers.manifest.body.documents[0].yaml).not.toContain(
      'last-applied',
    );
    expect(answers.inventory.body.items).toHaveLength(1);
    expect(answers.searched.body.totalCount).toBe(0);
    expect(answers.refused.status).toBe(400);
    expect([answers.hidden.status, answers.hiddenManifest.status]).toEqual([
      404, 404,
    ]);
    // What was asked for by the password itself repeats the question alone.
    const { refused, ...others } = answers;
    for (const [name, { text }] of Object.entries(others)) {
      expect([name, text.includes(password)]).toEqual([name, false]);
    }
    const database = await dumpDatabase();
    expect(database).toContain('knex_migrations');
    expect(database).not.toContain(password);
    const written = JSON.stringify([
      lines,
      auditor.createEvent.mock.calls,
      sent.mock.calls,
      published.mock.calls,
    ]);
    expect(written).not.toContain(password);
  });
});
