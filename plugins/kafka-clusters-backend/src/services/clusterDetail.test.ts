import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { as } from './__testUtils__/people';
import { kafkaClusters } from './__testUtils__/plainAdapter';
import {
  createScene,
  putCluster,
  putNamespace,
  putNode,
  type Scene,
} from './__testUtils__/scene';

describe('one cluster', () => {
  let scene: Scene;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-24T10:00:00Z');
    scene = await createScene({ now: () => now });
    putNamespace(scene.kubernetes, 'dev', 'orders', 'orders');
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
  });

  afterEach(() => scene.stop());

  const ref = {
    kubernetesCluster: 'dev',
    namespace: 'orders',
    name: 'stream',
  };

  const get = async () =>
    (await scene.fleet.getCluster(ref, { credentials: as('dana') })).cluster;

  const putPod = (name: string, status: object = {}) =>
    scene.kubernetes.put('dev', kubernetesResources.pods, {
      metadata: {
        name,
        namespace: 'orders',
        labels: { kafka_cr: 'stream', brokerId: name.split('-')[1] },
      },
      spec: { nodeName: 'node-zone-a' },
      status,
    });

  const removePod = (name: string) =>
    scene.kubernetes.remove({
      ...ref,
      resource: kubernetesResources.pods,
      name,
    });

  it('says what the loss of each zone costs', async () => {
    putNode(scene.kubernetes, 'dev', 'zone-a');
    putNode(scene.kubernetes, 'dev', 'zone-b', { unschedulable: true });
    putPod('stream-0-aaaaa');
    const { zones } = await get();
    expect(zones).toEqual([
      expect.objectContaining({ name: 'zone-a', drained: false }),
      expect.objectContaining({
        name: 'zone-b',
        drained: true,
        kubernetesNodes: [{ name: 'node-zone-b', state: 'cordoned' }],
        loss: expect.objectContaining({ effect: 'writes-stop' }),
      }),
    ]);
  });

  it.each([
    [
      'OOMKilled',
      {
        containerStatuses: [
          { state: { terminated: { reason: 'OOMKilled', exitCode: 137 } } },
        ],
      },
    ],
    ['Evicted', { reason: 'Evicted', message: 'low on memory' }],
    [
      'EvictionByEvictionAPI',
      {
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'EvictionByEvictionAPI',
          },
        ],
      },
    ],
    ['Deleted', { phase: 'Running' }],
  ])('lists a pod that ended (%s) for an hour', async (cause, status) => {
    putPod('stream-1-aaaaa', status);
    removePod('stream-1-aaaaa');
    putPod('stream-1-bbbbb');
    const { endedPods, nodes } = await get();
    expect(endedPods).toEqual([
      expect.objectContaining({
        pod: 'stream-1-aaaaa',
        role: 'broker',
        id: 1,
        kubernetesNode: 'node-zone-a',
        endedAt: '2026-11-24T10:00:00.000Z',
        cause,
      }),
    ]);
    expect(nodes.map(({ pod }) => pod)).toEqual(['stream-1-bbbbb']);
    now = new Date('2026-11-24T11:00:01Z');
    expect((await get()).endedPods).toEqual([]);
  });

  it('knows ended pods after a restart', async () => {
    putPod('stream-1-aaaaa');
    removePod('stream-1-aaaaa');
    await get();
    const again = await createScene({
      stores: scene.stores,
      now: () => now,
    });
    putNamespace(again.kubernetes, 'dev', 'orders', 'orders');
    const before = scene.kubernetes.find({ ...ref, resource: kafkaClusters });
    putCluster(again.kubernetes, 'dev', 'orders', 'stream', {
      metadata: {
        name: 'stream',
        namespace: 'orders',
        uid: before?.metadata.uid,
      },
    });
    const { cluster } = await again.fleet.getCluster(ref, {
      credentials: as('dana'),
    });
    expect(cluster.endedPods).toHaveLength(1);
    await again.stop();
  });

  it('folds events of the same thing, newest first, with the node that they are about', async () => {
    const putEvent = (name: string, more: object) =>
      scene.kubernetes.put('dev', kubernetesResources.events, {
        metadata: { name, namespace: 'orders' },
        involvedObject: {
          kind: 'Pod',
          name: 'stream-1-aaaaa',
          namespace: 'orders',
        },
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container',
        ...more,
      });
    putPod('stream-1-aaaaa');
    putEvent('e1', {
      count: 3,
      firstTimestamp: '2026-11-24T09:00:00Z',
      lastTimestamp: '2026-11-24T09:05:00Z',
    });
    putEvent('e2', {
      count: 2,
      firstTimestamp: '2026-11-24T09:04:00Z',
      lastTimestamp: '2026-11-24T09:30:00Z',
    });
    putEvent('e3', {
      type: 'Normal',
      reason: 'Pulled',
      message: 'Image pulled',
      eventTime: '2026-11-24T09:40:00.000000Z',
    });
    putEvent('other', {
      involvedObject: {
        kind: 'Pod',
        name: 'stranger-0',
        namespace: 'orders',
      },
    });
    const { events } = await get();
    expect(
      events.map(({ reason, count, firstAt, lastAt, node }) => [
        reason,
        count,
        firstAt.slice(11, 16),
        lastAt.slice(11, 16),
        node,
      ]),
    ).toEqual([
      ['Pulled', 1, '09:40', '09:40', { role: 'broker', id: 1 }],
      ['BackOff', 5, '09:00', '09:30', { role: 'broker', id: 1 }],
    ]);
  });

  it('says why a cluster that the portal did not create cannot be discarded', async () => {
    expect((await get()).operations.discard).toEqual({
      allowed: false,
      reason: { code: 'not-requested-here', params: {} },
    });
  });

  it('asks the API server nothing', async () => {
    await get();
    await scene.fleet.listClusters({}, { credentials: as('dana') });
    expect(scene.kubernetes.requests).toEqual([]);
  });
});
