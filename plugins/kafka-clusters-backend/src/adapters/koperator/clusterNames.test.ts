import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { Scenario } from './__testUtils__/Scenario';
import { clusterNamesOf } from './clusterNames';

const scenario = Scenario.healthy().put(
  {
    kind: 'KafkaCluster',
    metadata: { name: 'orders-archive', namespace: 'team-orders' },
  },
  {
    kind: 'KafkaCluster',
    metadata: { name: 'audit', namespace: 'team-audit' },
    spec: { zkAddresses: ['orders-zk-client.team-orders.svc:2181/audit'] },
  },
);

const about = (kind: string, name: string): KubernetesObject => ({
  kind: 'Event',
  metadata: { name: `${name}.17`, namespace: 'team-orders' },
  involvedObject: { kind, name, namespace: 'team-orders' },
});

const zookeeperUsers = ['orders', 'team-audit/audit'];

it.each<[string, KubernetesObject, readonly string[]]>([
  [
    'a pod by its label',
    {
      kind: 'Pod',
      metadata: {
        name: 'any',
        namespace: 'team-orders',
        labels: { kafka_cr: 'orders' },
      },
    },
    ['orders'],
  ],
  [
    'a ZooKeeper by who uses it, in other namespaces too',
    {
      kind: 'ZookeeperCluster',
      metadata: { name: 'orders-zk', namespace: 'team-orders' },
    },
    zookeeperUsers,
  ],
  ['an event by its pod', about('Pod', 'orders-0-aaaaa'), ['orders']],
  ['an event by its ZooKeeper', about('Pod', 'orders-zk-1'), zookeeperUsers],
  [
    'an event about a pod that is gone by the longest name',
    about('Pod', 'orders-archive-0-xxxxx'),
    ['orders-archive'],
  ],
  ['an event about a stranger', about('Pod', 'web-0'), []],
  [
    'a stranger',
    { kind: 'Pod', metadata: { name: 'web-0', namespace: 'team-orders' } },
    [],
  ],
])('finds the cluster of %s', (_, object, expected) => {
  expect(clusterNamesOf(object, scenario.table)).toEqual(expected);
});
