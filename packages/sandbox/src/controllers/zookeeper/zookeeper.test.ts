import { RESOURCES } from '../../client/resources';
import { TestWorld, zookeeperCluster } from '../TestWorld';
import { ZOOKEEPER_CLUSTERS, ZookeeperCluster } from './types';

jest.setTimeout(60_000);

describe('the ZooKeeper operator', () => {
  let world: TestWorld;

  beforeEach(async () => {
    // Slow enough that all members are there at the second look.
    world = await TestWorld.start(25);
    await world.namespace('team');
  });

  afterEach(() => world.stop());

  const cluster = () => world.list(ZOOKEEPER_CLUSTERS)[0];
  const members = () =>
    world.list(RESOURCES.pods, 'team').map(pod => pod.metadata.name);
  const isReady = (one: ZookeeperCluster | undefined) =>
    one?.status?.conditions?.[0].status === 'True';

  async function running(): Promise<ZookeeperCluster> {
    await world.client.create(
      ZOOKEEPER_CLUSTERS,
      zookeeperCluster('kafka', 'team'),
    );
    return world.until('the members', () => isReady(cluster()) && cluster());
  }

  it('writes its defaults first, then everything else in order', async () => {
    await running();
    const [asked, written, finalized] = world.versions(
      ZOOKEEPER_CLUSTERS,
      'kafka-zk',
    );
    expect(Object.keys(asked.spec).sort()).toEqual(['persistence', 'replicas']);
    expect(written.metadata.generation).toBe(2);
    expect(written.spec).toMatchObject({
      image: { repository: 'pravega/zookeeper', tag: '0.2.15' },
      config: { tickTime: 2000, initLimit: 10 },
      labels: { app: 'kafka-zk', release: 'kafka-zk' },
      maxUnavailableReplicas: 1,
      pod: { serviceAccountName: 'default' },
    });
    expect(finalized.metadata.finalizers).toEqual(['cleanUpZookeeperPVC']);
    const order = world.seen
      .filter(one => one.type === 'ADDED')
      .map(one => `${one.object.kind} ${one.object.metadata.name}`)
      .filter(one => /kafka-zk/.test(one) && !/^Event/.test(one));
    const at = (name: string) => order.indexOf(name);
    const expected = [
      'ZookeeperCluster kafka-zk',
      'ConfigMap kafka-zk-configmap',
      'StatefulSet kafka-zk',
      'Service kafka-zk-client',
      'Service kafka-zk-headless',
      'Service kafka-zk-admin-server',
      'PodDisruptionBudget kafka-zk',
    ].map(at);
    expect(expected).not.toContain(-1);
    expect(expected).toEqual([...expected].sort((a, b) => a - b));
    expect(at('Pod kafka-zk-0')).toBeLessThan(at('Pod kafka-zk-1'));
    expect(at('Pod kafka-zk-1')).toBeLessThan(at('Pod kafka-zk-2'));
  });

  it('is silent between creation and its next look', async () => {
    await running();
    const reports = world
      .versions(ZOOKEEPER_CLUSTERS, 'kafka-zk')
      .map(one => one.status?.readyReplicas)
      .filter((count, index, all) => count !== all[index - 1]);
    // Never 1 or 2, though members come one by one.
    expect(reports).toEqual([3]);
    const { status } = cluster();
    expect(status).toMatchObject({
      externalClientEndpoint: 'N/A',
      internalClientEndpoint: expect.stringMatching(/^10\.96\..*:2181$/),
      currentVersion: '0.2.15',
      metaRootCreated: true,
    });
    expect([...(status?.members?.ready ?? [])].sort()).toEqual([
      'kafka-zk-0',
      'kafka-zk-1',
      'kafka-zk-2',
    ]);
  });

  it('scales down and deletes the claims of the members that went', async () => {
    await running();
    await world.client.patch(ZOOKEEPER_CLUSTERS, cluster().metadata, {
      spec: { replicas: 1 },
    });
    await world.until(
      'one member and one claim',
      () =>
        members().join() === 'kafka-zk-0' &&
        world.list(RESOURCES.claims).length === 1,
    );
    expect(world.list(RESOURCES.claims)[0].metadata.name).toBe(
      'data-kafka-zk-0',
    );
  });

  it('deletes its claims with itself', async () => {
    await running();
    await world.client.delete(ZOOKEEPER_CLUSTERS, cluster().metadata);
    await world.until(
      'everything to be gone',
      () =>
        !cluster() &&
        members().length === 0 &&
        world.list(RESOURCES.claims).length === 0 &&
        world.list(RESOURCES.volumes).length === 0 &&
        world.list(RESOURCES.statefulSets).length === 0,
    );
    expect(world.list(RESOURCES.statefulSets)).toEqual([]);
  });
});
