import { randomBytes } from 'node:crypto';
import { JsonObject } from '../apiserver/json';
import { ApiClient } from '../client/ApiClient';
import { KubeObject, PersistentVolumeClaim, Pod } from '../client/objects';
import { namespacedResource, RESOURCES } from '../client/resources';
import { ensureObject } from '../controllers/installation';
import { isReady } from '../controllers/kubelet/startup';
import { ownedBy } from '../controllers/workloads/podBuilder';
import { ZOOKEEPER_CLUSTERS } from '../controllers/zookeeper/types';
import type { SampleCluster } from './samples';

/** The old one: nobody's, and made before its operator had its present name. */
export const LEGACY_KAFKA = {
  cluster: 'dev' as SampleCluster,
  namespace: 'legacy',
  name: 'kafka-olm',
};

const IMAGE = 'banzaicloud/kafka:2.13-2.4.0';
const LABELS = { app: 'kafka', kafka_cr: LEGACY_KAFKA.name, brokerId: '0' };
const CLAIM = `${LEGACY_KAFKA.name}-0-storage`;
const POD = `${LEGACY_KAFKA.name}-0-8f2kd`;
const ZOOKEEPER = `${LEGACY_KAFKA.name}-zk`;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const { namespace, name } = LEGACY_KAFKA;

/** Clusters of the time before Koperator 0.6. */
export const LEGACY_CLUSTERS = namespacedResource<KubeObject>(
  'banzaicloud.banzaicloud.io/v1alpha1',
  'KafkaCluster',
  'kafkaclusters',
);

const REQUIREMENTS = {
  limits: { cpu: '2', memory: '8Gi' },
  requests: { cpu: '500m', memory: '256Mi' },
};

function buildSpec(zkPassword: string): JsonObject {
  const zkAddress = `${ZOOKEEPER}-client.${namespace}:2181/kafka`;
  return {
    group: 'group-xrfod',
    description: 'kafka-olm',
    oneBrokerPerNode: false,
    zkAddress,
    exporterImage: 'danielqsj/kafka-exporter',
    kafkaManager: { image: 'sheepkiller/kafka-manager:latest', zkAddress },
    envoyConfig: { image: 'envoyproxy/envoy:v1.11.1' },
    monitoringConfig: { jmxImage: 'banzaicloud/jmx-javaagent:0.12.0' },
    brokerConfigs: [
      {
        id: 0,
        image: IMAGE,
        externalPort: 29637,
        zkUsername: 'super',
        zkPassword,
        kafkaHeapOpts: '-Xmx4096m -Xms4096m',
        resourceReqs: REQUIREMENTS,
        // The misspelt setting is how people wrote it down; Kafka passes over it.
        config: [
          'auto_create_topics_enable=true',
          'socket.request.max.bytes=1195725956',
          'zookeeper.connection.timeout.ms=60000',
          'zookeeper.session.timeout.ms=6000',
          '',
        ].join('\n'),
        storageConfigs: [
          {
            mountPath: '/kafka-logs',
            storageClassName: 'standard-fixed',
            pvcSpec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '10Gi' } },
            },
          },
        ],
      },
    ],
    listenersConfig: {
      internalListeners: [
        {
          type: 'plaintext',
          name: 'plaintext',
          containerPort: 29092,
          usedForInnerBrokerCommunication: true,
        },
      ],
    },
  };
}

/**
 * The custom resource as `kubectl apply` leaves it: its password in clear text,
 * and once more in the copy of what was applied.
 */
function buildLegacyKafka(): KubeObject {
  const applied = {
    apiVersion: LEGACY_CLUSTERS.apiVersion,
    kind: LEGACY_CLUSTERS.kind,
    metadata: { name, namespace },
    // Made here and now: none is in this repository, and no two sandboxes have the same.
    ...{ spec: buildSpec(randomBytes(12).toString('hex')) },
  };
  return {
    ...applied,
    metadata: {
      ...applied.metadata,
      annotations: { [LAST_APPLIED]: JSON.stringify(applied) },
    },
  };
}

function buildPod(): Omit<Pod, 'status'> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: POD, namespace, labels: LABELS },
    spec: {
      restartPolicy: 'Always',
      containers: [
        {
          name: 'kafka',
          image: IMAGE,
          ports: [{ name: 'tcp-plaintext', containerPort: 29092 }],
          resources: REQUIREMENTS,
          volumeMounts: [{ name: 'kafka-data-0', mountPath: '/kafka-logs' }],
        },
      ],
      volumes: [
        {
          name: 'kafka-data-0',
          persistentVolumeClaim: { claimName: CLAIM },
        },
      ],
    },
  };
}

function buildClaim(): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: CLAIM,
      namespace,
      labels: LABELS,
      annotations: { mountPath: '/kafka-logs' },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard-fixed',
      resources: { requests: { storage: '10Gi' } },
    },
  };
}

/**
 * Puts the old cluster in place with all that belongs to it. Its operator is
 * long gone: nobody makes a pod anew that is deleted.
 */
export async function createLegacyKafka(client: ApiClient): Promise<void> {
  await ensureObject(client, ZOOKEEPER_CLUSTERS, {
    apiVersion: ZOOKEEPER_CLUSTERS.apiVersion,
    kind: ZOOKEEPER_CLUSTERS.kind,
    metadata: { name: ZOOKEEPER, namespace },
    spec: {
      replicas: 1,
      image: { repository: 'pravega/zookeeper', tag: '0.2.15' },
      persistence: {
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'standard-fixed',
          resources: { requests: { storage: '5Gi' } },
        },
      },
    },
  });
  await ensureObject(client, LEGACY_CLUSTERS, buildLegacyKafka());
  const owner = await client.get(LEGACY_CLUSTERS, name, namespace);
  const own = <T extends KubeObject>(object: T): T => ({
    ...object,
    metadata: { ...object.metadata, ownerReferences: [ownedBy(owner)] },
  });
  await ensureObject(client, RESOURCES.claims, own(buildClaim()));
  await ensureObject(client, RESOURCES.pods, own(buildPod()) as Pod);
  await ensureObject(client, RESOURCES.services, {
    ...own({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-all-svc`, namespace, labels: LABELS },
    }),
    spec: {
      type: 'ClusterIP',
      selector: { app: 'kafka', kafka_cr: name },
      ports: [
        {
          name: 'tcp-plaintext',
          protocol: 'TCP',
          port: 29092,
          targetPort: 29092,
        },
      ],
    },
  });
}

/** Whether the broker of the old cluster runs. */
export async function isLegacyRunning(client: ApiClient): Promise<boolean> {
  const { items } = await client.list(RESOURCES.pods, namespace);
  return items.some(pod => pod.metadata.name === POD && isReady(pod));
}
