import { deriveHealth } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { koperatorAdapter } from '.';
import { ObjectTable } from '../__testUtils__/ObjectTable';
import { Scenario } from './__testUtils__/Scenario';

const GiB = 1024 ** 3;
const place = { name: 'orders', namespace: 'team-orders' };

describe('the model of a healthy cluster', () => {
  const model = Scenario.healthy().model();

  it('says what it is', () => {
    expect(model).toMatchObject({
      operator: {
        id: 'koperator',
        line: 'adobe',
        version: '0.28.0-adobe-20260731',
      },
      mode: 'zookeeper',
      version: { current: '3.9.2', target: '3.9.2' },
      minInsyncReplicas: 2,
      replicationFactor: 3,
      requestedStorageBytes: (3 * 50 + 20) * GiB,
      resources: {
        cpuMillicoresPerBroker: 1000,
        memoryBytesPerBroker: 4 * GiB,
        heapBytesPerBroker: 2 * GiB,
      },
      storage: { class: 'fast', canGrow: true, bytesPerBroker: 50 * GiB },
      zookeeper: { namespace: 'team-orders', name: 'orders-zk' },
    });
  });

  it('has every node with zone, pod and volume', () => {
    expect(
      model.nodes.map(node => [
        node.role,
        node.id,
        node.state,
        node.zone,
        node.pod,
        node.volumes.map(volume => [volume.mountPath, volume.zone]),
      ]),
    ).toEqual([
      [
        'broker',
        0,
        'running',
        'zone-a',
        'orders-0-aaaaa',
        [['/kafka-logs', 'zone-a']],
      ],
      [
        'broker',
        1,
        'running',
        'zone-b',
        'orders-1-bbbbb',
        [['/kafka-logs', 'zone-b']],
      ],
      [
        'broker',
        2,
        'running',
        'zone-c',
        'orders-2-ccccc',
        [['/kafka-logs', 'zone-c']],
      ],
      [
        'zookeeper',
        0,
        'running',
        'zone-a',
        'orders-zk-0',
        [['/data', 'zone-a']],
      ],
      ['zookeeper', 1, 'running', 'zone-b', 'orders-zk-1', []],
      ['zookeeper', 2, 'running', 'zone-c', 'orders-zk-2', []],
    ]);
  });

  it('has the listener for clients first, with its bootstrap address', () => {
    expect(
      model.listeners.map(({ name, usedFor, bootstrap }) => [
        name,
        usedFor,
        bootstrap,
      ]),
    ).toEqual([
      [
        'internal',
        ['clients', 'brokers'],
        'orders-headless.team-orders.svc.cluster.local:29092',
      ],
      ['controller', ['controllers'], undefined],
    ]);
    expect(model.listeners[0].addresses).toHaveLength(4);
  });

  it('names its objects, the custom resource first', () => {
    expect(model.objects[0]).toEqual({
      kind: 'KafkaCluster',
      ...place,
      uid: '11111111-0000-0000-0000-000000000001',
    });
    expect(model.objects.map(({ kind, name }) => `${kind}/${name}`)).toEqual(
      expect.arrayContaining([
        'Pod/orders-0-aaaaa',
        'PersistentVolumeClaim/orders-0-storage-0-aaaaa',
        'ZookeeperCluster/orders-zk',
        'StatefulSet/orders-zk',
        'Pod/orders-zk-2',
        'Deployment/orders-cruisecontrol',
        'Service/orders-headless',
      ]),
    );
  });
});

describe('addresses before the operator has written any', () => {
  it.each([
    [true, 'orders-headless.team-orders.svc.cluster.local:29092'],
    [false, 'orders-all-broker.team-orders.svc.cluster.local:29092'],
  ])('follow its naming: headless %p', (headlessServiceEnabled, expected) => {
    const model = Scenario.healthy()
      .put({
        kind: 'KafkaCluster',
        metadata: place,
        spec: { headlessServiceEnabled },
        status: { listenerStatuses: undefined },
      })
      .model();
    expect(model.listeners[0].bootstrap).toBe(expected);
  });
});

describe('a cluster in KRaft mode', () => {
  const roles = ['controller', 'broker', 'broker_controller'];
  const pod = (brokerId: number, running: boolean): KubernetesObject => ({
    kind: 'Pod',
    metadata: {
      name: `kraft-${brokerId}-abcde`,
      namespace: 'team-orders',
      creationTimestamp: '2026-11-22T12:00:00Z',
      labels: {
        app: 'kafka',
        kafka_cr: 'kraft',
        brokerId: `${brokerId}`,
        processRoles: roles[brokerId],
      },
    },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: running ? 'True' : 'False',
          lastTransitionTime: '2026-11-23T11:59:00Z',
        },
      ],
    },
  });
  const model = (running: readonly boolean[]) => {
    const cluster: KubernetesObject = {
      kind: 'KafkaCluster',
      metadata: {
        name: 'kraft',
        namespace: 'team-orders',
        creationTimestamp: '2026-11-22T12:00:00Z',
      },
      spec: {
        kRaft: true,
        brokerConfigGroups: {
          brokers: { processRoles: ['broker'] },
          both: { processRoles: ['controller', 'broker'] },
        },
        brokers: [
          { id: 0, brokerConfig: { processRoles: ['controller'] } },
          { id: 1, brokerConfigGroup: 'brokers' },
          { id: 2, brokerConfigGroup: 'both' },
        ],
      },
      status: { state: 'ClusterRunning' },
    };
    return koperatorAdapter.toModel({
      cluster,
      objects: ObjectTable.of([
        cluster,
        ...running.map((isRunning, brokerId) => pod(brokerId, isRunning)),
      ]),
      memory: undefined,
      now: new Date('2026-11-23T12:00:00Z'),
    });
  };

  it('has controllers and nodes that are both', () => {
    const { mode, nodes, reasons } = model([true, true, true]);
    expect(mode).toBe('kraft');
    expect(nodes.map(({ id, role }) => [id, role])).toEqual([
      [0, 'controller'],
      [1, 'broker'],
      [2, 'broker-controller'],
    ]);
    expect(reasons).toEqual([]);
  });

  it('stops without a majority of controllers', () => {
    const health = deriveHealth(model([false, true, true]).reasons);
    expect(health.state).toBe('unavailable');
    expect(health.reasons.map(({ code, params }) => [code, params])).toEqual([
      ['controllers-no-quorum', { running: 1, total: 2 }],
      ['broker-not-ready', { broker: 0, pod: 'kraft-0-abcde', minutes: 1 }],
    ]);
  });
});

describe('hostile names', () => {
  it('are no way out of an object', () => {
    const model = Scenario.healthy()
      .put({
        kind: 'KafkaCluster',
        metadata: place,
        spec: {
          brokerConfigGroups: 7,
          brokers: [{ id: 0, brokerConfigGroup: '__proto__' }, { id: 'x' }, 5],
        },
        status: JSON.parse(
          '{"state":"ClusterRunning","brokersState":{"__proto__":{"configurationState":"Evil"},"constructor":{}}}',
        ),
      })
      .model();
    expect(model.nodes.filter(({ role }) => role === 'broker')).toHaveLength(3);
    expect(Object.prototype).not.toHaveProperty('configurationState');
  });
});
