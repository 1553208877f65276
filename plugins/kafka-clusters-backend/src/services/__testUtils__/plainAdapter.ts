import {
  OWNER_ANNOTATION,
  REQUEST_ANNOTATION,
  healthReasons,
  type ClusterNode,
  type HealthReasonCode,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesResource,
  type ProvisioningAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { isRecord } from '../../kubernetes/json';

/** The type of clusters of {@link plainAdapter}. */
export const kafkaClusters: KubernetesResource = {
  group: 'kafka.banzaicloud.io',
  version: 'v1beta1',
  plural: 'kafkaclusters',
  kind: 'KafkaCluster',
  namespaced: true,
};

/** The type of their ZooKeeper clusters. */
export const zookeeperClusters: KubernetesResource = {
  group: 'zookeeper.pravega.io',
  version: 'v1beta1',
  plural: 'zookeeperclusters',
  kind: 'ZookeeperCluster',
  namespaced: true,
};

/**
 * An adapter whose clusters say of themselves how they are: the status lists
 * codes of reasons, every pod labelled with the cluster is a broker. Services
 * are tested with it, so that no test of theirs waits for an operator.
 */
export const plainAdapter: ProvisioningAdapter = {
  id: 'koperator',
  clusterResource: kafkaClusters,
  watches: [kafkaClusters, zookeeperClusters],
  renders: [zookeeperClusters, kafkaClusters],
  detect: () => ({
    installed: true,
    line: 'adobe',
    version: '0.28.0',
    supported: true,
  }),
  clusterNamesOf: () => [],
  remember: (memory, cluster, now) => ({
    ...memory,
    generation: cluster.metadata.generation ?? 0,
    firstSeen: memory?.firstSeen ?? now.toISOString(),
  }),
  toModel: ({ cluster, objects }) => {
    const { name, namespace, uid } = cluster.metadata;
    const spec = isRecord(cluster.spec) ? cluster.spec : {};
    const status = isRecord(cluster.status) ? cluster.status : {};
    if (spec.poison) {
      throw new TypeError('poison');
    }
    const nodes = objects
      .list(kubernetesResources.pods, namespace)
      .filter(pod => pod.metadata.labels?.kafka_cr === name)
      .map(toNode);
    const codes = Array.isArray(status.reasons) ? status.reasons : [];
    return {
      operator: { id: 'koperator', line: 'adobe', version: '0.28.0' },
      mode: 'zookeeper',
      version: { current: String(spec.version ?? '3.9.2') },
      nodes,
      listeners: [],
      minInsyncReplicas: 2,
      replicationFactor: 3,
      requestedStorageBytes: Number(spec.storage ?? 0),
      resources: {},
      storage: {},
      conditions: [
        {
          about: { kind: 'KafkaCluster', name, namespace },
          type: 'State',
          status: String(status.state ?? ''),
          message: String(status.message ?? ''),
        },
      ],
      reasons: codes.map((code: HealthReasonCode) => ({
        code,
        severity: healthReasons[code].severity,
        params: { text: String(status.message ?? '') },
        about: [],
        blocks: { code: 'nothing', params: {} },
        next: { code: 'nothing-wait', params: {} },
      })),
      objects: [
        { kind: 'KafkaCluster', name, namespace, uid },
        ...nodes.map(node => ({
          kind: 'Pod',
          name: node.pod ?? '',
          namespace,
        })),
      ],
      zookeeper: { namespace: namespace ?? '', name: `${name}-zk` },
    };
  },
  render: ({ request, requestId, owner, zones }) => {
    const metadata = (name: string) => ({
      name,
      namespace: request.target.namespace,
      annotations: {
        [REQUEST_ANNOTATION]: requestId,
        ...(owner ? { [OWNER_ANNOTATION]: owner } : {}),
      },
    });
    return {
      objects: [
        {
          step: 'zookeeper-cluster',
          resource: zookeeperClusters,
          object: {
            apiVersion: 'zookeeper.pravega.io/v1beta1',
            kind: 'ZookeeperCluster',
            metadata: metadata(`${request.name}-zk`),
            spec: { replicas: 3 },
          },
        },
        {
          step: 'kafka-cluster',
          resource: kafkaClusters,
          object: {
            apiVersion: 'kafka.banzaicloud.io/v1beta1',
            kind: 'KafkaCluster',
            metadata: metadata(request.name),
            spec: { brokers: request.brokers, zones },
            // Nothing runs yet.
            status: { reasons: ['zookeeper-starting'] },
          },
        },
      ],
      followUps: [],
      footprint: {
        cpu: 3000,
        memory: 12 * 2 ** 30,
        storage: 150 * 2 ** 30,
        volumes: 6,
        pods: 7,
      },
      nodes: [],
      minInsyncReplicas: 2,
      replicationFactor: 3,
      findings: [],
    };
  },
};

function toNode(pod: KubernetesObject): ClusterNode {
  const spec = isRecord(pod.spec) ? pod.spec : {};
  return {
    id: Number(pod.metadata.labels?.brokerId ?? 0),
    role: 'broker',
    state: 'running',
    pod: pod.metadata.name,
    kubernetesNode:
      typeof spec.nodeName === 'string' ? spec.nodeName : undefined,
    volumes: [],
    configuration: 'in-sync',
  };
}
