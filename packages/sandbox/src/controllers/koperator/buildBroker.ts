import {
  Affinity,
  ConfigMap,
  Container,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  Service,
} from '../../client/objects';
import { ownedBy } from '../workloads/podBuilder';
import { brokerProperties, imageOf, settingsOf } from './brokerSettings';
import { LAST_APPLIED, packLastApplied } from './lastApplied';
import { Broker, DEFAULT_IMAGES, KafkaCluster } from './types';

/** Where the metrics exporter is put. */
export const JMX_JAR = '/opt/jmx-exporter/jmx_prometheus.jar';
const HELPER_RESOURCES = {
  limits: { cpu: '100m', memory: '100Mi' },
  requests: { cpu: '100m', memory: '100Mi' },
};

/** Metadata of something that Koperator makes for a cluster. */
export function childMeta(
  cluster: KafkaCluster,
  name: string,
  labels: Record<string, string>,
  annotations: Record<string, string> = {},
): ObjectMeta {
  return {
    name,
    namespace: cluster.metadata.namespace,
    labels: {
      ...(cluster.spec.propagateLabels ? cluster.metadata.labels : {}),
      ...labels,
      kafka_cr: cluster.metadata.name,
    },
    annotations,
    ownerReferences: [ownedBy(cluster)],
  };
}

/** Adds the packed copy of an object to its annotations. */
export function withLastApplied<T extends { metadata: ObjectMeta }>(
  object: T,
): T {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        [LAST_APPLIED]: packLastApplied(object),
        ...metadata.annotations,
      },
    },
  };
}

/** The configuration of one broker. */
export function buildBrokerConfigMap(
  cluster: KafkaCluster,
  broker: Broker,
): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: childMeta(
      cluster,
      `${cluster.metadata.name}-config-${broker.id}`,
      {
        app: 'kafka',
        brokerId: String(broker.id),
      },
    ),
    data: { 'broker-config': brokerProperties(cluster, broker) },
  };
}

/** The service of one broker, where there is no headless one for all. */
export function buildBrokerService(
  cluster: KafkaCluster,
  broker: Broker,
): Service {
  const labels = { app: 'kafka', brokerId: String(broker.id) };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: childMeta(
      cluster,
      `${cluster.metadata.name}-${broker.id}`,
      labels,
    ),
    spec: {
      type: 'ClusterIP',
      selector: { ...labels, kafka_cr: cluster.metadata.name },
      ports: [...listenerPorts(cluster), port('metrics', 9020)],
    },
  };
}

/** Service ports of the listeners. */
export function listenerPorts(
  cluster: KafkaCluster,
): NonNullable<Service['spec']['ports']> {
  return cluster.spec.listenersConfig.internalListeners.map(one =>
    port(`tcp-${one.name}`, one.containerPort),
  );
}

/** One service port. */
export function port(name: string, number: number) {
  return { name, protocol: 'TCP', port: number, targetPort: number };
}

/** The claims of one broker, one for each disk; the server completes the names. */
export function buildClaims(
  cluster: KafkaCluster,
  broker: Broker,
): PersistentVolumeClaim[] {
  return (settingsOf(cluster, broker).storageConfigs ?? []).flatMap(
    (storage, index) => {
      if (!storage.pvcSpec) {
        return [];
      }
      const prefix = `${cluster.metadata.name}-${broker.id}-storage-${index}-`;
      const meta = childMeta(
        cluster,
        '',
        { app: 'kafka', brokerId: String(broker.id), pvcRoles: 'broker' },
        { mountPath: storage.mountPath },
      );
      const { name, ...metadata } = meta;
      return [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: {
            ...metadata,
            generateName: prefix,
            finalizers: ['kubernetes.io/pvc-protection'],
          } as ObjectMeta,
          spec: storage.pvcSpec as PersistentVolumeClaim['spec'],
        },
      ];
    },
  );
}

/**
 * The pod of one broker on its claims. What is compared to decide about a
 * restart is exactly this object.
 */
export function buildBrokerPod(
  cluster: KafkaCluster,
  broker: Broker,
  claims: PersistentVolumeClaim[],
): Omit<Pod, 'status'> {
  const settings = settingsOf(cluster, broker);
  const { name: clusterName } = cluster.metadata;
  const meta = childMeta(
    cluster,
    '',
    {
      ...settings.brokerLabels,
      app: 'kafka',
      brokerId: String(broker.id),
      isBrokerNode: 'true',
      isControllerNode: 'false',
    },
    settings.brokerAnnotations,
  );
  const { name, ...metadata } = meta;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      generateName: `${clusterName}-${broker.id}-`,
    } as ObjectMeta,
    spec: {
      ...(cluster.spec.headlessServiceEnabled
        ? {
            hostname: `${clusterName}-${broker.id}`,
            subdomain: `${clusterName}-headless`,
          }
        : {}),
      restartPolicy: 'Never',
      terminationGracePeriodSeconds:
        settings.terminationGracePeriodSeconds ?? 120,
      serviceAccountName: settings.serviceAccountName ?? 'default',
      securityContext: settings.podSecurityContext ?? {},
      affinity: settings.affinity ?? antiAffinity(cluster),
      nodeSelector: settings.nodeSelector,
      tolerations: settings.tolerations?.length
        ? settings.tolerations
        : undefined,
      imagePullSecrets: settings.imagePullSecrets,
      priorityClassName: settings.priorityClassName,
      volumes: volumes(cluster, broker, claims),
      initContainers: initContainers(cluster, broker),
      containers: [kafkaContainer(cluster, broker, claims)],
    },
  };
}

