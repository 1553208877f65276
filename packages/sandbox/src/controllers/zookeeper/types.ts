import { JsonObject } from '../../apiserver/json';
import { Affinity, KubeObject, PodSpec } from '../../client/objects';
import { namespacedResource } from '../../client/resources';

/** A ZooKeeper ensemble, as far as the sandbox's engine looks at it. */
export interface ZookeeperCluster extends KubeObject {
  spec: {
    replicas?: number;
    image?: { repository?: string; tag?: string; pullPolicy?: string };
    labels?: Record<string, string>;
    storageType?: string;
    persistence?: {
      reclaimPolicy?: string;
      annotations?: Record<string, string>;
      spec?: JsonObject;
    };
    ephemeral?: JsonObject;
    config?: Record<string, number>;
    pod?: {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
      resources?: PodSpec['containers'][0]['resources'];
      serviceAccountName?: string;
      terminationGracePeriodSeconds?: number;
      affinity?: Affinity;
      nodeSelector?: Record<string, string>;
      tolerations?: PodSpec['tolerations'];
      topologySpreadConstraints?: PodSpec['topologySpreadConstraints'];
      imagePullSecrets?: { name: string }[];
      env?: JsonObject[];
    };
    ports?: { name: string; containerPort: number; protocol: string }[];
    probes?: { livenessProbe?: JsonObject; readinessProbe?: JsonObject };
    maxUnavailableReplicas?: number;
    triggerRollingRestart?: boolean;
    adminServerService?: JsonObject;
    clientService?: JsonObject;
    headlessService?: JsonObject;
  };
  status?: {
    replicas?: number;
    readyReplicas?: number;
    members?: { ready?: string[]; unready?: string[] };
    conditions?: {
      type: string;
      status: string;
      reason?: string;
      message?: string;
      lastTransitionTime?: string;
      lastUpdateTime?: string;
    }[];
    currentVersion?: string;
    targetVersion?: string;
    externalClientEndpoint?: string;
    internalClientEndpoint?: string;
    metaRootCreated?: boolean;
  };
}

/** The resource of the operator. */
export const ZOOKEEPER_CLUSTERS = namespacedResource<ZookeeperCluster>(
  'zookeeper.pravega.io/v1beta1',
  'ZookeeperCluster',
  'zookeeperclusters',
);

/** The finalizer that keeps a cluster until its claims are deleted. */
export const CLAIM_FINALIZER = 'cleanUpZookeeperPVC';
