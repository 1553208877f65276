import type {
  ClusterNode,
  ConfigurationState,
  NodeRole,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { annotationOf, createdAt, labelOf } from './meta';
import { at, earliest, entries, id, latest, raw, text } from './parse';
import { currentPod, readPod, type PodView } from './pods';
import { readClaim, type ClaimView, type Zones } from './volumes';
import { reportedIds, type Wish, type WishedNode } from './wish';

/** What Cruise Control is to do, or has done, with one disk. */
export interface DiskTask {
  readonly mountPath: string;
  readonly state: string;
  readonly operation?: string;
  /** Since when the disk's claim exists. */
  readonly claimedAt?: string;
}

/** A broker or controller: what is wished, what the operator says, what Kubernetes has. */
export interface BrokerView {
  readonly id: number;
  readonly node: ClusterNode;
  /** Absent for a node that is being removed. */
  readonly wished?: WishedNode;
  readonly pod?: PodView;
  readonly claims: readonly ClaimView[];
  /** Kafka on it has answered the operator once. */
  readonly answered: boolean;
  /** Its pod is the first that it ever had, as far as one can tell. */
  readonly firstPod: boolean;
  /** Since when the operator has had it to do. */
  readonly since?: string;
  /** Raw states of the operator; '' where there is none. */
  readonly configurationState: string;
  readonly perBrokerState: string;
  readonly actionState: string;
  readonly actionOperation?: string;
  readonly diskTasks: readonly DiskTask[];
}

/** A pod that comes within this time of its volume is the first one that uses it. */
const FIRST_POD_SECONDS = 15;

/** The operator makes the volumes of all brokers at once and their pods one by one. */
const SECONDS_PER_BROKER = 1;

const configurationStates: Readonly<Record<string, ConfigurationState>> = {
  '': 'unknown',
  ConfigInSync: 'in-sync',
  ConfigOutOfSync: 'out-of-sync',
};

function configurationOf(state: string, perBroker: string) {
  if (perBroker === 'PerBrokerConfigError') {
    return { configuration: 'error' as const, configurationDetail: perBroker };
  }
  const known = Object.hasOwn(configurationStates, state)
    ? configurationStates[state]
    : undefined;
  if (known === undefined) {
    return { configuration: 'unknown' as const, configurationDetail: state };
  }
  return known === 'in-sync' && perBroker === 'PerBrokerConfigOutOfSync'
    ? { configuration: 'out-of-sync' as const, configurationDetail: perBroker }
    : { configuration: known };
}

function roleOf(
  wished: WishedNode | undefined,
  pod: PodView | undefined,
  kraft: boolean,
): NodeRole {
  const podRoles = pod && labelOf(pod.object, 'processRoles');
  const controller = wished
    ? wished.controller
    : kraft && (podRoles?.includes('controller') ?? false);
  const broker = wished
    ? wished.broker
    : !controller || (podRoles?.includes('broker') ?? false);
  if (controller) {
    return broker ? 'broker-controller' : 'controller';
  }
  return 'broker';
}

function isFirstPod(
  pod: PodView | undefined,
  since: string | undefined,
  brokers: number,
): boolean {
  if (!pod?.createdAt || !since) {
    return pod === undefined;
  }
  const allowed = FIRST_POD_SECONDS + brokers * SECONDS_PER_BROKER;
  return Date.parse(pod.createdAt) - Date.parse(since) <= allowed * 1000;
}

function diskTasksOf(state: unknown, claims: readonly ClaimView[]) {
  return entries(at(state, 'gracefulActionState', 'volumeStates'))
    .slice(0, 100)
    .map(
      ([mountPath, volume]): DiskTask => ({
        mountPath,
        state: raw(at(volume, 'cruiseControlVolumeState') ?? ''),
        operation: text(at(volume, 'cruiseControlOperationReference', 'name')),
        claimedAt: claims.find(claim => claim.volume.mountPath === mountPath)
          ?.createdAt,
      }),
    );
}

function operationOf(
  actionState: string,
  disks: readonly DiskTask[],
): string | undefined {
  const open = (state: string) => state !== '' && !state.endsWith('Succeeded');
  return open(actionState)
    ? actionState
    : disks.find(disk => open(disk.state))?.state;
}

/** Objects of one cluster that carry the labels of a broker, by broker id. */
function byBroker(
  objects: KubernetesObjects,
  resource: Parameters<KubernetesObjects['list']>[0],
  namespace: string,
  cluster: string,
): ReadonlyMap<number, KubernetesObject[]> {
  const found = new Map<number, KubernetesObject[]>();
  for (const object of objects.list(resource, namespace)) {
    const broker = id(labelOf(object, 'brokerId'));
    if (broker !== undefined && labelOf(object, 'kafka_cr') === cluster) {
      found.set(broker, [...(found.get(broker) ?? []), object]);
    }
  }
  return found;
}

/** Reads all brokers and controllers of a cluster, in order of their ids. */
export function readBrokers(input: {
  cluster: KubernetesObject;
  namespace: string;
  name: string;
  wish: Wish;
  objects: KubernetesObjects;
  zones: Zones;
}): readonly BrokerView[] {
  const { cluster, namespace, name, wish, objects, zones } = input;
  const pods = byBroker(objects, kubernetesResources.pods, namespace, name);
  const claims = byBroker(
    objects,
    kubernetesResources.persistentVolumeClaims,
    namespace,
    name,
  );
  const wished = new Map(wish.nodes.map(node => [node.id, node]));
  const ids = new Set([
    ...wished.keys(),
    ...reportedIds(cluster),
    ...pods.keys(),
  ]);
  return [...ids]
    .sort((a, b) => a - b)
    .map(brokerId =>
      readBroker(brokerId, {
        state: at(cluster, 'status', 'brokersState', String(brokerId)),
        wished: wished.get(brokerId),
        kraft: wish.kraft,
        brokers: ids.size,
        clusterCreatedAt: createdAt(cluster),
        pods: (pods.get(brokerId) ?? []).map(pod => readPod(pod, 'kafka')),
        claims: (claims.get(brokerId) ?? []).map(claim =>
          readClaim(claim, zones, annotationOf(claim, 'mountPath')),
        ),
        zones,
      }),
    );
}

function readBroker(
  brokerId: number,
  found: {
    state: unknown;
    wished?: WishedNode;
    kraft: boolean;
    brokers: number;
    clusterCreatedAt?: string;
    pods: readonly PodView[];
    claims: readonly ClaimView[];
    zones: Zones;
  },
): BrokerView {
  const { state, wished, claims, zones } = found;
  const pod = currentPod(found.pods);
  const used = new Set(pod?.claims.map(entry => entry.claim));
  const mine = claims.filter(
    claim => used.size === 0 || used.has(claim.volume.claim),
  );
  const since =
    earliest(...claims.map(claim => claim.createdAt)) ?? found.clusterCreatedAt;
  const configurationState = raw(at(state, 'configurationState') ?? '');
  const perBrokerState = raw(at(state, 'perBrokerConfigurationState') ?? '');
  const actionState = raw(
    at(state, 'gracefulActionState', 'cruiseControlState') ?? '',
  );
  const diskTasks = diskTasksOf(state, claims);
  const version = text(at(state, 'version'));
  const node: ClusterNode = {
    id: brokerId,
    role: roleOf(wished, pod, found.kraft),
    state: pod?.state ?? 'missing',
    stateDetail: pod?.detail,
    pod: pod?.name,
    kubernetesNode: pod?.kubernetesNode,
    zone:
      zones.ofNode(pod?.kubernetesNode) ??
      mine.map(claim => claim.volume.zone).find(zone => zone !== undefined) ??
      wished?.zone,
    volumes: mine.map(claim => claim.volume),
    ...configurationOf(configurationState, perBrokerState),
    image: pod?.image ?? text(at(state, 'image')),
    version,
    changedAt: latest(pod?.changedAt),
    startedAt: pod?.startedAt,
    operation: operationOf(actionState, diskTasks),
  };
  return {
    id: brokerId,
    node,
    wished,
    pod,
    claims,
    answered: version !== undefined,
    firstPod: isFirstPod(pod, since, found.brokers),
    since,
    configurationState,
    perBrokerState,
    actionState,
    actionOperation: text(
      at(
        state,
        'gracefulActionState',
        'cruiseControlOperationReference',
        'name',
      ),
    ),
    diskTasks,
  };
}
