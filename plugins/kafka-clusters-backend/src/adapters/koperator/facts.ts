import type {
  BlockCode,
  ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  AdapterMemory,
  KubernetesObject,
  KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { readBrokers, type BrokerView } from './brokers';
import { readCruiseControl, type CruiseControlView } from './cruiseControl';
import { Deadlines } from './Deadlines';
import {
  createdAt,
  deletedAt,
  finalizersOf,
  nameOf,
  namespaceOf,
} from './meta';
import { at, raw, text } from './parse';
import { blocks, type Message } from './reasons/reason';
import { Zones } from './volumes';
import { readWish, type Wish } from './wish';
import {
  parseZookeeperAddress,
  readZookeeper,
  type ZookeeperAddress,
  type ZookeeperView,
} from './zookeeper';

/** How long a new cluster or broker may take before its absence is news. */
export const START_SECONDS = 300;

/** Flicker of the operator's own state below this is no news. */
export const DEBOUNCE_SECONDS = 60;

/** Everything that is known of one cluster at one moment, read once. */
export interface Facts {
  readonly cluster: KubernetesObject;
  readonly namespace: string;
  readonly name: string;
  readonly about: ObjectRef;
  readonly createdAt?: string;
  readonly deletedAt?: string;
  readonly finalizers: readonly string[];
  readonly objects: KubernetesObjects;
  readonly memory: AdapterMemory;
  readonly deadlines: Deadlines;
  readonly wish: Wish;
  /** Raw `status.state`; '' where the operator has not written one. */
  readonly operatorState: string;
  /** It has worked once. */
  readonly established: boolean;
  /** Brokers and controllers, those that are being removed included. */
  readonly nodes: readonly BrokerView[];
  /** Brokers of the wish: those that must run. */
  readonly brokers: readonly BrokerView[];
  readonly running: number;
  readonly controllers: readonly BrokerView[];
  readonly zookeeperAddress?: ZookeeperAddress;
  readonly zookeeper?: ZookeeperView;
  readonly cruiseControl: CruiseControlView;
}

/**
 * Whether the operator has ever brought the cluster up. It sets finalizers and
 * reads Kafka's version only once Kafka has answered.
 */
export function isEstablished(
  cluster: KubernetesObject,
  memory: AdapterMemory,
): boolean {
  return (
    typeof memory.establishedAt === 'string' ||
    at(cluster, 'status', 'state') === 'ClusterRunning' ||
    finalizersOf(cluster).some(name => name.includes('kafkaclusters')) ||
    text(at(cluster, 'status', 'rollingUpgradeStatus', 'lastSuccess')) !==
      undefined
  );
}

/**
 * Reads everything that the model and the verdict need.
 *
 * @param readOwnWish - reads the specification of an earlier type of the same operator
 */
export function readFacts(
  input: {
    readonly cluster: KubernetesObject;
    readonly objects: KubernetesObjects;
    readonly memory: AdapterMemory | undefined;
    readonly now: Date;
  },
  readOwnWish: (cluster: KubernetesObject) => Wish = readWish,
): Facts {
  const { cluster, objects, memory = {}, now } = input;
  const namespace = namespaceOf(cluster);
  const name = nameOf(cluster);
  const wish = readOwnWish(cluster);
  const zones = Zones.of(objects);
  const nodes = readBrokers({ cluster, namespace, name, wish, objects, zones });
  const brokers = nodes.filter(node => node.wished?.broker);
  const zookeeperAddress = wish.zookeeperAddresses
    .flatMap(address => parseZookeeperAddress(address, namespace) ?? [])
    .at(0);
  return {
    cluster,
    namespace,
    name,
    about: { kind: 'KafkaCluster', name, namespace },
    createdAt: createdAt(cluster),
    deletedAt: deletedAt(cluster),
    finalizers: finalizersOf(cluster),
    objects,
    memory,
    deadlines: Deadlines.at(now),
    wish,
    operatorState: raw(at(cluster, 'status', 'state') ?? ''),
    established: isEstablished(cluster, memory),
    nodes,
    brokers,
    running: brokers.filter(broker => broker.node.state === 'running').length,
    controllers: nodes.filter(node => node.wished?.controller),
    zookeeperAddress,
    zookeeper:
      zookeeperAddress && readZookeeper(zookeeperAddress, objects, zones),
    cruiseControl: readCruiseControl(objects, namespace, name),
  };
}

/** What the loss of a broker or controller blocks: it depends on how many are left. */
export function blockOfLoss(
  facts: Facts,
  node?: BrokerView,
): Message<BlockCode> {
  const { running, brokers, controllers, wish, established } = facts;
  const min = wish.minInsyncReplicas;
  if (!established) {
    return blocks('creation', {});
  }
  if (node?.node.role === 'controller') {
    const total = controllers.length;
    const left = controllers.filter(
      controller => controller.node.state === 'running',
    ).length;
    return left - 1 > total / 2
      ? blocks('nothing', {})
      : blocks('no-more-loss', { running: left, total });
  }
  if (running < min) {
    return blocks('writes-min-insync', { running, min });
  }
  // A broker that has never answered holds no replica yet.
  const lost = brokers.filter(
    broker => broker.answered && broker.node.state !== 'running',
  ).length;
  // Partitions have replicationFactor copies, however many brokers there are.
  return running - 1 < min || (lost > 0 && lost >= wish.replicationFactor - min)
    ? blocks('one-more-loss-stops-writes', { running, min })
    : blocks('nothing', {});
}

/** References of a node's objects, the pod first. */
export function aboutNode(
  facts: Pick<Facts, 'namespace'>,
  node: BrokerView,
): readonly ObjectRef[] {
  return node.pod
    ? [{ kind: 'Pod', name: node.pod.name, namespace: facts.namespace }]
    : [];
}
