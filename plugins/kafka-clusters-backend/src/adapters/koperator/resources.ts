import type { KubernetesResource } from '@kafka-clusters/plugin-kafka-clusters-node';

/** Types of Koperator and of the ZooKeeper operator that the adapter reads. */
export const operatorResources = {
  kafkaClusters: {
    group: 'kafka.banzaicloud.io',
    version: 'v1beta1',
    plural: 'kafkaclusters',
    kind: 'KafkaCluster',
    namespaced: true,
  },
  cruiseControlOperations: {
    group: 'kafka.banzaicloud.io',
    version: 'v1alpha1',
    plural: 'cruisecontroloperations',
    kind: 'CruiseControlOperation',
    namespaced: true,
  },
  zookeeperClusters: {
    group: 'zookeeper.pravega.io',
    version: 'v1beta1',
    plural: 'zookeeperclusters',
    kind: 'ZookeeperCluster',
    namespaced: true,
  },
} as const satisfies Record<string, KubernetesResource>;
