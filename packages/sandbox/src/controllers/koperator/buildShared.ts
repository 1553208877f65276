import { createHash } from 'node:crypto';
import { parseQuantity } from '../../apiserver/validation/quantity';
import {
  ConfigMap,
  PodDisruptionBudget,
  ReplicatedWorkload,
  Service,
} from '../../client/objects';
import { bootstrapHost, settingsOf } from './brokerSettings';
import {
  childMeta,
  JMX_JAR,
  jmxExporter,
  listenerPorts,
  port,
} from './buildBroker';
import { DEFAULT_IMAGES, KafkaCluster } from './types';

function configMap(
  cluster: KafkaCluster,
  name: string,
  app: string,
  data: Record<string, string>,
): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: childMeta(cluster, `${cluster.metadata.name}-${name}`, { app }),
    data,
  };
}

/** Rules of the metrics exporters. */
export function buildJmxConfigMaps(cluster: KafkaCluster): ConfigMap[] {
  const config = { 'config.yaml': 'lowercaseOutputName: true\n' };
  return [
    configMap(cluster, 'kafka-jmx-exporter', 'kafka-jmx', config),
    configMap(cluster, 'cc-jmx-exporter', 'cruisecontrol-jmx', config),
  ];
}

/** The disruption budget of the brokers: at least one is kept. */
export function buildBudget(
  cluster: KafkaCluster,
): PodDisruptionBudget | undefined {
  const { create, budget = '1' } = cluster.spec.disruptionBudget ?? {};
  if (!create) {
    return undefined;
  }
  const count = cluster.spec.brokers.length;
  const spare = budget.endsWith('%')
    ? Math.floor((count * Number.parseInt(budget, 10)) / 100)
    : Number.parseInt(budget, 10) || 0;
  const labels = { app: 'kafka' };
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: childMeta(cluster, `${cluster.metadata.name}-pdb`, labels),
    spec: {
      minAvailable: Math.max(1, count - spare),
      selector: {
        matchLabels: { ...labels, kafka_cr: cluster.metadata.name },
      },
    },
  };
}

/** The service for clients that take any broker. */
export function buildBootstrapService(cluster: KafkaCluster): Service {
  const { name } = cluster.metadata;
  const headless = cluster.spec.headlessServiceEnabled;
  const labels: Record<string, string> = headless
    ? { app: 'kafka', isBrokerNode: 'true' }
    : { app: 'kafka' };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: childMeta(
      cluster,
      `${name}-${headless ? 'headless' : 'all-broker'}`,
      labels,
    ),
    spec: {
      type: 'ClusterIP',
      selector: { ...labels, kafka_cr: name },
      ...(headless
        ? { clusterIP: 'None', publishNotReadyAddresses: true }
        : {}),
      ports: [
        ...listenerPorts(cluster),
        ...(headless ? [port('metrics', 9020)] : []),
      ],
    },
  };
}

/** Service, configuration and deployment of Cruise Control. */
export function buildCruiseControl(cluster: KafkaCluster): {
  service: Service;
  config: ConfigMap;
  deployment: ReplicatedWorkload;
} {
  const { name } = cluster.metadata;
  const labels = { app: 'cruisecontrol' };
  const selector = { ...labels, kafka_cr: name };
  const config = configMap(cluster, 'cruisecontrol-config', 'cruisecontrol', {
    'capacity.json': capacity(cluster),
    'clusterConfigs.json': cluster.spec.cruiseControlConfig.clusterConfig ?? '',
    'cruisecontrol.properties': properties(cluster),
  });
  return {
    config,
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: childMeta(cluster, `${name}-cruisecontrol-svc`, labels),
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [port('cc', 8090), port('metrics', 9020)],
      },
    },
    deployment: deployment(cluster, selector, config.data ?? {}),
  };
}

function properties(cluster: KafkaCluster): string {
  const { internalListeners } = cluster.spec.listenersConfig;
  const inner =
    internalListeners.find(one => one.usedForInnerBrokerCommunication) ??
    internalListeners[0];
  const zookeeper = `${(cluster.spec.zkAddresses ?? []).join(',')}${
    cluster.spec.zkPath ?? '/'
  }`;
  return (
    `bootstrap.servers=${bootstrapHost(cluster)}:${inner?.containerPort}\n` +
    `zookeeper.connect=${zookeeper}\n` +
    `${cluster.spec.cruiseControlConfig.config ?? ''}`
  );
}

