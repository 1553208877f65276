import { ZookeeperCluster } from './types';

/** The version that the operator installs when none is named. */
export const DEFAULT_TAG = '0.2.15';

/**
 * The specification with everything that the operator writes into it first:
 * some fifty fields that nobody asked for.
 */
export function withDefaults(
  cluster: ZookeeperCluster,
): ZookeeperCluster['spec'] {
  const { name } = cluster.metadata;
  const { spec } = cluster;
  const labels = { app: name, release: name };
  const probe = {
    failureThreshold: 3,
    initialDelaySeconds: 10,
    periodSeconds: 10,
  };
  const ephemeral = spec.storageType === 'ephemeral';
  return {
    ...spec,
    adminServerService: spec.adminServerService ?? {},
    clientService: spec.clientService ?? {},
    headlessService: spec.headlessService ?? {},
    config: {
      autoPurgePurgeInterval: 1,
      autoPurgeSnapRetainCount: 3,
      commitLogCount: 500,
      globalOutstandingLimit: 1000,
      initLimit: 10,
      maxClientCnxns: 60,
      maxSessionTimeout: 40000,
      minSessionTimeout: 4000,
      preAllocSize: 65536,
      snapCount: 10000,
      snapSizeLimitInKb: 4194304,
      syncLimit: 2,
      tickTime: 2000,
      ...spec.config,
    },
    image: {
      pullPolicy: 'Always',
      repository: 'pravega/zookeeper',
      tag: DEFAULT_TAG,
      ...spec.image,
    },
    labels: { ...labels, ...spec.labels },
    maxUnavailableReplicas: spec.maxUnavailableReplicas ?? 1,
    ...(ephemeral
      ? {}
      : {
          persistence: {
            reclaimPolicy: 'Retain',
            ...spec.persistence,
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '20Gi' } },
              ...spec.persistence?.spec,
            },
          },
        }),
    pod: {
      affinity: antiAffinity(name),
      resources: {},
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      ...spec.pod,
      labels: { ...labels, ...spec.pod?.labels },
    },
    ports: spec.ports ?? ports(),
    probes: spec.probes ?? {
      livenessProbe: { ...probe, successThreshold: 0, timeoutSeconds: 10 },
      readinessProbe: { ...probe, successThreshold: 1, timeoutSeconds: 10 },
    },
    replicas: spec.replicas ?? 3,
  };
}

function antiAffinity(name: string) {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          podAffinityTerm: {
            labelSelector: {
              matchExpressions: [
                { key: 'app', operator: 'In', values: [name] },
              ],
            },
            topologyKey: 'kubernetes.io/hostname',
          },
          weight: 20,
        },
      ],
    },
  };
}

function ports() {
  return (
    [
      ['client', 2181],
      ['quorum', 2888],
      ['leader-election', 3888],
      ['metrics', 7000],
      ['admin-server', 8080],
    ] as const
  ).map(([name, containerPort]) => ({ containerPort, name, protocol: 'TCP' }));
}
