import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ApiClient } from '../client/ApiClient';
import { HttpsConnection } from '../client/HttpsConnection';
import { Namespace } from '../client/objects';
import { RESOURCES } from '../client/resources';
import { isReady } from '../controllers/kubelet/startup';
import {
  KafkaCluster,
  KOPERATOR_RESOURCES,
} from '../controllers/koperator/types';
import { runFault } from '../faults/main';
import { Sandbox, startSandbox } from '../launch/startSandbox';
import { createSampleFleet } from './index';
import { isLegacyRunning, LEGACY_CLUSTERS } from './legacy';
import { SAMPLE_KAFKAS } from './samples';

jest.setTimeout(90_000);

describe('the sample fleet', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  const connections: HttpsConnection[] = [];

  function clientOf(name: 'dev' | 'prod'): ApiClient {
    const { url, caData, adminToken } = sandbox.clusters[name];
    const connection = HttpsConnection.create({
      url,
      ca: caData,
      token: adminToken,
    });
    connections.push(connection);
    return ApiClient.create(connection, 'tester/1');
  }

  beforeAll(async () => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sample-fleet-'));
    sandbox = await startSandbox({ dataDir, empty: true, speed: 20 });
    await createSampleFleet({ clusters: sandbox.clusters });
  });

  afterAll(async () => {
    connections.forEach(one => one.close());
    await sandbox.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  });

  const fault = (...args: string[]) =>
    runFault([...args, '--data-dir', dataDir]);

  async function brokers(name: keyof typeof SAMPLE_KAFKAS) {
    const { cluster, namespace } = SAMPLE_KAFKAS[name];
    const { items } = await clientOf(cluster).list(RESOURCES.pods, namespace);
    return items
      .filter(
        pod =>
          pod.metadata.labels?.kafka_cr === name &&
          pod.metadata.labels.app === 'kafka',
      )
      .sort((a, b) =>
        `${a.metadata.labels?.brokerId}`.localeCompare(
          `${b.metadata.labels?.brokerId}`,
        ),
      );
  }

  it('has seven clusters of three teams, two of them nobody owns', async () => {
    const namespaces: Namespace[] = [];
    const clusters: KafkaCluster[] = [];
    for (const name of ['dev', 'prod'] as const) {
      const client = clientOf(name);
      namespaces.push(...(await client.list(RESOURCES.namespaces)).items);
      clusters.push(
        ...(await client.list(KOPERATOR_RESOURCES.clusters)).items,
        ...((await client.list(LEGACY_CLUSTERS)).items as KafkaCluster[]),
      );
    }
    const teamsOf = (namespace: string | undefined) =>
      namespaces.find(one => one.metadata.name === namespace)?.metadata
        .annotations?.['kafka-clusters.io/teams'];
    const owners = Object.fromEntries(
      clusters.map(one => [one.metadata.name, teamsOf(one.metadata.namespace)]),
    );
    expect(owners).toEqual({
      'orders-dev': 'group:default/orders',
      'orders-events': 'group:default/orders',
      'payments-ledger': 'group:default/payments',
      'audit-trail': 'group:default/platform',
      clickstream: 'group:default/platform',
      'kafka-old': undefined,
      'kafka-olm': undefined,
    });
    expect(teamsOf('shared')).toBe(
      'group:default/orders,group:default/payments',
    );
    const ages = clusters.map(
      one => Date.now() - Date.parse(one.metadata.creationTimestamp ?? ''),
    );
    expect(Math.min(...ages)).toBeGreaterThan(86_400_000);
  });

  it.each(['orders-dev', 'audit-trail', 'kafka-old'] as const)(
    'has %s healthy',
    async name => {
      expect((await brokers(name)).every(isReady)).toBe(true);
    },
  );

  it('has an old one that runs, with a password of its own in two places', async () => {
    const client = clientOf('dev');
    expect(await isLegacyRunning(client)).toBe(true);
    const { items } = await client.list(LEGACY_CLUSTERS);
    const text = JSON.stringify(items[0]);
    const [, password] = /"zkPassword":"([0-9a-f]{24})"/.exec(text) ?? [];
    expect(text.split(password)).toHaveLength(3);
    expect(items[0].metadata.annotations).toEqual({
      'kubectl.kubernetes.io/last-applied-configuration':
        expect.stringContaining(password),
    });
  });

  it('has a broker whose volume lives in a drained zone', async () => {
    const pods = await brokers('payments-ledger');
    expect(pods.map(isReady)).toEqual([true, true, false]);
    expect(pods[2].status.conditions?.[0]).toMatchObject({
      type: 'PodScheduled',
      reason: 'Unschedulable',
      message: expect.stringContaining('volume node affinity conflict'),
    });
    // Others' brokers of that zone go on: a cordon evicts nobody.
    expect((await brokers('audit-trail')).map(isReady)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('has a rolling upgrade that waits for a broker', async () => {
    const pods = await brokers('orders-events');
    expect(pods.map(pod => pod.spec.containers[0].image.slice(-5))).toEqual([
      '3.9.1',
      '3.9.1',
      '3.8.1',
    ]);
    expect(pods.every(isReady)).toBe(true);
  });

  it('has an image that cannot be pulled', async () => {
    const pods = await brokers('clickstream');
    expect(pods.map(isReady)).toEqual([false, true, true, true, true]);
    expect(pods[0].status.containerStatuses?.[0].state.waiting?.reason).toMatch(
      /ErrImagePull|ImagePullBackOff/,
    );
  });

  it('is not made a second time, and leaves no trace of how it was made', async () => {
    await clientOf('dev').delete(KOPERATOR_RESOURCES.clusters, {
      name: 'kafka-old',
      namespace: 'one',
    });
    await createSampleFleet({ clusters: sandbox.clusters });
    const { items } = await clientOf('dev').list(KOPERATOR_RESOURCES.clusters);
    const left = items.filter(one => !one.metadata.deletionTimestamp);
    expect(left.map(one => one.metadata.name).sort()).toEqual([
      'orders-dev',
      'orders-events',
    ]);
    const namespaces = await clientOf('dev').list(RESOURCES.namespaces);
    const annotations = namespaces.items.flatMap(one =>
      Object.keys(one.metadata.annotations ?? {}),
    );
    expect(annotations.filter(one => one.startsWith('sandbox.'))).toEqual([]);
  });

  describe('and the fault command', () => {
    it('kills a broker, which is replaced', async () => {
      const before = (await brokers('orders-dev'))[1].metadata.uid;
      expect(
        await fault('kill-broker', 'dev', 'orders/orders-dev', '1'),
      ).toMatch(/^Killed broker 1 \(pod orders-dev-1-/);
      let replaced = false;
      while (!replaced) {
        const pod = (await brokers('orders-dev'))[1];
        replaced = pod && pod.metadata.uid !== before && isReady(pod);
      }
    });

    it('makes the API server refuse, and heals it', async () => {
      await fault('refuse', 'prod', '429');
      await expect(
        clientOf('prod').list(RESOURCES.nodes),
      ).rejects.toMatchObject({ status: 429 });
      await fault('heal', 'prod');
      expect((await clientOf('prod').list(RESOURCES.nodes)).items).toHaveLength(
        6,
      );
    });

    it('denies by a webhook, and allows again', async () => {
      const patch = () =>
        clientOf('dev').patch(
          KOPERATOR_RESOURCES.clusters,
          { name: 'orders-dev', namespace: 'orders' },
          { metadata: { annotations: { tried: String(Date.now()) } } },
        );
      await fault('deny-webhook', 'dev');
      await expect(patch()).rejects.toThrow(/policy\.example\.com.*denied/);
      await fault('allow', 'dev');
      await patch();
    });

    it.each([
      [['explode', 'dev'], 'there is no command explode'],
      [['constructor', 'dev'], 'there is no command constructor'],
      [['hang'], 'hang needs CLUSTER'],
      [['kill-broker', 'dev', 'orders/orders-dev'], /needs CLUSTER NAMESPACE/],
      [['kill-broker', 'dev', 'orders-dev', '1'], /is not NAMESPACE\/NAME/],
      [['kill-broker', 'dev', 'orders/orders-dev', 'x'], 'x is no broker id'],
      [['kill-broker', 'dev', 'orders/orders-dev', '9'], /has no broker 9/],
      [['drain-zone', 'dev', 'zone-x'], /There is no zone zone-x; there are/],
      [['hang', 'test'], /no Kubernetes cluster test; there are dev, prod/],
      [['heal', 'dev', 'more'], 'more is too much'],
      [['--wrong'], /wrong/],
    ])('says what is wrong with %p', async (args, message) => {
      await expect(fault(...args)).rejects.toThrow(message);
    });

    it('says that the sandbox does not run', async () => {
      await expect(
        runFault(['heal', 'dev', '--data-dir', path.join(dataDir, 'none')]),
      ).rejects.toThrow(/start the sandbox first/);
    });

    it('explains itself', async () => {
      expect(await fault('--help')).toMatch(
        /kill-broker CLUSTER NAMESPACE\/NAME/,
      );
    });
  });
});