function capacity(cluster: KafkaCluster): string {
  const { capacityConfig } = cluster.spec.cruiseControlConfig;
  if (capacityConfig) {
    return capacityConfig;
  }
  const brokerCapacities = cluster.spec.brokers.map(broker => {
    const settings = settingsOf(cluster, broker);
    const cpu =
      parseQuantity(settings.resourceRequirements?.limits?.cpu) ?? 1.5;
    const disks = (settings.storageConfigs ?? []).map(storage => [
      `${storage.mountPath}/kafka`,
      String(
        Math.floor(
          (parseQuantity(storage.pvcSpec?.resources?.requests?.storage) ?? 0) /
            1e6,
        ),
      ),
    ]);
    return {
      brokerId: String(broker.id),
      capacity: {
        DISK: Object.fromEntries(disks) as Record<string, string>,
        CPU: String(Math.round(cpu * 100)),
        NW_IN: '125000',
        NW_OUT: '125000',
      },
      doc: 'Capacity unit used for disk is in MB, cpu is in percentage, network throughput is in KB.',
    };
  });
  return JSON.stringify({ brokerCapacities }, undefined, 4);
}

function deployment(
  cluster: KafkaCluster,
  selector: Record<string, string>,
  files: Record<string, string>,
): ReplicatedWorkload {
  const { name } = cluster.metadata;
  const settings = cluster.spec.cruiseControlConfig;
  const sum = (file: string) =>
    createHash('sha256')
      .update(files[file] ?? '')
      .digest('hex');
  const configVolume = (map: string) => ({
    name: map,
    configMap: { name: map, defaultMode: 420 },
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: childMeta(cluster, `${name}-cruisecontrol`, {
      app: 'cruisecontrol',
    }),
    spec: {
      replicas: 1,
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: selector,
          annotations: {
            ...settings.cruiseControlAnnotations,
            'cruiseControlCapacity.json': sum('capacity.json'),
            'cruiseControlClusterConfig.json': sum('clusterConfigs.json'),
            'cruiseControlConfig.json': sum('cruisecontrol.properties'),
          },
        },
        spec: {
          nodeSelector: settings.nodeSelector,
          tolerations: settings.tolerations,
          imagePullSecrets: settings.imagePullSecrets,
          restartPolicy: 'Always',
          terminationGracePeriodSeconds: 30,
          serviceAccountName: 'default',
          volumes: [
            configVolume(`${name}-cruisecontrol-config`),
            configVolume(`${name}-cc-jmx-exporter`),
            { name: 'jmx-jar-data', emptyDir: {} },
          ],
          initContainers: [jmxExporter(cluster)],
          containers: [
            {
              name: `${name}-cruisecontrol`,
              image: settings.image ?? DEFAULT_IMAGES.cruiseControl,
              ports: [
                { containerPort: 8090, protocol: 'TCP' },
                { containerPort: 9020, protocol: 'TCP' },
              ],
              resources: settings.resourceRequirements ?? {
                limits: { cpu: '200m', memory: '768Mi' },
                requests: { cpu: '200m', memory: '768Mi' },
              },
              readinessProbe: {
                tcpSocket: { port: 8090 },
                initialDelaySeconds: 5,
                timeoutSeconds: 1,
                periodSeconds: 10,
                successThreshold: 1,
                failureThreshold: 3,
              },
              env: [
                {
                  name: 'KAFKA_OPTS',
                  value: `-javaagent:${JMX_JAR}=9020:/etc/jmx-exporter/config.yaml`,
                },
              ],
              volumeMounts: [
                {
                  name: `${name}-cruisecontrol-config`,
                  mountPath: '/opt/cruise-control/config',
                },
                { name: 'jmx-jar-data', mountPath: '/opt/jmx-exporter/' },
                {
                  name: `${name}-cc-jmx-exporter`,
                  mountPath: '/etc/jmx-exporter/',
                },
              ],
            },
          ],
        },
      },
    },
  };
}
