import { mockServices } from '@backstage/backend-test-utils';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { InMemoryKubernetes } from './__testUtils__/InMemoryKubernetes';
import { kafkaClusters, plainAdapter } from './__testUtils__/plainAdapter';
import {
  createScene,
  putCluster,
  putNamespace,
  putNode,
  type Scene,
} from './__testUtils__/scene';
import { startInventoryEvents } from './inventoryEvents';
import { startSignals } from './signals';

const ref = { kubernetesCluster: 'dev', namespace: 'orders', name: 'stream' };

describe('ClusterInventory', () => {
  let scene: Scene;
  let kubernetes: InMemoryKubernetes;

  beforeEach(async () => {
    jest.restoreAllMocks();
    scene = await createScene();
    kubernetes = scene.kubernetes;
    putNamespace(kubernetes, 'dev', 'orders', 'orders');
    putCluster(kubernetes, 'dev', 'orders', 'stream');
    putNode(kubernetes, 'dev', 'zone-a');
    await quiet();
  });

  afterEach(() => scene.stop());

  /** Until changes that are under way have been told. */
  async function quiet() {
    const heard = new Promise<void>(resolve => {
      const unsubscribe = scene.inventory.subscribe(() => {
        unsubscribe();
        resolve();
      });
    });
    scene.inventory.touch();
    await heard;
  }

  it('makes a model once for many reads, and anew after a change that concerns it', () => {
    const toModel = jest.spyOn(plainAdapter, 'toModel');
    scene.inventory.list();
    scene.inventory.find(ref);
    scene.inventory.list();
    expect(toModel.mock.calls.length).toBeLessThanOrEqual(1);
    toModel.mockClear();
    const pod = { metadata: { name: 'x', namespace: 'elsewhere' } };
    kubernetes.put('dev', kubernetesResources.pods, pod);
    kubernetes.put('prod', kubernetesResources.pods, {
      metadata: { name: 'x', namespace: 'orders' },
    });
    scene.inventory.find(ref);
    expect(toModel).toHaveBeenCalledTimes(0);
    kubernetes.put('dev', kubernetesResources.pods, {
      metadata: { name: 'x', namespace: 'orders' },
    });
    scene.inventory.find(ref);
    expect(toModel).toHaveBeenCalledTimes(1);
  });

  it('takes a heartbeat of a node for no change, and a cordon for one', () => {
    const toModel = jest.spyOn(plainAdapter, 'toModel');
    scene.inventory.find(ref);
    toModel.mockClear();
    putNode(kubernetes, 'dev', 'zone-a');
    scene.inventory.find(ref);
    expect(toModel).toHaveBeenCalledTimes(0);
    putNode(kubernetes, 'dev', 'zone-a', { unschedulable: true });
    scene.inventory.find(ref);
    expect(toModel).toHaveBeenCalledTimes(1);
  });

  it('looks again when the adapter asked for it, although nothing changed', async () => {
    const { toModel } = plainAdapter;
    jest.spyOn(plainAdapter, 'toModel').mockImplementation(input => ({
      ...toModel(input),
      reviewAt: new Date(Date.now() + 200).toISOString(),
    }));
    kubernetes.put('dev', kafkaClusters, {
      ...kubernetes.find({ ...ref, resource: kafkaClusters }),
      metadata: { name: 'stream', namespace: 'orders' },
    });
    await quiet();
    const before = scene.inventory.find(ref)?.model;
    await new Promise<void>(resolve => {
      scene.inventory.subscribe(() => resolve());
    });
    expect(scene.inventory.find(ref)?.model).not.toBe(before);
  });

  it('lets adapters remember over a restart', async () => {
    const uid = scene.inventory.find(ref)?.uid ?? '';
    await scene.stop();
    const before = (await scene.stores.memories.list()).get(uid);
    expect(before).toMatchObject({ firstSeen: expect.any(String) });
    const again = await createScene({
      kubernetes: new InMemoryKubernetes(),
      stores: scene.stores,
      now: () => new Date(Date.now() + 3_600_000),
    });
    const remember = jest.spyOn(plainAdapter, 'remember');
    putCluster(again.kubernetes, 'dev', 'orders', 'stream', {
      metadata: { name: 'stream', namespace: 'orders', uid },
    });
    expect(remember.mock.calls[0][0]).toEqual(before);
    expect(remember.mock.results[0].value.firstSeen).toBe(before?.firstSeen);
    await again.stop();
  });

  it('takes a cluster that was made anew for another one', async () => {
    const uid = scene.inventory.find(ref)?.uid;
    kubernetes.remove({ ...ref, resource: kafkaClusters });
    expect(scene.inventory.find(ref)).toBeUndefined();
    putCluster(kubernetes, 'dev', 'orders', 'stream');
    expect(scene.inventory.find(ref)?.uid).not.toBe(uid);
  });

  it('tells browsers of many changes at once, and nothing about them', async () => {
    const publish = jest.fn().mockResolvedValue(undefined);
    const stop = startSignals({
      inventory: scene.inventory,
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    for (let i = 0; i < 50; i++) {
      putCluster(kubernetes, 'dev', 'orders', `c${i}`);
    }
    await quiet();
    await quiet();
    stop();
    expect(publish.mock.calls.length).toBeLessThanOrEqual(2);
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'kafka-clusters:changed',
      message: {
        instance: expect.any(String),
        changes: expect.any(Number),
      },
    });
  });

  it('tells the catalog when clusters come, go or change hands, and not how they do', async () => {
    const publish = jest.fn().mockResolvedValue(undefined);
    const stop = startInventoryEvents({
      ...scene,
      events: { publish },
      logger: mockServices.logger.mock(),
    });
    const count = async () => {
      await quiet();
      await quiet();
      const calls = publish.mock.calls.length;
      publish.mockClear();
      return calls;
    };
    expect(await count()).toBe(1);
    putCluster(kubernetes, 'dev', 'orders', 'stream', {
      status: { reasons: ['broker-missing'] },
    });
    expect(await count()).toBe(0);
    putCluster(kubernetes, 'dev', 'orders', 'another');
    expect(await count()).toBe(1);
    putNamespace(kubernetes, 'dev', 'orders', 'payments');
    expect(await count()).toBe(1);
    kubernetes.remove({ ...ref, resource: kafkaClusters });
    expect(await count()).toBe(1);
    kubernetes.setState('dev', 'unreachable');
    expect(await count()).toBe(1);
    publish.mockRejectedValueOnce(new Error('bus is down'));
    kubernetes.setState('dev', 'live');
    await quiet();
    // It tries again with the next change of anything.
    expect(await count()).toBeGreaterThanOrEqual(1);
    stop();
  });
});
