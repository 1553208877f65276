import { JsonObject } from '../../apiserver/json';
import {
  Affinity,
  KubeObject,
  PodSpec,
  Toleration,
} from '../../client/objects';
import { namespacedResource } from '../../client/resources';

/** What one broker may be told, in its group or itself. */
export interface BrokerConfig {
  image?: string;
  metricsReporterImage?: string;
  storageConfigs?: {
    mountPath: string;
    pvcSpec?: JsonObject & {
      resources?: { requests?: Record<string, string> };
    };
    emptyDir?: JsonObject;
  }[];
  resourceRequirements?: PodSpec['containers'][0]['resources'];
  kafkaHeapOpts?: string;
  kafkaJvmPerfOpts?: string;
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
  affinity?: Affinity;
  brokerAnnotations?: Record<string, string>;
  brokerLabels?: Record<string, string>;
  imagePullSecrets?: { name: string }[];
  serviceAccountName?: string;
  priorityClassName?: string;
  terminationGracePeriodSeconds?: number;
  podSecurityContext?: JsonObject;
  envs?: JsonObject[];
}

/** One broker of a cluster. */
export interface Broker {
  id: number;
  brokerConfigGroup?: string;
  brokerConfig?: BrokerConfig;
  readOnlyConfig?: string;
}

/** One internal listener. */
export interface InternalListener {
  name: string;
  type: string;
  containerPort: number;
  internalStartingPort?: number;
  usedForInnerBrokerCommunication?: boolean;
  usedForControllerCommunication?: boolean;
}

/** What the operator knows of one broker. */
export interface BrokerState {
  configurationState: string;
  perBrokerConfigurationState: string;
  rackAwarenessState: string;
  configurationBackup?: string;
  image?: string;
  version?: string;
  gracefulActionState: {
    cruiseControlState: string;
    cruiseControlOperationReference?: { name: string };
    volumeStates?: Record<
      string,
      {
        cruiseControlVolumeState: string;
        cruiseControlOperationReference?: { name: string };
      }
    >;
  };
}

/** A Kafka cluster of Koperator, as far as the sandbox's engine looks at it. */
export interface KafkaCluster extends KubeObject {
  spec: {
    kRaft?: boolean;
    zkAddresses?: string[];
    zkPath?: string;
    headlessServiceEnabled: boolean;
    oneBrokerPerNode: boolean;
    propagateLabels?: boolean;
    clusterImage?: string;
    clusterMetricsReporterImage?: string;
    readOnlyConfig?: string;
    clusterWideConfig?: string;
    brokerConfigGroups?: Record<string, BrokerConfig>;
    brokers: Broker[];
    rackAwareness?: { labels: string[] };
    kubernetesClusterDomain?: string;
    disruptionBudget?: { create?: boolean; budget?: string };
    rollingUpgradeConfig: {
      failureThreshold: number;
      concurrentBrokerRestartCountPerRack?: number;
    };
    taintedBrokersSelector?: {
      matchLabels?: Record<string, string>;
      matchExpressions?: { key: string; operator: string; values?: string[] }[];
    };
    listenersConfig: { internalListeners: InternalListener[] };
    cruiseControlConfig: {
      image?: string;
      cruiseControlEndpoint?: string;
      capacityConfig?: string;
      clusterConfig?: string;
      config?: string;
      resourceRequirements?: PodSpec['containers'][0]['resources'];
      imagePullSecrets?: { name: string }[];
      cruiseControlAnnotations?: Record<string, string>;
      nodeSelector?: Record<string, string>;
      tolerations?: Toleration[];
      cruiseControlOperationSpec?: { ttlSecondsAfterFinished?: number };
    };
    monitoringConfig?: { jmxImage?: string; pathToJar?: string };
    envoyConfig?: JsonObject;
    contourIngressConfig?: JsonObject;
  };
  status?: {
    state: string;
    alertCount: number;
    brokersState?: Record<string, BrokerState>;
    cruiseControlTopicStatus?: string;
    listenerStatuses?: {
      internalListeners?: Record<string, { name: string; address: string }[]>;
    };
    rollingUpgradeStatus?: { errorCount: number; lastSuccess: string };
  };
}

/** One task that Cruise Control is given. */
export interface CruiseControlTask {
  id?: string;
  operation: string;
  parameters?: Record<string, string>;
  started?: string;
  finished?: string;
  state?: string;
  httpRequest?: string;
  httpResponseCode?: number;
  summary?: Record<string, string>;
  errorMessage?: string;
}

/** An operation of Cruise Control. */
export interface CruiseControlOperation extends KubeObject {
  spec?: { errorPolicy?: string; ttlSecondsAfterFinished?: number };
  status?: {
    currentTask?: CruiseControlTask;
    errorPolicy: string;
    retryCount: number;
  };
}

/** A topic. */
export interface KafkaTopic extends KubeObject {
  spec: {
    name: string;
    partitions: number;
    replicationFactor: number;
    clusterRef: { name: string; namespace?: string };
  };
  status?: { state: string; managedBy: string };
}

/** A user. */
export interface KafkaUser extends KubeObject {
  spec: {
    secretName: string;
    createCert?: boolean;
    clusterRef: { name: string; namespace?: string };
    topicGrants?: {
      topicName: string;
      accessType: string;
      patternType?: string;
    }[];
  };
  status?: { state: string; acls?: string[] };
}

const GROUP = 'kafka.banzaicloud.io';

/** The resources that Koperator serves. */
export const KOPERATOR_RESOURCES = {
  clusters: namespacedResource<KafkaCluster>(
    `${GROUP}/v1beta1`,
    'KafkaCluster',
    'kafkaclusters',
  ),
  operations: namespacedResource<CruiseControlOperation>(
    `${GROUP}/v1alpha1`,
    'CruiseControlOperation',
    'cruisecontroloperations',
  ),
  topics: namespacedResource<KafkaTopic>(
    `${GROUP}/v1alpha1`,
    'KafkaTopic',
    'kafkatopics',
  ),
  users: namespacedResource<KafkaUser>(
    `${GROUP}/v1alpha1`,
    'KafkaUser',
    'kafkausers',
  ),
} as const;

/** Names that Koperator uses. */
export const FINALIZERS = {
  main: 'finalizer.kafkaclusters.kafka.banzaicloud.io',
  topics: 'topics.kafkaclusters.kafka.banzaicloud.io',
  users: 'users.kafkaclusters.kafka.banzaicloud.io',
  topic: 'finalizer.kafkatopics.kafka.banzaicloud.io',
  user: 'finalizer.kafkausers.kafka.banzaicloud.io',
  operation: 'finalizer.cruisecontroloperations.kafka.banzaicloud.io',
} as const;

/** Images when a custom resource names none. */
export const DEFAULT_IMAGES = {
  kafka: 'ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11',
  cruiseControl: 'adobe/cruise-control:3.0.3-adbe-20260722',
  jmx: 'ghcr.io/adobe/koperator/jmx-javaagent:1.5.0',
} as const;
