import {
  type ClusterNode,
  OWNER_ANNOTATION,
  REQUEST_ANNOTATION,
  USE_CASE_ANNOTATION,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  KubernetesObject,
  RenderInput,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { pulledImages, splitImage } from './images';
import { operatorResources } from './resources';
import { ZONE_LABEL } from './volumes';

const GiB = 1024 ** 3;

/** ZooKeeper holds metadata only: one size serves every size of Kafka here. */
export const zookeeperSize = {
  replicas: 3,
  cpuMillicores: 500,
  cpuLimitMillicores: 1000,
  memoryBytes: 2 * GiB,
  heapMegabytes: 1024,
  storageBytes: 20 * GiB,
};

/** Annotations of every custom resource of a request. Never labels: Koperator copies labels to what it creates, and may roll brokers for them. */
export function requestAnnotations(
  input: RenderInput,
): Readonly<Record<string, string>> {
  return {
    [REQUEST_ANNOTATION]: input.requestId,
    ...(input.owner ? { [OWNER_ANNOTATION]: input.owner } : {}),
    [USE_CASE_ANNOTATION]: input.request.useCase,
  };
}

/** References to the pull secrets, where there are any. */
export function pullSecrets(input: RenderInput) {
  const { pullSecrets: names } = input.images;
  return names.length
    ? { imagePullSecrets: names.map(name => ({ name })) }
    : {};
}

/** Whether the zones suffice to spread over them; what is asked for beside that is the preflight's to refuse. */
export function spreadsOverZones(input: RenderInput): boolean {
  return input.request.availability === 'zones' && input.zones.length > 1;
}

/** Name of the ZookeeperCluster of a request. */
export function zookeeperName(input: RenderInput): string {
  return `${input.request.name}-zk`;
}

function spreading(input: RenderInput) {
  const labelSelector = { matchLabels: { app: zookeeperName(input) } };
  const affinity = {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector,
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    },
  };
  return spreadsOverZones(input)
    ? {
        affinity,
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: ZONE_LABEL,
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector,
          },
        ],
      }
    : { affinity };
}

/** The ZookeeperCluster of a request. */
export function renderZookeeper(input: RenderInput): KubernetesObject {
  const { request } = input;
  const { group, version, kind } = operatorResources.zookeeperClusters;
  const size = zookeeperSize;
  return {
    apiVersion: `${group}/${version}`,
    kind,
    metadata: {
      name: zookeeperName(input),
      namespace: request.target.namespace,
      annotations: requestAnnotations(input),
    },
    spec: {
      replicas: size.replicas,
      image: {
        ...splitImage(pulledImages(input.images).zookeeper),
        pullPolicy: 'IfNotPresent',
      },
      storageType: 'persistence',
      persistence: {
        // The portal offers no other way to reach a kept volume again.
        reclaimPolicy: 'Delete',
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: request.storageClass,
          resources: {
            requests: { storage: `${size.storageBytes / GiB}Gi` },
          },
        },
      },
      pod: {
        ...spreading(input),
        resources: {
          requests: {
            cpu: `${size.cpuMillicores}m`,
            memory: `${size.memoryBytes / GiB}Gi`,
          },
          limits: {
            cpu: `${size.cpuLimitMillicores}m`,
            memory: `${size.memoryBytes / GiB}Gi`,
          },
        },
        env: [{ name: 'ZK_SERVER_HEAP', value: `${size.heapMegabytes}` }],
        terminationGracePeriodSeconds: 30,
        ...pullSecrets(input),
      },
    },
  };
}

/** Members as they will be. */
export function plannedMembers(input: RenderInput): readonly ClusterNode[] {
  return Array.from({ length: zookeeperSize.replicas }, (_, ordinal) => ({
    id: ordinal,
    role: 'zookeeper' as const,
    state: 'planned' as const,
    pod: `${zookeeperName(input)}-${ordinal}`,
    zone: spreadsOverZones(input)
      ? input.zones[ordinal % input.zones.length]
      : undefined,
    volumes: [
      {
        claim: `data-${zookeeperName(input)}-${ordinal}`,
        mountPath: '/data',
        requestedBytes: zookeeperSize.storageBytes,
        storageClass: input.request.storageClass,
        phase: 'unknown' as const,
      },
    ],
    configuration: 'unknown' as const,
  }));
}
