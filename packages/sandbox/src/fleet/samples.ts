import { JsonObject } from '../apiserver/json';
import { KubeObject } from '../client/objects';

/** The Kubernetes clusters of the sandbox. */
export type SampleCluster = 'dev' | 'prod';

/** A namespace of the sample fleet. */
export interface SampleNamespace {
  cluster: SampleCluster;
  name: string;
  /** Entity refs of the teams that it serves. */
  teams: string[];
  quota?: Record<string, string>;
  /** How long ago everything in it was made. */
  ageDays: number;
}

/** A Kafka cluster of the sample fleet. */
export interface SampleKafka {
  cluster: SampleCluster;
  namespace: string;
  name: string;
  version: string;
  brokers: number;
  /** GiB of each broker's disk. */
  disk: number;
  size: { cpu: string; memory: string; heap: string };
  /** All brokers in one zone only. */
  zone?: string;
  rack: boolean;
  /** What it is for, as a request of the portal records it. */
  useCase?: string;
}

const SMALL = { cpu: '500m', memory: '2Gi', heap: '-Xmx1G -Xms1G' };
const MEDIUM = { cpu: '2', memory: '8Gi', heap: '-Xmx4G -Xms4G' };

const ZONES = ['zone-a', 'zone-b', 'zone-c'];

/** Where the sample fleet lives, and whose it is. */
export const SAMPLE_NAMESPACES: SampleNamespace[] = [
  {
    cluster: 'dev',
    name: 'orders',
    teams: ['group:default/orders'],
    quota: quota('24', '96Gi', '2Ti', '40', '40'),
    ageDays: 12,
  },
  {
    cluster: 'dev',
    name: 'shared',
    teams: ['group:default/orders', 'group:default/payments'],
    quota: quota('12', '48Gi', '1Ti', '30', '30'),
    ageDays: 30,
  },
  { cluster: 'dev', name: 'one', teams: [], ageDays: 400 },
  { cluster: 'dev', name: 'legacy', teams: [], ageDays: 1500 },
  {
    cluster: 'prod',
    name: 'payments',
    teams: ['group:default/payments'],
    quota: quota('32', '128Gi', '3Ti', '40', '40'),
    ageDays: 12,
  },
  {
    cluster: 'prod',
    name: 'web',
    teams: ['group:default/platform'],
    quota: quota('40', '160Gi', '6Ti', '60', '60'),
    ageDays: 90,
  },
  {
    cluster: 'prod',
    name: 'platform',
    teams: ['group:default/platform'],
    quota: quota('32', '128Gi', '6Ti', '60', '60'),
    ageDays: 45,
  },
];

/** The clusters that the sandbox begins with, and that its Koperator looks after. */
export const SAMPLE_KAFKAS = {
  'payments-ledger': {
    cluster: 'prod',
    namespace: 'payments',
    name: 'payments-ledger',
    version: '3.9.1',
    brokers: 3,
    disk: 200,
    size: MEDIUM,
    rack: true,
    useCase: 'event-streaming',
  },
  clickstream: {
    cluster: 'prod',
    namespace: 'web',
    name: 'clickstream',
    version: '3.8.1',
    brokers: 5,
    disk: 400,
    size: MEDIUM,
    rack: true,
  },
  'orders-events': {
    cluster: 'dev',
    namespace: 'orders',
    name: 'orders-events',
    version: '3.8.1',
    brokers: 3,
    disk: 100,
    size: SMALL,
    rack: true,
  },
  'orders-dev': {
    cluster: 'dev',
    namespace: 'orders',
    name: 'orders-dev',
    version: '3.9.1',
    brokers: 3,
    disk: 10,
    size: SMALL,
    rack: false,
  },
  'audit-trail': {
    cluster: 'prod',
    namespace: 'platform',
    name: 'audit-trail',
    version: '3.9.1',
    brokers: 3,
    disk: 300,
    size: MEDIUM,
    rack: true,
  },
  'kafka-old': {
    cluster: 'dev',
    namespace: 'one',
    name: 'kafka-old',
    version: '2.6.0',
    brokers: 3,
    disk: 20,
    size: SMALL,
    zone: 'zone-a',
    rack: false,
  },
} satisfies Record<string, SampleKafka>;

function quota(
  cpu: string,
  memory: string,
  storage: string,
  claims: string,
  pods: string,
): Record<string, string> {
  return {
    'requests.cpu': cpu,
    'requests.memory': memory,
    'requests.storage': storage,
    persistentvolumeclaims: claims,
    pods,
  };
}

