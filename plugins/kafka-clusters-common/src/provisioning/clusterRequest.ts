import { z } from 'zod';
import { isDnsLabel } from '../clusterRef';

/** What a cluster is for; decides defaults of topics, not the size. @public */
export const useCases = [
  'queue',
  'metrics',
  'activity-tracking',
  'stream-processing',
  'log-aggregation',
  'durable-log',
] as const;

/** @public */
export type UseCase = (typeof useCases)[number];

/** Sizes of a broker; the numbers are in {@link brokerSizes}. @public */
export const brokerSizeNames = ['small', 'medium', 'large'] as const;

/** @public */
export type BrokerSizeName = (typeof brokerSizeNames)[number];

const GiB = 1024 ** 3;

/**
 * The presets: every size has three brokers or more, since Cruise Control's
 * metrics topic needs three. Memory is request and limit; the heap is half of
 * it at most and never above 6 GiB, the rest is page cache.
 *
 * @public
 */
export const brokerSizes: Readonly<
  Record<
    BrokerSizeName,
    {
      readonly cpuMillicores: number;
      readonly cpuLimitMillicores: number;
      readonly memoryBytes: number;
      readonly heapBytes: number;
      readonly storageBytes: number;
    }
  >
> = {
  small: {
    cpuMillicores: 1000,
    cpuLimitMillicores: 2000,
    memoryBytes: 4 * GiB,
    heapBytes: 2 * GiB,
    storageBytes: 50 * GiB,
  },
  medium: {
    cpuMillicores: 2000,
    cpuLimitMillicores: 2000,
    memoryBytes: 8 * GiB,
    heapBytes: 4 * GiB,
    storageBytes: 100 * GiB,
  },
  large: {
    cpuMillicores: 4000,
    cpuLimitMillicores: 4000,
    memoryBytes: 16 * GiB,
    heapBytes: 6 * GiB,
    storageBytes: 500 * GiB,
  },
};

/**
 * Longest name of a cluster: `<name>-zk-headless` and `<name>-<id>-storage-0-xxxxx`
 * have to stay DNS labels.
 *
 * @public
 */
export const MAX_CLUSTER_NAME_LENGTH = 40;

/**
 * The one schema of a request for a cluster, used by every door.
 *
 * @public
 */
export const clusterRequestSchema = z.strictObject({
  target: z.strictObject({
    kubernetesCluster: z
      .string()
      .refine(isDnsLabel, { message: 'must be a DNS label' }),
    namespace: z
      .string()
      .refine(isDnsLabel, { message: 'must be a DNS label' }),
  }),
  /** Entity ref of the owning team; only where the namespace serves several. */
  owner: z.string().min(3).max(200).optional(),
  name: z
    .string()
    .min(1)
    .max(MAX_CLUSTER_NAME_LENGTH)
    .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, {
      message:
        'must begin with a letter and hold lower case letters, digits and dashes',
    }),
  useCase: z.enum(useCases),
  size: z.enum(brokerSizeNames),
  brokers: z.number().int().min(3).max(30).default(3),
  /** Bytes per broker, whole GiB. */
  storageBytesPerBroker: z
    .number()
    .int()
    .min(GiB)
    .max(16 * 1024 * GiB)
    .refine(bytes => bytes % GiB === 0, { message: 'must be whole GiB' })
    .optional(),
  storageClass: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/),
  availability: z.enum(['zones', 'single-zone']).default('zones'),
});

/** A request for a cluster as a caller sends it. @public */
export type ClusterRequestInput = z.input<typeof clusterRequestSchema>;

/** A checked request for a cluster, defaults filled in. @public */
export type ClusterRequest = z.output<typeof clusterRequestSchema>;
