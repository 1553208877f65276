import { startPortalOn, until } from './__testUtils__/portal';
import {
  grantPortal,
  readDefinitions,
  RealKubernetes,
  type JsonObject,
} from './__testUtils__/realKubernetes';
import { RecordedOperator } from './__testUtils__/RecordedOperator';
import { orders } from './services/__testUtils__/people';
import { request } from './services/__testUtils__/ordersScene';

jest.setTimeout(180_000);

/** The names of the recordings, which so need no other. */
const NAME = 'kafka';
const wish = {
  ...request,
  target: { kubernetesCluster: 'real', namespace: NAME },
  name: NAME,
  storageClass: 'standard',
};

/** A recording of another ZooKeeper, for the one that belongs to the cluster. */
const asOfCluster = (text: string) =>
  text
    .replaceAll('"namespace":"zookeeper"', `"namespace":"${NAME}"`)
    .replace(/\bzk\b/g, `${NAME}-zk`);

describe('the plugin on a real control plane, beside operators that repeat what they did', () => {
  let kubernetes: RealKubernetes;
  const send = jest.fn().mockResolvedValue(undefined);
  const publish = jest.fn().mockResolvedValue(undefined);

  const admin = (method: string, path: string, body?: object, type?: string) =>
    kubernetes.admin.succeed(method, path, { body, type });

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start({
      definitions: readDefinitions(['koperator-adobe', 'zookeeper-operator']),
    });
    await grantPortal(kubernetes.admin);
    await admin('POST', '/api/v1/namespaces', {
      metadata: {
        name: NAME,
        annotations: { 'kafka-clusters.io/teams': orders },
      },
    });
    await admin('POST', '/apis/storage.k8s.io/v1/storageclasses', {
      metadata: { name: 'standard' },
      provisioner: 'example.com/disks',
      allowVolumeExpansion: true,
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    for (const letter of ['a', 'b', 'c']) {
      await createNode(letter);
    }
    await createOperator('koperator', 'ghcr.io/adobe/koperator:0.28.0');
    await createOperator('zookeeper', 'pravega/zookeeper-operator:0.2.15');
  });

  afterAll(() => kubernetes?.stop());

  const setStatus = (path: string, value: object) =>
    admin(
      'PATCH',
      `${path}/status`,
      [{ op: 'add', path: '/status', value }],
      'application/json-patch+json',
    );

  async function createNode(letter: string) {
    const path = `/api/v1/nodes/node-${letter}`;
    await admin('POST', '/api/v1/nodes', {
      metadata: {
        name: `node-${letter}`,
        labels: { 'topology.kubernetes.io/zone': `zone-${letter}` },
      },
    });
    await setStatus(path, {
      conditions: [{ type: 'Ready', status: 'True' }],
      allocatable: { cpu: '32', memory: '128Gi', pods: '110' },
      capacity: { cpu: '32', memory: '128Gi', pods: '110' },
    });
    // Admission taints a node that is new; a controller that is not here takes it away.
    await admin(
      'PATCH',
      path,
      { spec: { taints: null } },
      'application/merge-patch+json',
    );
  }

  async function createOperator(name: string, image: string) {
    const path = '/apis/apps/v1/namespaces/default/deployments';
    const labels = { app: name };
    await admin('POST', path, {
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'manager', image }] },
        },
      },
    });
    await setStatus(`${path}/${name}`, {
      replicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
    });
  }

  async function startPortal() {
    const { dana, pablo } = await startPortalOn(
      [{ name: 'real', ...kubernetes.addressOf('portal') }],
      { send, publish },
    );
    await until(
      () => dana.get('/targets'),
      ({ body }) =>
        body.items[0]?.operator.installed && body.items[0].zones.length === 3,
    );
    const create = (key: string) =>
      dana.post('/requests').set('idempotency-key', key).send(wish);
    return { dana, pablo, create };
  }

  async function listObjects() {
    const { items } = await admin(
      'GET',
      '/apis/kafka.banzaicloud.io/v1beta1/kafkaclusters',
    );
    return (items as JsonObject[]).length;
  }

  const replay = (file: string, rename?: (text: string) => string) =>
    RecordedOperator.read(kubernetes.admin, file, rename).play();

  it('plans without leaving anything, creates, and discards what never became ready, with all that belonged to it', async () => {
    const { dana, pablo, create } = await startPortal();
    const { body: planned } = await dana.post('/plans').send(wish);
    expect(
      planned.plan.findings.filter(
        ({ level }: { level: string }) => level === 'problem',
      ),
    ).toEqual([]);
    expect(await listObjects()).toBe(0);

    const created = await create('discarded');
    expect([created.status, created.body.error]).toEqual([201, undefined]);
    const { id } = created.body.request;
    expect((await create('discarded')).body.request.id).toBe(id);
    expect((await create('again')).body.error).toMatchObject({
      name: 'ConflictError',
    });

    await replay('zookeeper-pravega/create-3.jsonl', asOfCluster);
    await replay('koperator-adobe/create-zk-mode-no-kafka-reachable.jsonl');
    const path = `/clusters/real/${NAME}/${NAME}`;
    const { body } = await until(
      () => dana.get(path),
      answer => answer.body.cluster?.nodes?.length === 6,
    );
    expect(body.cluster.health.state).not.toBe('healthy');
    expect((await dana.get(`/requests/${id}`)).body.request.state).toBe(
      'accepted',
    );

    expect((await pablo.post(`/requests/${id}/discard`)).status).toBe(404);
    const discarded = await dana.post(`/requests/${id}/discard`);
    expect([discarded.status, discarded.body.error]).toEqual([202, undefined]);
    await until(
      () => dana.get(`/requests/${id}`),
      answer => answer.body.request.state === 'discarded',
    );
    expect(await listObjects()).toBe(0);
    for (const plural of ['pods', 'services', 'configmaps']) {
      await until(
        () => admin('GET', `/api/v1/namespaces/${NAME}/${plural}`),
        ({ items }) => (items as JsonObject[]).length === 0,
      );
    }
    expect((await dana.get(path)).status).toBe(404);
    // What the finalizer of the ZooKeeper operator does: nobody owns these.
    await admin('DELETE', `/api/v1/namespaces/${NAME}/persistentvolumeclaims`);
  });

  it('takes a request to the green verdict, and hides it from another team', async () => {
    const { dana, pablo, create } = await startPortal();
    const created = await create('ready');
    expect([created.status, created.body.error]).toEqual([201, undefined]);
    const { id } = created.body.request;
    await replay('zookeeper-pravega/create-3.jsonl', asOfCluster);
    await replay('koperator-adobe/create-zk-mode-3-brokers.jsonl');

    await until(
      () => dana.get(`/requests/${id}`),
      ({ body }) => body.request.state === 'ready',
    );
    expect(send).toHaveBeenCalledTimes(1);
    const path = `/clusters/real/${NAME}/${NAME}`;
    expect((await dana.get(path)).body.cluster).toMatchObject({
      health: { state: 'healthy', reasons: [] },
      brokersRunning: 3,
      zoneCount: 3,
      ownership: { state: 'owned', owner: orders },
      data: { live: true },
    });
    expect((await pablo.get(path)).status).toBe(404);
    expect(
      (await dana.post(`/requests/${id}/discard`)).body.error,
    ).toMatchObject({ name: 'ConflictError' });
    expect(await listObjects()).toBe(1);
  });
});
