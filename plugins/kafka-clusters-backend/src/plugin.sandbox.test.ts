import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { startSandbox, type Sandbox } from '@kafka-clusters/sandbox';
import { Agent, fetch } from 'undici';
import { startPortalOn, until } from './__testUtils__/portal';
import { orders } from './services/__testUtils__/people';
import { request as wished } from './services/__testUtils__/ordersScene';

const speed = 20;

describe('the plugin on a living Kubernetes', () => {
  let sandbox: Sandbox;
  const send = jest.fn().mockResolvedValue(undefined);
  const publish = jest.fn().mockResolvedValue(undefined);

  beforeAll(async () => {
    sandbox = await startSandbox({ empty: true, speed });
    await asAdmin('POST', '/api/v1/namespaces', {
      metadata: {
        name: 'orders',
        annotations: { 'kafka-clusters.io/teams': orders },
      },
    });
  });

  afterAll(async () => {
    await sandbox.stop();
  });

  async function asAdmin(method: string, path: string, body?: object) {
    const { url, caData, adminToken } = sandbox.clusters.dev;
    const dispatcher = new Agent({ connect: { ca: caData } });
    const response = await fetch(`${url}${path}`, {
      method,
      dispatcher,
      headers: {
        authorization: `Bearer ${adminToken}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    await dispatcher.close();
    if (!response.ok) {
      throw new Error(JSON.stringify(answer));
    }
    return answer;
  }

  const startPortal = () =>
    startPortalOn(
      Object.values(sandbox.clusters).map(
        ({ name, url, caData, portalToken }) => ({
          name,
          url,
          caData,
          token: portalToken,
        }),
      ),
      { send, publish },
    );

  it('takes a request from the form to the green verdict, shows a lost broker, and hides it all from another team', async () => {
    const { dana, pablo } = await startPortal();
    const { body: targets } = await until(
      () => dana.get('/targets'),
      ({ body }) =>
        body.items[0]?.operator.installed && body.items[0].zones.length === 3,
    );
    expect(targets.items).toEqual([
      expect.objectContaining({
        kubernetesCluster: 'dev',
        namespace: 'orders',
        teams: [orders],
      }),
    ]);
    expect((await pablo.get('/targets')).body.items).toEqual([]);

    const wish = { ...wished, name: 'stream' };
    const { body: planned } = await dana.post('/plans').send(wish);
    expect(
      planned.plan.findings.filter(
        ({ level }: { level: string }) => level === 'problem',
      ),
    ).toEqual([]);
    expect(planned.plan.objects[0]).toMatchObject({ kind: 'ZookeeperCluster' });

    const created = await dana
      .post('/requests')
      .set('idempotency-key', 'journey')
      .send(wish);
    expect([created.status, created.body.error]).toEqual([201, undefined]);
    const { id } = created.body.request;

    const path = '/clusters/dev/orders/stream';
    const first = await dana.get(path);
    expect(first.status).toBe(200);
    expect(first.body.cluster.health.state).toBe('progressing');

    const ready = await until(
      () => dana.get(`/requests/${id}`),
      ({ body }) => body.request.state !== 'accepted',
    );
    expect(ready.body.request).toMatchObject({
      state: 'ready',
    });
    expect(send).toHaveBeenCalledTimes(1);
    const { cluster }: { cluster: ClusterDetail } = (await dana.get(path)).body;
    expect(cluster).toMatchObject({
      health: { state: 'healthy' },
      brokersRunning: 3,
      zoneCount: 3,
      ownership: { state: 'owned', owner: orders },
      data: { live: true },
    });
    expect(cluster.zones.map(({ loss }) => loss.effect)).toEqual([
      'none',
      'none',
      'none',
    ]);
    expect(cluster.events.length).toBeGreaterThan(0);

    expect((await pablo.get(path)).status).toBe(404);
    const hidden = (await pablo.get('/clusters?search=stream')).body;
    expect([hidden.totalCount, hidden.visibleCount]).toEqual([0, 0]);

    publish.mockClear();
    const broker = cluster.nodes.find(
      ({ role, id: which }) => role === 'broker' && which === 1,
    );
    const killed = Date.now();
    await asAdmin('DELETE', `/api/v1/namespaces/orders/pods/${broker?.pod}`, {
      gracePeriodSeconds: 0,
    });
    const lost = await until(
      () => dana.get(path),
      ({ body }) =>
        body.cluster.endedPods.some(
          ({ pod }: { pod: string }) => pod === broker?.pod,
        ),
    );
    expect(Date.now() - killed).toBeLessThan(2_000);
    expect(lost.body.cluster.endedPods[0]).toMatchObject({
      role: 'broker',
      id: 1,
      cause: 'Deleted',
    });
    await until(
      async () => publish.mock.calls,
      calls => calls.length > 0,
    );
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'kafka-clusters:changed',
      message: {
        instance: expect.any(String),
        changes: expect.any(Number),
      },
    });
    await until(
      () => dana.get(path),
      ({ body }) =>
        body.cluster.brokersRunning === 3 &&
        body.cluster.health.state === 'healthy',
    );

    const { body: manifest } = await dana.get(`${path}/manifest`);
    expect(
      manifest.documents.map(({ kind }: { kind: string }) => kind),
    ).toEqual(['KafkaCluster', 'ZookeeperCluster']);
    const managers = manifest.documents[0].fields.map(
      ({ manager }: { manager: string }) => manager,
    );
    expect(managers).toContain('kafka-clusters');
  });

  it('names the reason when the server itself refuses, and leaves nothing behind', async () => {
    const { dana } = await startPortal();
    await until(
      () => dana.get('/targets'),
      ({ body }) => body.items[0]?.zones.length === 3,
    );
    const { faults } = sandbox.clusters.dev;
    faults.set({
      denyWebhook: {
        name: 'policy.example.com',
        message: 'no clusters on Fridays',
        resource: 'kafkaclusters',
      },
    });
    const wish = { ...wished, name: 'friday' };
    const refused = await dana
      .post('/requests')
      .set('idempotency-key', 'friday')
      .send(wish);
    expect(refused.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/no clusters on Fridays/),
    });
    const { body } = await dana.get('/clusters?search=friday');
    expect(body.totalCount).toBe(0);
    faults.heal();
  });

  it('says within a moment that Kubernetes hangs, and that it is not the fault of the request', async () => {
    const { dana } = await startPortal();
    await until(
      () => dana.get('/targets'),
      ({ body }) =>
        body.items[0]?.operator.installed && body.items[0].zones.length === 3,
    );
    const wish = { ...wished, name: 'patience' };
    const { faults } = sandbox.clusters.dev;
    faults.set({ hang: true });
    const asked = Date.now();
    const { body } = await dana.post('/plans').send(wish);
    expect(Date.now() - asked).toBeLessThan(5_000);
    const problems = body.plan.findings.filter(
      ({ level }: { level: string }) => level === 'problem',
    );
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'kubernetes-unreachable',
        params: { kubernetesCluster: 'dev', since: expect.any(String) },
      }),
    ]);
    const refused = await dana
      .post('/requests')
      .set('idempotency-key', 'patience')
      .send(wish);
    faults.heal();
    expect([refused.status, refused.body.error.name]).toEqual([
      503,
      'ServiceUnavailableError',
    ]);
    expect(refused.body.error.message).toMatch(
      /Kubernetes cluster dev does not answer; try again later/,
    );
  });

  it('answers with what it knows when one of two credentials is refused', async () => {
    const { dana } = await startPortal();
    const read = () => dana.get('/clusters');
    // Both are known before one of them is troubled, the cluster with its pods: lists of types come one by one.
    await until(
      read,
      ({ body }) =>
        body.items[0]?.health.state === 'healthy' &&
        !body.problems.some(
          ({ code }: { code: string }) => code === 'kubernetes-connecting',
        ),
    );
    const { faults } = sandbox.clusters.dev;
    faults.set({ revokedUsers: ['system:serviceaccount:kafka-portal:portal'] });
    faults.cutWatches();
    const { status, body } = await until(read, ({ body: answer }) =>
      answer.problems.some(
        ({ code }: { code: string }) => code === 'kubernetes-unauthorized',
      ),
    );
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({
      ref: { name: 'stream' },
      data: { live: false, asOf: expect.any(String) },
      health: { state: 'unknown' },
    });
    expect(
      body.problems.filter(
        ({ source, code }: { source: string; code: string }) =>
          source === 'prod' && code !== 'kubernetes-forbidden',
      ),
    ).toEqual([]);
    faults.heal();
    await until(
      read,
      ({ body: answer }) => answer.items[0]?.data.live === true,
    );
  });
});
