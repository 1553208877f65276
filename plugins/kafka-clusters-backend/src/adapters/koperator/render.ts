import {
  brokerSizes,
  type ClusterNode,
  type PlanFinding,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  KubernetesObject,
  RenderedCluster,
  RenderInput,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import {
  cruiseControlSize,
  followUps,
  footprintOf,
  storageBytes,
} from './footprint';
import { pulledImages } from './images';
import {
  plannedMembers,
  pullSecrets,
  renderZookeeper,
  requestAnnotations,
  spreadsOverZones,
  zookeeperName,
} from './renderZookeeper';
import { operatorResources } from './resources';
import { useCaseConfig } from './useCases';
import { ZONE_LABEL } from './volumes';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

const CLIENT_PORT = 29092;
const CONTROL_PLANE_PORT = 29093;
const MOUNT_PATH = '/kafka-logs';
const GROUP = 'default';
const REPLICATION_FACTOR = 3;
const MIN_IN_SYNC = 2;

/** Settings without which a lost broker loses data or stops the cluster. */
function readOnlyConfig(input: RenderInput): string {
  const settings: Readonly<Record<string, string | number>> = {
    // A mistyped name must not become a topic.
    'auto.create.topics.enable': 'false',
    'default.replication.factor': REPLICATION_FACTOR,
    'min.insync.replicas': MIN_IN_SYNC,
    'offsets.topic.replication.factor': REPLICATION_FACTOR,
    'transaction.state.log.replication.factor': REPLICATION_FACTOR,
    'transaction.state.log.min.isr': MIN_IN_SYNC,
    'cruise.control.metrics.topic.auto.create': 'true',
    'cruise.control.metrics.topic.num.partitions': 12,
    'cruise.control.metrics.topic.replication.factor': REPLICATION_FACTOR,
    ...useCaseConfig[input.request.useCase],
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Everything that all brokers share, once. */
function brokerGroup(input: RenderInput) {
  const { request } = input;
  const size = brokerSizes[request.size];
  const heap = `${size.heapBytes / MiB}m`;
  const memory = `${size.memoryBytes / GiB}Gi`;
  return {
    storageConfigs: [
      {
        mountPath: MOUNT_PATH,
        pvcSpec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: request.storageClass,
          resources: {
            requests: { storage: `${storageBytes(input) / GiB}Gi` },
          },
        },
      },
    ],
    resourceRequirements: {
      requests: { cpu: `${size.cpuMillicores}m`, memory },
      limits: { cpu: `${size.cpuLimitMillicores}m`, memory },
    },
    kafkaHeapOpts: `-Xmx${heap} -Xms${heap}`,
    metricsReporterImage: pulledImages(input.images).cruiseControl,
    terminationGracePeriodSeconds: 120,
    brokerAnnotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9020',
    },
    ...pullSecrets(input),
  };
}

/** Anti-affinity alone would not keep brokers of more nodes than zones apart, and the map would promise what nobody keeps. */
function brokers(input: RenderInput) {
  return Array.from({ length: input.request.brokers }, (_, id) => ({
    id,
    brokerConfigGroup: GROUP,
    ...(spreadsOverZones(input)
      ? {
          brokerConfig: {
            nodeSelector: {
              [ZONE_LABEL]: input.zones[id % input.zones.length],
            },
          },
        }
      : {}),
  }));
}

function cruiseControl(input: RenderInput) {
  const { cpuMillicores, cpuLimitMillicores, memoryBytes } = cruiseControlSize;
  const memory = `${memoryBytes / MiB}Mi`;
  return {
    image: pulledImages(input.images).cruiseControl,
    topicConfig: { partitions: 12, replicationFactor: REPLICATION_FACTOR },
    cruiseControlTaskSpec: { RetryDurationMinutes: 5 },
    resourceRequirements: {
      requests: { cpu: `${cpuMillicores}m`, memory },
      limits: { cpu: `${cpuLimitMillicores}m`, memory },
    },
    ...pullSecrets(input),
  };
}

function renderKafka(input: RenderInput): KubernetesObject {
  const { request } = input;
  const { group, version, kind } = operatorResources.kafkaClusters;
  const { namespace } = request.target;
  const images = pulledImages(input.images);
  return {
    apiVersion: `${group}/${version}`,
    kind,
    metadata: {
      name: request.name,
      namespace,
      annotations: requestAnnotations(input),
    },
    spec: {
      kRaft: false,
      zkAddresses: [`${zookeeperName(input)}-client.${namespace}:2181`],
      zkPath: `/${namespace}/${request.name}`,
      headlessServiceEnabled: true,
      // Hard: two brokers on one node are lost together.
      oneBrokerPerNode: request.availability === 'zones',
      ...(spreadsOverZones(input)
        ? { rackAwareness: { labels: [ZONE_LABEL] } }
        : {}),
      clusterImage: images.kafka,
      readOnlyConfig: readOnlyConfig(input),
      brokerConfigGroups: { [GROUP]: brokerGroup(input) },
      brokers: brokers(input),
      // Zero would stop every rolling upgrade for ever.
      rollingUpgradeConfig: { failureThreshold: 1 },
      disruptionBudget: { create: true, budget: '1' },
      listenersConfig: {
        internalListeners: [
          {
            type: 'plaintext',
            name: 'internal',
            containerPort: CLIENT_PORT,
            usedForInnerBrokerCommunication: true,
          },
          {
            type: 'plaintext',
            name: 'controller',
            containerPort: CONTROL_PLANE_PORT,
            usedForInnerBrokerCommunication: false,
            usedForControllerCommunication: true,
          },
        ],
      },
      monitoringConfig: { jmxImage: images.jmxExporter },
      cruiseControlConfig: cruiseControl(input),
    },
  };
}

function plannedBrokers(input: RenderInput): readonly ClusterNode[] {
  const { request, zones } = input;
  return Array.from({ length: request.brokers }, (_, id) => ({
    id,
    role: 'broker' as const,
    state: 'planned' as const,
    zone: spreadsOverZones(input) ? zones[id % zones.length] : undefined,
    volumes: [
      {
        claim: `${request.name}-${id}-storage-0`,
        mountPath: MOUNT_PATH,
        requestedBytes: storageBytes(input),
        storageClass: request.storageClass,
        phase: 'unknown' as const,
      },
    ],
    configuration: 'unknown' as const,
    image: pulledImages(input.images).kafka,
  }));
}

function findingsOf(input: RenderInput): readonly PlanFinding[] {
  const plain: PlanFinding = {
    level: 'warning',
    code: 'plain-listeners',
    params: { port: CLIENT_PORT },
  };
  return input.request.availability === 'single-zone'
    ? [
        plain,
        {
          level: 'warning',
          code: 'single-zone',
          params: {},
          field: 'availability',
        },
      ]
    : [plain];
}

/**
 * Renders a request for the adobe line in ZooKeeper mode: the ZookeeperCluster
 * first, since brokers end without it.
 */
export function renderKoperator(input: RenderInput): RenderedCluster {
  return {
    objects: [
      {
        step: 'zookeeper-cluster',
        resource: operatorResources.zookeeperClusters,
        object: renderZookeeper(input),
      },
      {
        step: 'kafka-cluster',
        resource: operatorResources.kafkaClusters,
        object: renderKafka(input),
      },
    ],
    followUps: followUps(input),
    footprint: footprintOf(input),
    nodes: [...plannedBrokers(input), ...plannedMembers(input)],
    minInsyncReplicas: MIN_IN_SYNC,
    replicationFactor: REPLICATION_FACTOR,
    rackAware: spreadsOverZones(input),
    findings: findingsOf(input),
  };
}
