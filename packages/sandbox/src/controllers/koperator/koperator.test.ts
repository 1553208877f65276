import { KubeObject } from '../../client/objects';
import { RESOURCES } from '../../client/resources';
import { kafkaCluster, TestWorld } from '../TestWorld';
import { FINALIZERS, KafkaCluster, KOPERATOR_RESOURCES } from './types';

const { clusters, operations } = KOPERATOR_RESOURCES;

jest.setTimeout(60_000);

describe('Koperator', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await TestWorld.start(100);
    await world.namespace('team');
  });

  afterEach(() => world.stop());

  const status = (name = 'kafka') => world.kafka(name)?.status;
  const brokerStates = () => Object.values(status()?.brokersState ?? {});
  const created = (kind: string) =>
    world.seen
      .filter(one => one.type === 'ADDED' && one.object.kind === kind)
      .map(one => one.object.metadata.name);
  const indexOf = (what: (object: KubeObject) => boolean) =>
    world.seen.findIndex(one => what(one.object));

  it('creates a cluster in the order of the real operator', async () => {
    await world.runningKafka('kafka', 'team');

    const named = (kind: string, name: RegExp) =>
      indexOf(one => one.kind === kind && name.test(one.metadata.name));
    const cluster = (what: (one: KafkaCluster) => unknown) =>
      indexOf(
        one =>
          one.kind === 'KafkaCluster' && Boolean(what(one as KafkaCluster)),
      );
    const order = [
      cluster(one => one.status?.state === 'ClusterReconciling'),
      named('ConfigMap', /^kafka-kafka-jmx-exporter$/),
      named('ConfigMap', /^kafka-cc-jmx-exporter$/),
      named('PodDisruptionBudget', /^kafka-pdb$/),
      named('Service', /^kafka-all-broker$/),
      cluster(one => one.status?.brokersState?.[2]?.configurationState === ''),
      cluster(one => one.status?.listenerStatuses?.internalListeners),
      named('PersistentVolumeClaim', /^kafka-0-storage-0-/),
      named('PersistentVolumeClaim', /^kafka-2-storage-0-/),
      named('ConfigMap', /^kafka-config-0$/),
      named('Service', /^kafka-0$/),
      named('Pod', /^kafka-0-/),
      cluster(
        one =>
          one.status?.brokersState?.[0]?.configurationState === 'ConfigInSync',
      ),
      cluster(
        one =>
          one.status?.brokersState?.[0]?.gracefulActionState
            .cruiseControlState === 'GracefulUpscaleSucceeded',
      ),
      named('Pod', /^kafka-1-/),
      named('Pod', /^kafka-2-/),
      cluster(
        one => one.status?.brokersState?.[0]?.gracefulActionState.volumeStates,
      ),
      cluster(one =>
        Object.values(one.status?.brokersState ?? {}).some(
          broker => broker.version === '3.8.1',
        ),
      ),
      named('Service', /^kafka-cruisecontrol-svc$/),
      named('ConfigMap', /^kafka-cruisecontrol-config$/),
      named('Deployment', /^kafka-cruisecontrol$/),
      cluster(one => one.status?.cruiseControlTopicStatus),
      cluster(one => one.metadata.finalizers?.length === 3),
      cluster(one => one.status?.state === 'ClusterRunning'),
      named('CruiseControlOperation', /^kafka-rebalance-/),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('writes names, labels, owners and addresses as the real operator', async () => {
    const cluster = await world.runningKafka('kafka', 'team');
    const [pod] = world.brokers('kafka');
    expect(pod.metadata.labels).toEqual({
      app: 'kafka',
      brokerId: '0',
      isBrokerNode: 'true',
      isControllerNode: 'false',
      kafka_cr: 'kafka',
    });
    expect(pod.metadata.ownerReferences).toEqual([
      {
        apiVersion: 'kafka.banzaicloud.io/v1beta1',
        kind: 'KafkaCluster',
        name: 'kafka',
        uid: cluster.metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    const [claim] = world
      .list(RESOURCES.claims)
      .filter(one => one.metadata.labels?.brokerId === '0');
    expect(claim.metadata.labels?.pvcRoles).toBe('broker');
    expect(claim.metadata.annotations?.mountPath).toBe('/kafka-logs');
    expect(cluster.status?.listenerStatuses).toEqual({
      internalListeners: {
        internal: [
          {
            name: 'any-broker',
            address: 'kafka-all-broker.team.svc.cluster.local:29092',
          },
          ...[0, 1, 2].map(id => ({
            name: `broker-${id}`,
            address: `kafka-${id}.team.svc.cluster.local:29092`,
          })),
        ],
      },
    });
  });

  it('rewrites the specification with the finalizers, and only then', async () => {
    const cluster = await world.runningKafka('kafka', 'team');
    expect(cluster.metadata.generation).toBe(2);
    expect(cluster.metadata.finalizers).toEqual([
      FINALIZERS.main,
      FINALIZERS.topics,
      FINALIZERS.users,
    ]);
    expect(cluster.spec).toMatchObject({
      envoyConfig: {},
      monitoringConfig: {},
      contourIngressConfig: { brokerFQDNTemplate: '', tlsSecretName: '' },
    });
    expect(cluster.spec).not.toHaveProperty('propagateLabels');
    const managers = (
      cluster.metadata as { managedFields?: { manager: string }[] }
    ).managedFields?.map(one => one.manager);
    expect(new Set(managers)).toEqual(new Set(['tester', 'koperator']));
  });

  it('rebalances a new cluster by itself', async () => {
    await world.runningKafka('kafka', 'team');
    await world.until('volumes rebalanced', () =>
      brokerStates().every(
        one =>
          one.gracefulActionState.volumeStates?.['/kafka-logs']
            .cruiseControlVolumeState === 'GracefulDiskRebalanceSucceeded',
      ),
    );
    const seen = world
      .versions(clusters, 'kafka')
      .map(
        one =>
          one.status?.brokersState?.[1]?.gracefulActionState.volumeStates?.[
            '/kafka-logs'
          ].cruiseControlVolumeState,
      )
      .filter((one, index, all) => one && one !== all[index - 1]);
    expect(seen).toEqual(
      ['Required', 'Scheduled', 'Running', 'Succeeded'].map(
        one => `GracefulDiskRebalance${one}`,
      ),
    );
    expect(world.list(operations)[0].status?.currentTask).toMatchObject({
      operation: 'rebalance',
      parameters: { destination_broker_ids: '0,1,2', rebalance_disk: 'true' },
      state: 'Completed',
    });
  });

  it('has no finalizers before it ran once', async () => {
    await world.client.create(clusters, kafkaCluster('kafka', 'team'));
    await world.until('a pod', () => created('Pod').length >= 1);
    await world.client.delete(clusters, { name: 'kafka', namespace: 'team' });
    await world.until(
      'everything to be gone',
      () => !world.kafka('kafka') && world.brokers('kafka').length === 0,
    );
    // The operator may have been in the middle of a pass.
    world.errors.length = 0;
    expect(
      world.versions(clusters, 'kafka').every(one => !one.metadata.finalizers),
    ).toBe(true);
  });

  it('never runs without ZooKeeper, and does not say why', async () => {
    await world.client.create(clusters, kafkaCluster('kafka', 'team'));
    await world.until('the first crash', () =>
      world
        .versions(
          RESOURCES.pods,
          created('Pod').find(one => /^kafka-0/.test(one)) ?? '',
        )
        .some(pod => pod.status.phase === 'Failed'),
    );
    expect(world.states('kafka')).toEqual(['ClusterReconciling']);
    expect(world.kafka('kafka')?.metadata.finalizers).toBeUndefined();
    expect(status()?.brokersState?.[0]).not.toHaveProperty('version');
  });
});
