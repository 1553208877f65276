import {
  parseQuantity,
  type KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { at, id, list, properties, raw, text } from '../koperator/parse';
import { ZONE_LABEL } from '../koperator/volumes';
import {
  antiAffinityOf,
  autoCreates,
  heapOf,
  ignoredKeys,
  positive,
  type Wish,
  type WishedDisk,
  type WishedNode,
} from '../koperator/wish';

/** Brokers beyond this many are not read: no cluster has them, and the list is anybody's. */
const MAX_NODES = 1000;

function diskOf(entry: unknown): WishedDisk[] {
  const mountPath = text(at(entry, 'mountPath'));
  const claim = at(entry, 'pvcSpec') ?? at(entry, 'pvc');
  return mountPath
    ? [
        {
          mountPath,
          bytes: parseQuantity(at(claim, 'resources', 'requests', 'storage')),
          storageClass:
            // A fork has it flat beside the claim.
            text(at(claim, 'storageClassName')) ??
            text(at(entry, 'storageClassName')),
        },
      ]
    : [];
}

function nodeOf(spec: unknown, broker: unknown): WishedNode[] {
  const brokerId = id(at(broker, 'id'));
  if (brokerId === undefined) {
    return [];
  }
  const cpu = parseQuantity(at(broker, 'resourceReqs', 'requests', 'cpu'));
  return [
    {
      id: brokerId,
      broker: true,
      controller: false,
      image: text(at(broker, 'image')),
      disks: list(at(broker, 'storageConfigs')).flatMap(diskOf),
      cpuMillicores: cpu === undefined ? undefined : Math.round(cpu * 1000),
      memoryBytes: parseQuantity(
        at(broker, 'resourceReqs', 'requests', 'memory'),
      ),
      memoryLimitBytes: parseQuantity(
        at(broker, 'resourceReqs', 'limits', 'memory'),
      ),
      heapBytes: heapOf(at(broker, 'kafkaHeapOpts')),
      zone: text(at(broker, 'nodeSelector', ZONE_LABEL)),
      antiAffinity: antiAffinityOf(undefined, spec),
    },
  ];
}

/** Until 0.2 one text with a path behind it, then a list. */
function zookeeperAddressesOf(spec: unknown): readonly string[] {
  const one = text(at(spec, 'zkAddress'));
  return one === undefined
    ? list(at(spec, 'zkAddresses')).flatMap(entry => text(entry) ?? [])
    : one.split(',').map(address => address.trim());
}

/** Reads what a custom resource of the time before 0.6 asks for; what it does not say is Kafka's default. */
export function readLegacyWish(cluster: KubernetesObject): Wish {
  const spec = at(cluster, 'spec');
  const brokers = list(at(spec, 'brokerConfigs')).slice(0, MAX_NODES);
  const nodes = new Map(
    brokers
      .flatMap(broker => nodeOf(spec, broker))
      .map(node => [node.id, node]),
  );
  // Brokers are configured one by one; what the first of them says stands for all.
  const configs = brokers.map(broker => properties(at(broker, 'config')));
  const value = (name: string) =>
    configs.map(config => config.get(name)).find(found => found !== undefined);
  return {
    kraft: false,
    nodes: [...nodes.values()].sort((a, b) => a.id - b.id),
    minInsyncReplicas: positive(value('min.insync.replicas')),
    replicationFactor: positive(value('default.replication.factor')),
    rackAware: false,
    zookeeperAddresses: zookeeperAddressesOf(spec),
    cruiseControlExternal: false,
    autoCreateTopics: autoCreates(value('auto.create.topics.enable')),
    ignoredSettings: [...new Set(configs.flatMap(ignoredKeys))].slice(0, 10),
  };
}

/** What its operator says of the cluster; '' where it says nothing. */
export function operatorStateOf(cluster: KubernetesObject): string {
  return raw(at(cluster, 'status', 'state') ?? '');
}
