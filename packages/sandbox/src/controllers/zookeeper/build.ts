import {
  ConfigMap,
  ObjectMeta,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Service,
  StatefulSet,
} from '../../client/objects';
import { ownedBy } from '../workloads/podBuilder';
import { ZookeeperCluster } from './types';

function meta(
  cluster: ZookeeperCluster,
  name: string,
  more: Record<string, string> = {},
): ObjectMeta {
  return {
    name,
    namespace: cluster.metadata.namespace,
    labels: { ...cluster.spec.labels, ...more },
    ownerReferences: [ownedBy(cluster)],
  };
}

/** The configuration that all members share. */
export function buildConfigMap(cluster: ZookeeperCluster): ConfigMap {
  const { name, namespace } = cluster.metadata;
  const { config = {}, replicas } = cluster.spec;
  const lines = {
    dataDir: '/data',
    standaloneEnabled: 'false',
    reconfigEnabled: 'true',
    skipACL: 'yes',
    'metricsProvider.httpPort': 7000,
    initLimit: config.initLimit,
    syncLimit: config.syncLimit,
    tickTime: config.tickTime,
    maxClientCnxns: config.maxClientCnxns,
    'admin.serverPort': 8080,
    dynamicConfigFile: '/data/zoo.cfg.dynamic',
  };
  const environment = {
    DOMAIN: `${name}-headless.${namespace}.svc.cluster.local`,
    CLIENT_HOST: `${name}-client`,
    CLIENT_PORT: 2181,
    CLUSTER_NAME: name,
    CLUSTER_SIZE: replicas,
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: meta(cluster, `${name}-configmap`),
    data: { 'zoo.cfg': text(lines), 'env.sh': text(environment) },
  };
}

function text(lines: Record<string, unknown>): string {
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Services for clients, for the members among themselves, and for the admin server. */
export function buildServices(cluster: ZookeeperCluster): Service[] {
  const { name } = cluster.metadata;
  const port = (portName: string, number: number) => ({
    name: portName,
    protocol: 'TCP',
    port: number,
    targetPort: number,
  });
  const service = (
    suffix: string,
    headless: boolean,
    ports: Service['spec']['ports'],
  ): Service => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta(cluster, `${name}-${suffix}`, {
      headless: String(headless),
      'owner-rv': cluster.metadata.resourceVersion ?? '',
    }),
    spec: {
      type: 'ClusterIP',
      ...(headless ? { clusterIP: 'None' } : {}),
      selector: { app: name },
      ports,
    },
  });
  return [
    service('client', false, [port('tcp-client', 2181)]),
    service(
      'headless',
      true,
      (cluster.spec.ports ?? []).map(one =>
        port(`tcp-${one.name}`, one.containerPort),
      ),
    ),
    service('admin-server', false, [port('tcp-admin-server', 8080)]),
  ];
}

/** How many members may be away at once. */
export function buildBudget(cluster: ZookeeperCluster): PodDisruptionBudget {
  const { name, resourceVersion = '' } = cluster.metadata;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: meta(cluster, name, { 'owner-rv': resourceVersion }),
    spec: {
      maxUnavailable: cluster.spec.maxUnavailableReplicas ?? 1,
      selector: { matchLabels: { app: name } },
    },
  };
}

/** The members. */
export function buildStatefulSet(cluster: ZookeeperCluster): StatefulSet {
  const { name, resourceVersion = '' } = cluster.metadata;
  const { spec } = cluster;
  const persistent = spec.storageType !== 'ephemeral';
  const { image, pod = {} } = spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: meta(cluster, name, { 'owner-rv': resourceVersion }),
    spec: {
      replicas: spec.replicas ?? 3,
      serviceName: `${name}-headless`,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      selector: { matchLabels: { app: name } },
      template: {
        metadata: {
          labels: { ...pod.labels, app: name, kind: 'ZookeeperMember' },
          ...(pod.annotations ? { annotations: pod.annotations } : {}),
        },
        spec: {
          affinity: pod.affinity,
          nodeSelector: pod.nodeSelector,
          tolerations: pod.tolerations,
          topologySpreadConstraints: pod.topologySpreadConstraints,
          imagePullSecrets: pod.imagePullSecrets,
          serviceAccountName: pod.serviceAccountName ?? 'default',
          terminationGracePeriodSeconds:
            pod.terminationGracePeriodSeconds ?? 30,
          restartPolicy: 'Always',
          volumes: [
            {
              name: 'conf',
              configMap: { name: `${name}-configmap`, defaultMode: 420 },
            },
            ...(persistent ? [] : [{ name: 'data', emptyDir: {} }]),
          ],
          containers: [
            {
              name: 'zookeeper',
              image: `${image?.repository}:${image?.tag}`,
              imagePullPolicy: image?.pullPolicy ?? 'Always',
              command: ['/usr/local/bin/zookeeperStart.sh'],
              ports: spec.ports,
              env: pod.env,
              resources: pod.resources ?? {},
              volumeMounts: [
                { name: 'data', mountPath: '/data' },
                { name: 'conf', mountPath: '/conf' },
              ],
              livenessProbe: {
                exec: { command: ['zookeeperLive.sh'] },
                ...spec.probes?.livenessProbe,
                successThreshold: 1,
              },
              readinessProbe: {
                exec: { command: ['zookeeperReady.sh'] },
                ...spec.probes?.readinessProbe,
              },
            },
          ],
        },
      },
      volumeClaimTemplates: persistent ? [claimTemplate(cluster)] : undefined,
    },
  };
}

function claimTemplate(cluster: ZookeeperCluster): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'data',
      labels: { ...cluster.spec.labels, uid: cluster.metadata.uid ?? '' },
      annotations: cluster.spec.persistence?.annotations,
    },
    spec: cluster.spec.persistence?.spec as PersistentVolumeClaim['spec'],
  };
}
