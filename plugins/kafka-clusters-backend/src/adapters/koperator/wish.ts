import type { SafetyFacts } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  parseQuantity,
  type KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import {
  at,
  entries,
  id,
  list,
  properties,
  text,
  type Fields,
  fields,
} from './parse';
import { ZONE_LABEL } from './volumes';

/** A disk that the custom resource asks for. */
export interface WishedDisk {
  readonly mountPath: string;
  readonly bytes?: number;
  readonly storageClass?: string;
}

/** What the custom resource asks of one broker or controller. */
export interface WishedNode {
  readonly id: number;
  readonly broker: boolean;
  readonly controller: boolean;
  readonly image?: string;
  readonly disks: readonly WishedDisk[];
  readonly cpuMillicores?: number;
  readonly memoryBytes?: number;
  readonly memoryLimitBytes?: number;
  readonly heapBytes?: number;
  /** The only zone that it may run in. */
  readonly zone?: string;
  /** Whether it may share a Kubernetes node with another one. */
  readonly antiAffinity: NonNullable<SafetyFacts['antiAffinity']>;
}

/** What the custom resource asks for, defaults of the operator filled in. */
export interface Wish {
  readonly kraft: boolean;
  readonly nodes: readonly WishedNode[];
  readonly minInsyncReplicas: number;
  readonly replicationFactor: number;
  /** Brokers are told their zone, so that Kafka spreads replicas. */
  readonly rackAware: boolean;
  readonly zookeeperAddresses: readonly string[];
  readonly cruiseControlExternal: boolean;
  readonly autoCreateTopics: boolean;
  readonly ignoredSettings: readonly string[];
}

/** Brokers beyond this many are not read: no cluster has them, and the list is anybody's. */
const MAX_NODES = 1000;

function disksOf(configs: readonly Fields[]): readonly WishedDisk[] {
  const disks = new Map<string, WishedDisk>();
  // The broker's own come last and win, as in the operator.
  for (const config of configs) {
    for (const entry of list(config.storageConfigs)) {
      const mountPath = text(at(entry, 'mountPath'));
      if (mountPath) {
        disks.set(mountPath, {
          mountPath,
          bytes: parseQuantity(
            at(entry, 'pvcSpec', 'resources', 'requests', 'storage'),
          ),
          storageClass: text(at(entry, 'pvcSpec', 'storageClassName')),
        });
      }
    }
  }
  return [...disks.values()];
}

/** The largest heap that Java's options allow. */
export function heapOf(options: unknown): number | undefined {
  const match = /-Xmx(\d+)([kKmMgG]?)/.exec(text(options) ?? '');
  const factors: Readonly<Record<string, number>> = {
    '': 1,
    k: 2 ** 10,
    m: 2 ** 20,
    g: 2 ** 30,
  };
  return match ? Number(match[1]) * factors[match[2].toLowerCase()] : undefined;
}

function wishedNode(spec: unknown, broker: unknown, kraft: boolean) {
  const nodeId = id(at(broker, 'id'));
  if (nodeId === undefined) {
    return [];
  }
  const group = text(at(broker, 'brokerConfigGroup')) ?? '';
  const configs = [
    fields(at(spec, 'brokerConfigGroups', group)),
    fields(at(broker, 'brokerConfig')),
  ];
  const [shared, own] = configs;
  const pick = (...path: string[]) => at(own, ...path) ?? at(shared, ...path);
  const roles = [...list(own.processRoles), ...list(shared.processRoles)];
  const cpu = parseQuantity(pick('resourceRequirements', 'requests', 'cpu'));
  const node: WishedNode = {
    id: nodeId,
    broker: !kraft || roles.includes('broker') || roles.length === 0,
    controller: kraft && roles.includes('controller'),
    image: text(pick('image')) ?? text(at(spec, 'clusterImage')),
    disks: disksOf(configs),
    cpuMillicores: cpu === undefined ? undefined : Math.round(cpu * 1000),
    memoryBytes: parseQuantity(
      pick('resourceRequirements', 'requests', 'memory'),
    ),
    memoryLimitBytes: parseQuantity(
      pick('resourceRequirements', 'limits', 'memory'),
    ),
    heapBytes: heapOf(pick('kafkaHeapOpts')),
    antiAffinity: antiAffinityOf(pick('affinity'), spec),
    zone: text(pick('nodeSelector', ZONE_LABEL)),
  };
  return [node];
}

