import { RESOURCES } from '../../client/resources';
import { SandboxControl } from '../../faults/SandboxControl';
import { isReady } from '../kubelet/startup';
import { TestWorld } from '../TestWorld';
import { brokerIdOf } from './brokerPods';
import { KOPERATOR_RESOURCES } from './types';

const { clusters, operations, topics } = KOPERATOR_RESOURCES;

jest.setTimeout(60_000);

describe('Koperator with a running cluster', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await TestWorld.start(100);
    await world.namespace('team');
  });

  afterEach(() => world.stop());

  const status = (name = 'kafka') => world.kafka(name)?.status;
  const brokerStates = () => Object.values(status()?.brokersState ?? {});

  it('replaces a deleted pod and says nothing of it', async () => {
    await world.runningKafka('kafka', 'team');
    const [, old] = world.brokers('kafka');
    const before = JSON.stringify(status()?.brokersState);
    const from = world.seen.length;
    await world.client.delete(RESOURCES.pods, old.metadata);
    await world.until('the replacement', () =>
      world
        .brokers('kafka')
        .some(
          pod =>
            brokerIdOf(pod) === '1' &&
            pod.metadata.name !== old.metadata.name &&
            isReady(pod),
        ),
    );
    expect(JSON.stringify(status()?.brokersState)).toBe(before);
    expect(new Set(world.states('kafka', from))).toEqual(
      new Set(['ClusterReconciling', 'ClusterRunning']),
    );
  });

  it('stays stuck on a broken image until the stuck pod is deleted', async () => {
    await world.runningKafka('kafka', 'team');
    const image = world.kafka('kafka')?.spec.clusterImage;
    const setImage = (clusterImage: string | undefined) =>
      world.client.patch(
        clusters,
        { name: 'kafka', namespace: 'team' },
        { spec: { clusterImage } },
      );
    await setImage('ghcr.io/adobe/koperator/kafka:does-not-exist');
    const stuck = await world.until('the back-off', () =>
      world
        .brokers('kafka')
        .find(
          pod =>
            pod.status.containerStatuses?.[0].state.waiting?.reason ===
            'ImagePullBackOff',
        ),
    );
    expect(brokerIdOf(stuck)).toBe('0');
    expect(status()?.state).toBe('ClusterRollingUpgrading');
    expect(brokerStates().map(one => one.configurationState)).toEqual([
      'ConfigInSync',
      'ConfigInSync',
      'ConfigInSync',
    ]);
    expect(world.brokers('kafka').filter(isReady)).toHaveLength(2);

    await setImage(image);
    const polls = () =>
      world
        .list(RESOURCES.events)
        .filter(one => one.reason === 'BackOff')
        .reduce((sum, one) => sum + (one.count ?? 0), 0);
    const before = polls();
    await world.until('more tries to pull', () => polls() > before + 2);
    expect(world.brokers('kafka')[0].metadata.uid).toBe(stuck.metadata.uid);
    expect(status()?.state).toBe('ClusterRollingUpgrading');

    await world.client.delete(RESOURCES.pods, stuck.metadata);
    await world.until(
      'the cluster to be well',
      () =>
        status()?.state === 'ClusterRunning' &&
        world.brokers('kafka').filter(isReady).length === 3,
    );
    expect(world.brokers('kafka')[0].spec.containers[0].image).toBe(image);
  });

  it('restarts brokers one by one for a new configuration', async () => {
    await world.runningKafka('kafka', 'team');
    const old = world.brokers('kafka').map(pod => pod.metadata.name);
    const from = world.seen.length;
    await world.client.patch(
      clusters,
      { name: 'kafka', namespace: 'team' },
      { spec: { readOnlyConfig: 'log.retention.hours=48\n' } },
    );
    await world.until(
      'all brokers to be new',
      () =>
        status()?.state === 'ClusterRunning' &&
        status()?.rollingUpgradeStatus?.lastSuccess &&
        world
          .brokers('kafka')
          .filter(pod => isReady(pod) && !old.includes(pod.metadata.name))
          .length === 3,
    );
    const states = world.states('kafka', from);
    expect(states.slice(0, 3)).toEqual([
      'ClusterRunning',
      'ClusterReconciling',
      'ClusterRollingUpgrading',
    ]);
    expect(states[states.length - 1]).toBe('ClusterRunning');
    expect(fewestReady(world, from)).toBe(2);
    expect(
      world
        .versions(clusters, 'kafka')
        .some(
          one =>
            one.status?.brokersState?.[2]?.configurationState ===
            'ConfigOutOfSync',
        ),
    ).toBe(true);
  });

  it('holds a rolling upgrade while replicas stay behind', async () => {
    await world.runningKafka('kafka', 'team');
    const control = SandboxControl.create(world.options);
    const kafka = { namespace: 'team', name: 'kafka' };
    await control.lag(kafka, '1', true);
    await world.client.patch(clusters, kafka, {
      spec: { clusterImage: 'ghcr.io/adobe/koperator/kafka:2.13-3.9.1' },
    });
    const versions = () => brokerStates().map(one => one.version);
    await world.until('broker 1 to be new', () => versions()[1] === '3.9.1');
    expect(versions()).toEqual(['3.9.1', '3.9.1', '3.8.1']);
    expect(status()?.state).toBe('ClusterRollingUpgrading');
    expect(world.brokers('kafka').filter(isReady)).toHaveLength(3);

    await control.lag(kafka, '1', false);
    control.close();
    await world.until(
      'the upgrade to end',
      () => versions()[2] === '3.9.1' && status()?.state === 'ClusterRunning',
    );
  });

  it('deletes topics, then itself, then everything of it', async () => {
    const cluster = await world.runningKafka('kafka', 'team');
    await world.client.create(topics, {
      apiVersion: topics.apiVersion,
      kind: topics.kind,
      metadata: { name: 'orders', namespace: 'team' },
      spec: {
        name: 'orders',
        partitions: 3,
        replicationFactor: 3,
        clusterRef: { name: 'kafka' },
      },
    });
    await world.until(
      'the topic',
      () => world.list(topics)[0]?.status?.state === 'created',
    );
    await world.client.delete(clusters, cluster.metadata);
    const owned = () =>
      [
        ...world.brokers('kafka'),
        ...world.list(RESOURCES.claims),
        ...world.list(RESOURCES.services),
        ...world.list(RESOURCES.deployments, 'team'),
        ...world.list(operations),
        ...world.list(topics),
      ].filter(
        one => one.metadata.labels?.kafka_cr ?? one.kind === topics.kind,
      );
    await world.until(
      'everything to be gone',
      () => !world.kafka('kafka') && owned().length === 0,
    );
    const finalizers = world
      .versions(clusters, 'kafka')
      .map(one => (one.metadata.finalizers ?? []).length)
      .filter((count, index, all) => count !== all[index - 1]);
    expect(finalizers).toEqual([0, 3, 2, 1]);
    const gone = (kind: string) =>
      world.seen.findIndex(
        one => one.type === 'DELETED' && one.object.kind === kind,
      );
    expect(gone('KafkaTopic')).toBeLessThan(gone('KafkaCluster'));
    await world.until('no volume of a broker', () =>
      world
        .list(RESOURCES.volumes)
        .every(one => one.spec.claimRef?.name.startsWith('data-')),
    );
  });

  it('adds a broker through Cruise Control, and takes one away', async () => {
    await world.runningKafka('kafka', 'team');
    const setBrokers = (ids: number[]) =>
      world.client.patch(
        clusters,
        { name: 'kafka', namespace: 'team' },
        {
          spec: {
            brokers: ids.map(id => ({ id, brokerConfigGroup: 'default' })),
          },
        },
      );
    await setBrokers([0, 1, 2, 3]);
    await world.until(
      'broker 3 to be filled',
      () =>
        status()?.brokersState?.[3]?.gracefulActionState.cruiseControlState ===
        'GracefulUpscaleSucceeded',
    );
    await setBrokers([0, 1, 3]);
    await world.until(
      'broker 2 to be gone',
      () =>
        Object.keys(status()?.brokersState ?? {}).join() === '0,1,3' &&
        world.brokers('kafka').map(brokerIdOf).join() === '0,1,3',
    );
    expect(
      world.list(operations).map(one => one.status?.currentTask?.operation),
    ).toEqual(expect.arrayContaining(['add_broker', 'remove_broker']));
  });
});

/** The fewest brokers that were ready at once since a moment. */
function fewestReady(world: TestWorld, from: number): number {
  const pods = new Map<string, boolean>();
  let fewest = Infinity;
  world.seen.forEach(({ type, object }, index) => {
    if (object.kind === 'Pod' && object.metadata.labels?.app === 'kafka') {
      const pod = object as Parameters<typeof isReady>[0];
      pods.set(
        object.metadata.name,
        type !== 'DELETED' &&
          isReady(pod) &&
          !object.metadata.deletionTimestamp,
      );
    }
    if (index >= from) {
      const ready = [...pods.values()].filter(Boolean).length;
      fewest = Math.min(fewest, ready);
    }
  });
  return fewest;
}
