import {
  MAX_CLUSTER_NAME_LENGTH,
  brokerSizeNames,
  useCases,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { z as Zod } from 'zod/v3';

const GiB = 1024 ** 3;

/**
 * The shared schema of a request in the major version of zod that the
 * scaffolder speaks. A test holds both to the same JSON Schema; what JSON
 * Schema cannot say is checked by the shared one in the handler.
 */
export function buildClusterRequestMirror(z: typeof Zod) {
  return z
    .strictObject({
      target: z
        .strictObject({
          kubernetesCluster: z
            .string()
            .describe('Name of the Kubernetes cluster, as configured'),
          namespace: z.string().describe('Namespace to create the cluster in'),
        })
        .describe('Where to create the cluster'),
      owner: z
        .string()
        .min(3)
        .max(200)
        .describe(
          'Entity ref of the owning team; only where the namespace serves several',
        )
        .optional(),
      name: z
        .string()
        .min(1)
        .max(MAX_CLUSTER_NAME_LENGTH)
        .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/)
        .describe('Name of the cluster: lower case letters, digits and dashes'),
      useCase: z.enum(useCases).describe('What the cluster is for'),
      size: z.enum(brokerSizeNames).describe('Size of each broker'),
      brokers: z
        .number()
        .int()
        .min(3)
        .max(30)
        .default(3)
        .describe('Number of brokers'),
      storageBytesPerBroker: z
        .number()
        .int()
        .min(GiB)
        .max(16 * 1024 * GiB)
        .describe(
          'Bytes of storage per broker, whole GiB; that of the size when absent',
        )
        .optional(),
      storageClass: z
        .string()
        .min(1)
        .max(253)
        .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/)
        .describe('Storage class of the volumes'),
      availability: z
        .enum(['zones', 'single-zone'])
        .default('zones')
        .describe('Spread over zones, or everything in one'),
    })
    .describe('The cluster to request');
}