/** The image of a Kafka version. */
export function kafkaImage(version: string): string {
  return `ghcr.io/adobe/koperator/kafka:2.13-${version}`;
}

/** Rather in a zone of its own, and never two brokers on one node. */
function placement(name: string, id: number): JsonObject {
  const zone = ZONES[id % ZONES.length];
  return {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          preference: {
            matchExpressions: [
              {
                key: 'topology.kubernetes.io/zone',
                operator: 'In',
                values: [zone],
              },
            ],
          },
        },
      ],
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          labelSelector: { matchLabels: { app: 'kafka', kafka_cr: name } },
          topologyKey: 'kubernetes.io/hostname',
        },
      ],
    },
  };
}

/** The custom resource of a sample. */
export function buildKafka(sample: SampleKafka): KubeObject {
  const { namespace, name, size } = sample;
  const resources = { cpu: size.cpu, memory: size.memory };
  const spec: JsonObject = {
    kRaft: false,
    zkAddresses: [`${name}-zk-client.${namespace}:2181`],
    zkPath: `/${namespace}/${name}`,
    headlessServiceEnabled: true,
    // kafka-old has all brokers on what nodes one zone has.
    oneBrokerPerNode: sample.rack,
    clusterImage: kafkaImage(sample.version),
    readOnlyConfig: [
      'auto.create.topics.enable=false',
      'default.replication.factor=3',
      'min.insync.replicas=2',
      'offsets.topic.replication.factor=3',
      'cruise.control.metrics.topic.auto.create=true',
      '',
    ].join('\n'),
    ...(sample.rack
      ? { rackAwareness: { labels: ['topology.kubernetes.io/zone'] } }
      : {}),
    brokerConfigGroups: {
      default: {
        storageConfigs: [
          {
            mountPath: '/kafka-logs',
            pvcSpec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'ssd',
              resources: { requests: { storage: `${sample.disk}Gi` } },
            },
          },
        ],
        resourceRequirements: { requests: resources, limits: resources },
        kafkaHeapOpts: size.heap,
        ...(sample.zone
          ? { nodeSelector: { 'topology.kubernetes.io/zone': sample.zone } }
          : {}),
      },
    },
    brokers: Array.from({ length: sample.brokers }, (_, id) => ({
      id,
      brokerConfigGroup: 'default',
      ...(sample.rack
        ? { brokerConfig: { affinity: placement(sample.name, id) } }
        : {}),
    })),
    rollingUpgradeConfig: { failureThreshold: 1 },
    disruptionBudget: { create: true, budget: '1' },
    listenersConfig: {
      internalListeners: [
        {
          type: 'plaintext',
          name: 'internal',
          containerPort: 29092,
          usedForInnerBrokerCommunication: true,
        },
        {
          type: 'plaintext',
          name: 'controller',
          containerPort: 29093,
          usedForInnerBrokerCommunication: false,
          usedForControllerCommunication: true,
        },
      ],
    },
    cruiseControlConfig: {
      topicConfig: { partitions: 12, replicationFactor: 3 },
      cruiseControlTaskSpec: { RetryDurationMinutes: 5 },
    },
  };
  return {
    apiVersion: 'kafka.banzaicloud.io/v1beta1',
    kind: 'KafkaCluster',
    metadata: {
      name,
      namespace,
      annotations: sample.useCase
        ? { 'kafka-clusters.io/use-case': sample.useCase }
        : {},
    },
    ...{ spec },
  };
}

/** The ZooKeeper of a sample. */
export function buildZookeeper(sample: SampleKafka): KubeObject {
  const { namespace, name, zone } = sample;
  const spec: JsonObject = {
    replicas: 3,
    image: { repository: 'pravega/zookeeper', tag: '0.2.15' },
    persistence: {
      reclaimPolicy: 'Delete',
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'ssd',
        resources: { requests: { storage: '20Gi' } },
      },
    },
    pod: {
      resources: {
        requests: { cpu: '250m', memory: '1Gi' },
        limits: { cpu: '500m', memory: '1Gi' },
      },
      ...(zone
        ? { nodeSelector: { 'topology.kubernetes.io/zone': zone } }
        : {}),
    },
  };
  return {
    apiVersion: 'zookeeper.pravega.io/v1beta1',
    kind: 'ZookeeperCluster',
    metadata: { name: `${name}-zk`, namespace },
    ...{ spec },
  };
}