/** A whole number of at least 1 as Kafka reads it; Kafka's default where there is none. */
export function positive(value: string | undefined): number {
  return value !== undefined && /^[1-9]\d{0,5}$/.test(value)
    ? Number(value)
    : 1;
}

/** Kafka creates topics by itself unless it is told not to. */
export function autoCreates(value: string | undefined): boolean {
  return value?.toLowerCase() !== 'false';
}

/** Settings of Kafka are spelled with dots: one with underscores is a slip that Kafka passes over. */
export function ignoredKeys(
  config: ReadonlyMap<string, string>,
): readonly string[] {
  return [...config.keys()]
    .filter(key => /^[a-z]{1,40}(_[a-z]{1,40}){1,8}$/.test(key))
    .slice(0, 10);
}

/** An affinity of its own takes the place of what `oneBrokerPerNode` makes. */
export function antiAffinityOf(
  affinity: unknown,
  spec: unknown,
): WishedNode['antiAffinity'] {
  if (affinity === undefined) {
    return at(spec, 'oneBrokerPerNode') === true ? 'required' : 'preferred';
  }
  const has = (strength: string) =>
    list(
      at(
        affinity,
        'podAntiAffinity',
        `${strength}DuringSchedulingIgnoredDuringExecution`,
      ),
    ).some(term =>
      [
        at(term, 'topologyKey'),
        at(term, 'podAffinityTerm', 'topologyKey'),
      ].includes('kubernetes.io/hostname'),
    );
  if (has('required')) {
    return 'required';
  }
  return has('preferred') ? 'preferred' : 'none';
}

/** Reads what a custom resource asks for; what it does not say is Kafka's default. */
export function readWish(cluster: KubernetesObject): Wish {
  const spec = at(cluster, 'spec');
  const kraft = at(spec, 'kRaft') === true;
  const nodes = new Map<number, WishedNode>();
  for (const broker of list(at(spec, 'brokers')).slice(0, MAX_NODES)) {
    for (const node of wishedNode(spec, broker, kraft)) {
      nodes.set(node.id, node);
    }
  }
  const config = properties(at(spec, 'readOnlyConfig'));
  const dynamic = properties(at(spec, 'clusterWideConfig'));
  // Dynamic configuration of the whole cluster wins over the static file.
  const value = (name: string) => dynamic.get(name) ?? config.get(name);
  return {
    kraft,
    nodes: [...nodes.values()].sort((a, b) => a.id - b.id),
    minInsyncReplicas: positive(value('min.insync.replicas')),
    replicationFactor: positive(value('default.replication.factor')),
    rackAware: list(at(spec, 'rackAwareness', 'labels')).includes(ZONE_LABEL),
    zookeeperAddresses: kraft
      ? []
      : list(at(spec, 'zkAddresses')).flatMap(entry => text(entry) ?? []),
    autoCreateTopics: autoCreates(value('auto.create.topics.enable')),
    ignoredSettings: ignoredKeys(config),
    cruiseControlExternal:
      text(at(spec, 'cruiseControlConfig', 'cruiseControlEndpoint')) !==
      undefined,
  };
}

/** Ids that the status still knows, in or out of the wish. */
export function reportedIds(cluster: KubernetesObject): readonly number[] {
  return entries(at(cluster, 'status', 'brokersState'))
    .slice(0, MAX_NODES)
    .flatMap(([key]) => id(key) ?? []);
}