function antiAffinity(cluster: KafkaCluster): Affinity {
  const term = {
    labelSelector: {
      matchLabels: { app: 'kafka', kafka_cr: cluster.metadata.name },
    },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    podAntiAffinity: cluster.spec.oneBrokerPerNode
      ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
      : {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: term },
          ],
        },
  };
}

function volumes(
  cluster: KafkaCluster,
  broker: Broker,
  claims: PersistentVolumeClaim[],
): Pod['spec']['volumes'] {
  const { name } = cluster.metadata;
  const configMap = (volume: string, map: string) => ({
    name: volume,
    configMap: { name: map, defaultMode: 420 },
  });
  return [
    configMap('broker-config', `${name}-config-${broker.id}`),
    { name: 'exitfile', emptyDir: {} },
    { name: 'extensions', emptyDir: {} },
    { name: 'jmx-jar-data', emptyDir: {} },
    ...claims.map((claim, index) => ({
      name: `kafka-data-${index}`,
      persistentVolumeClaim: { claimName: claim.metadata.name },
    })),
    configMap(`${name}-kafka-jmx-exporter`, `${name}-kafka-jmx-exporter`),
  ];
}

function initContainers(
  cluster: KafkaCluster,
  broker: Broker,
): Pod['spec']['initContainers'] {
  const reporter =
    settingsOf(cluster, broker).metricsReporterImage ??
    cluster.spec.clusterMetricsReporterImage ??
    cluster.spec.cruiseControlConfig.image ??
    DEFAULT_IMAGES.cruiseControl;
  return [
    {
      name: 'cruise-control-reporter',
      image: reporter,
      command: [
        '/bin/sh',
        '-cex',
        'cp -v reporter.jar /opt/kafka/libs/extensions/',
      ],
      resources: HELPER_RESOURCES,
      volumeMounts: [
        { name: 'extensions', mountPath: '/opt/kafka/libs/extensions' },
      ],
    },
    jmxExporter(cluster),
  ];
}

/** The container that brings the metrics exporter into a pod. */
export function jmxExporter(cluster: KafkaCluster): Container {
  return {
    name: 'jmx-exporter',
    image: cluster.spec.monitoringConfig?.jmxImage ?? DEFAULT_IMAGES.jmx,
    command: ['cp', '/jmx_prometheus_javaagent.jar', JMX_JAR],
    resources: HELPER_RESOURCES,
    volumeMounts: [{ name: 'jmx-jar-data', mountPath: '/opt/jmx-exporter/' }],
  };
}

function kafkaContainer(
  cluster: KafkaCluster,
  broker: Broker,
  claims: PersistentVolumeClaim[],
): Pod['spec']['containers'][0] {
  const settings = settingsOf(cluster, broker);
  const env = (name: string, value: string) => ({ name, value });
  const jmx = `${cluster.metadata.name}-kafka-jmx-exporter`;
  return {
    name: 'kafka',
    image: imageOf(cluster, broker),
    command: [
      'bash',
      '-c',
      '/opt/kafka/bin/kafka-server-start.sh /config/broker-config',
    ],
    ports: [
      ...cluster.spec.listenersConfig.internalListeners.map(one => ({
        name: `tcp-${one.name}`,
        containerPort: one.containerPort,
        protocol: 'TCP',
      })),
      { name: 'metrics', containerPort: 9020, protocol: 'TCP' },
    ],
    env: [
      env('CLASSPATH', '/opt/kafka/libs/extensions/*'),
      env('KAFKA_HEAP_OPTS', settings.kafkaHeapOpts ?? '-Xmx2G -Xms2G'),
      env(
        'KAFKA_JVM_PERFORMANCE_OPTS',
        settings.kafkaJvmPerfOpts ?? '-server -XX:+UseG1GC',
      ),
      env(
        'KAFKA_OPTS',
        `-javaagent:${JMX_JAR}=9020:/etc/jmx-exporter/config.yaml`,
      ),
      ...(settings.envs ?? []),
    ],
    resources: settings.resourceRequirements ?? {
      limits: { cpu: '1500m', memory: '3Gi' },
      requests: { cpu: '1', memory: '2Gi' },
    },
    volumeMounts: [
      { name: 'broker-config', mountPath: '/config' },
      { name: 'exitfile', mountPath: '/var/run/wait' },
      { name: 'extensions', mountPath: '/opt/kafka/libs/extensions' },
      { name: 'jmx-jar-data', mountPath: '/opt/jmx-exporter/' },
      ...claims.map((claim, index) => ({
        name: `kafka-data-${index}`,
        mountPath: claim.metadata.annotations?.mountPath ?? '/kafka-logs',
      })),
      { name: jmx, mountPath: '/etc/jmx-exporter/' },
    ],
  };
}
