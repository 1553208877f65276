import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { as } from '../__testUtils__/people';
import { request } from '../__testUtils__/ordersScene';
import { kafkaClusters } from '../__testUtils__/plainAdapter';
import {
  createScene,
  putCluster,
  putTarget,
  type Scene,
} from '../__testUtils__/scene';

describe('following a request', () => {
  let scene: Scene;
  let now: Date;
  let id: string;

  beforeEach(async () => {
    now = new Date('2026-11-24T10:00:00Z');
    scene = await createScene({ now: () => now });
    putTarget(scene.kubernetes, 'dev', 'orders', 'orders');
    ({ id } = await scene.provisioning.createCluster(request, {
      credentials: as('dana'),
      idempotencyKey: 'key',
    }));
  });

  afterEach(() => scene.stop());

  const find = (): KubernetesObject => {
    const object = scene.kubernetes.find({
      ...request.target,
      name: request.name,
      resource: kafkaClusters,
    });
    if (!object) {
      throw new Error('There is no cluster');
    }
    return object;
  };

  const setReasons = (...reasons: string[]) =>
    scene.kubernetes.put('dev', kafkaClusters, {
      ...find(),
      status: { reasons },
    });

  const pass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };

  const read = () =>
    scene.provisioning.getRequest(id, { credentials: as('dana') });

  it('is ready when the cluster is healthy for the first time, and tells person and team once', async () => {
    await scene.watcher.sweep();
    expect((await read()).state).toBe('accepted');
    setReasons('first-rebalance');
    await Promise.all([scene.watcher.sweep(), scene.watcher.sweep()]);
    await scene.watcher.sweep();
    expect((await read()).state).toBe('ready');
    expect(scene.notifications.send.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'entity',
            entityRef: ['user:default/dana', 'group:default/orders'],
          },
          payload: {
            title: 'Kafka cluster stream is ready',
            description: 'dev, namespace orders',
            severity: 'normal',
            link: '/kafka-clusters/dev/orders/stream',
            topic: 'kafka-clusters',
            scope: `request-${id}`,
          },
        },
      ],
    ]);
    // What happens to it later is no matter of the request.
    setReasons('no-broker-running');
    pass(60);
    await scene.watcher.sweep();
    expect((await read()).state).toBe('ready');
  });

  it('hears of the change by itself', async () => {
    scene.watcher.start();
    setReasons();
    await new Promise<void>(resolve => {
      scene.notifications.send.mockImplementation(async () => resolve());
    });
    expect((await read()).state).toBe('ready');
  });

  it('fails with the heaviest reason after a time without progress, and recovers when its cause is gone', async () => {
    setReasons('broker-starting', 'broker-image-pull');
    await scene.watcher.sweep();
    pass(14);
    await scene.watcher.sweep();
    expect((await read()).state).toBe('accepted');
    pass(2);
    await scene.watcher.sweep();
    expect(await read()).toMatchObject({
      state: 'failed',
      failure: {
        code: 'no-progress',
        params: { minutes: 15, reason: 'broker-image-pull' },
      },
    });
    expect(scene.notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'Kafka cluster stream did not become ready',
          severity: 'high',
        }),
      }),
    );
    setReasons();
    await scene.watcher.sweep();
    expect(await read()).toMatchObject({ state: 'ready', failure: undefined });
  });

  it('has time while something goes on', async () => {
    for (const reason of [
      'zookeeper-starting',
      'broker-starting',
      'kafka-starting',
    ]) {
      setReasons(reason);
      await scene.watcher.sweep();
      pass(10);
    }
    await scene.watcher.sweep();
    expect((await read()).state).toBe('accepted');
  });

  it('judges nothing by old data', async () => {
    scene.kubernetes.setState('dev', 'unreachable');
    pass(120);
    await scene.watcher.sweep();
    setReasons();
    await scene.watcher.sweep();
    expect((await read()).state).toBe('accepted');
    scene.kubernetes.setState('dev', 'live');
    await scene.watcher.sweep();
    expect((await read()).state).toBe('ready');
  });

  it('says so when somebody deleted the cluster, and takes ZooKeeper back', async () => {
    scene.kubernetes.remove({
      ...request.target,
      name: request.name,
      resource: kafkaClusters,
    });
    await scene.watcher.sweep();
    expect(await read()).toMatchObject({
      state: 'failed',
      failure: { code: 'cluster-deleted' },
      steps: [{ state: 'undone' }, { state: 'undone' }],
    });
    expect(scene.kubernetes.requests).toContain(
      'delete ZookeeperCluster stream-zk',
    );
  });

  it('takes a cluster of the same name for another one', async () => {
    scene.kubernetes.remove({
      ...request.target,
      name: request.name,
      resource: kafkaClusters,
    });
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
    await scene.watcher.sweep();
    expect((await read()).state).toBe('failed');
  });

  it('works without notifications', async () => {
    scene.notifications.send.mockRejectedValue(new Error('no such plugin'));
    setReasons();
    await scene.watcher.sweep();
    expect((await read()).state).toBe('ready');
  });
});
