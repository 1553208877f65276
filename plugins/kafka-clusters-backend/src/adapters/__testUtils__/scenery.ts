import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';

const label = 'topology.kubernetes.io/zone';

/** Three Kubernetes nodes, each in a zone of its own. */
export const threeZones: readonly KubernetesObject[] = ['a', 'b', 'c'].map(
  letter => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${letter}`,
      labels: { [label]: `zone-${letter}` },
    },
  }),
);

/** The client Service of a ZooKeeper that somebody else runs. */
export function zookeeperService(
  name: string,
  namespace: string,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${name}-client`, namespace },
  };
}

/** A pod of a broker that runs since a time. */
export function brokerPod(input: {
  cluster: string;
  namespace: string;
  broker: number;
  createdAt: string;
}): KubernetesObject {
  const { cluster, namespace, broker, createdAt } = input;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${cluster}-${broker}-abcde`,
      namespace,
      creationTimestamp: createdAt,
      labels: { app: 'kafka', kafka_cr: cluster, brokerId: `${broker}` },
    },
    spec: {
      nodeName: `node-${'abc'[broker % 3]}`,
      containers: [{ name: 'kafka', image: 'registry.example.com/kafka:1' }],
    },
    status: {
      phase: 'Running',
      conditions: [
        { type: 'PodScheduled', status: 'True', lastTransitionTime: createdAt },
        { type: 'Ready', status: 'True', lastTransitionTime: createdAt },
      ],
      containerStatuses: [
        { name: 'kafka', state: { running: { startedAt: createdAt } } },
      ],
    },
  };
}

/** A Kafka cluster in ZooKeeper mode; `running` has worked for long, `new` has just been created. */
export function kafkaCluster(input: {
  name: string;
  namespace: string;
  zookeeper: string;
  createdAt: string;
  state: 'running' | 'new';
}): KubernetesObject {
  const { name, namespace, zookeeper, createdAt, state } = input;
  const reported = {
    configurationState: 'ConfigInSync',
    perBrokerConfigurationState: 'PerBrokerConfigInSync',
    version: '3.9.2',
    gracefulActionState: { cruiseControlState: 'GracefulUpscaleSucceeded' },
  };
  return {
    apiVersion: 'kafka.banzaicloud.io/v1beta1',
    kind: 'KafkaCluster',
    metadata: { name, namespace, creationTimestamp: createdAt },
    spec: {
      kRaft: false,
      zkAddresses: [`${zookeeper}-client.${namespace}:2181`],
      brokers: [{ id: 0 }, { id: 1 }, { id: 2 }],
      readOnlyConfig: 'default.replication.factor=3\nmin.insync.replicas=2\n',
    },
    status:
      state === 'running'
        ? {
            state: 'ClusterRunning',
            brokersState: { 0: reported, 1: reported, 2: reported },
          }
        : { state: 'ClusterReconciling', brokersState: {} },
  };
}
