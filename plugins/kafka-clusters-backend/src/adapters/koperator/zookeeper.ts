import type { ClusterNode } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { createdAt, isOwnedBy, labelOf, nameOf, namespaceOf } from './meta';
import { at, id, list, number, text } from './parse';
import { currentPod, readPod, type PodView } from './pods';
import { operatorResources } from './resources';
import { readClaim, type ClaimView, type Zones } from './volumes';

/** Where the ZooKeeper of a Kafka cluster is, as its address tells. */
export interface ZookeeperAddress {
  readonly namespace: string;
  /** Name of the ZookeeperCluster that would have this address. */
  readonly name: string;
  readonly address: string;
}

/** A member of ZooKeeper. */
export interface MemberView {
  readonly ordinal: number;
  readonly node: ClusterNode;
  readonly pod?: PodView;
  readonly claims: readonly ClaimView[];
  /** It has never been ready: a larger wish has added it. */
  readonly joining: boolean;
  /** A smaller wish has dropped it. */
  readonly leaving: boolean;
}

/** The ZooKeeper of a Kafka cluster, where it is one of this Kubernetes cluster. */
export interface ZookeeperView {
  readonly address: ZookeeperAddress;
  readonly object: KubernetesObject;
  readonly members: readonly MemberView[];
  /** Running and all members of the ensemble, those that join or leave left out. */
  readonly running: number;
  readonly total: number;
  /** It was complete once. */
  readonly formed: boolean;
  readonly hasStatus: boolean;
  readonly createdAt?: string;
}

const CLIENT_SUFFIX = '-client';
const MAX_MEMBERS = 99;
const DEFAULT_REPLICAS = 3;

/**
 * Reads `<name>-client.<namespace>[.svc...]:2181`, the name of the service
 * that the ZooKeeper operator makes; any other address is of somebody else's.
 */
export function parseZookeeperAddress(
  address: string,
  defaultNamespace: string,
): ZookeeperAddress | undefined {
  const host = address.split('/')[0].replace(/:\d+$/, '');
  const [service, namespace = defaultNamespace, svc] = host.split('.');
  if (
    !service.endsWith(CLIENT_SUFFIX) ||
    service === CLIENT_SUFFIX ||
    (svc !== undefined && svc !== 'svc')
  ) {
    return undefined;
  }
  return {
    namespace,
    name: service.slice(0, -CLIENT_SUFFIX.length),
    address,
  };
}

/** The ordinal of a pod or claim of a StatefulSet, e.g. 2 of `zk-2`. */
function ordinalOf(name: string, prefix: string): number | undefined {
  return name.startsWith(prefix) ? id(name.slice(prefix.length)) : undefined;
}

function membersPods(
  zookeeper: string,
  pods: readonly KubernetesObject[],
): ReadonlyMap<number, PodView[]> {
  const found = new Map<number, PodView[]>();
  for (const pod of pods) {
    const ordinal = ordinalOf(nameOf(pod), `${zookeeper}-`);
    const mine =
      isOwnedBy(pod, 'StatefulSet', zookeeper) ||
      (labelOf(pod, 'kind') === 'ZookeeperMember' &&
        labelOf(pod, 'release') === zookeeper);
    if (ordinal !== undefined && mine) {
      found.set(ordinal, [
        ...(found.get(ordinal) ?? []),
        readPod(pod, 'zookeeper'),
      ]);
    }
  }
  return found;
}

/** A pod that comes with its volume is the first that the member ever had. */
const FIRST_POD_MILLISECONDS = 15_000;

function isFirst(pod: PodView, claims: readonly ClaimView[]): boolean {
  const claimed = claims.map(claim => claim.createdAt).find(Boolean);
  return (
    pod.createdAt !== undefined &&
    claimed !== undefined &&
    Date.parse(pod.createdAt) - Date.parse(claimed) <= FIRST_POD_MILLISECONDS
  );
}

function readMember(input: {
  ordinal: number;
  pods: readonly PodView[];
  claims: readonly ClaimView[];
  zones: Zones;
  formed: boolean;
  wished: number;
  counted: number;
}): MemberView {
  const { ordinal, claims, zones } = input;
  const pod = currentPod(input.pods);
  const state = pod?.state ?? 'missing';
  return {
    ordinal,
    pod,
    claims,
    joining:
      input.formed &&
      state !== 'running' &&
      (pod ? isFirst(pod, claims) : ordinal >= input.counted),
    leaving: ordinal >= input.wished,
    node: {
      id: ordinal,
      role: 'zookeeper',
      state,
      stateDetail: pod?.detail,
      pod: pod?.name,
      kubernetesNode: pod?.kubernetesNode,
      zone:
        zones.ofNode(pod?.kubernetesNode) ??
        claims.map(claim => claim.volume.zone).find(zone => zone !== undefined),
      volumes: claims.map(claim => claim.volume),
      configuration: 'unknown',
      image: pod?.image,
      changedAt: pod?.changedAt,
      startedAt: pod?.startedAt,
    },
  };
}

/**
 * Reads the ZooKeeper of an address from its pods: `members.ready` of its
 * status lists pods that have never run.
 */
export function readZookeeper(
  address: ZookeeperAddress,
  objects: KubernetesObjects,
  zones: Zones,
): ZookeeperView | undefined {
  const object = objects
    .list(operatorResources.zookeeperClusters, address.namespace)
    .find(
      candidate =>
        nameOf(candidate) === address.name &&
        namespaceOf(candidate) === address.namespace,
    );
  if (!object) {
    return undefined;
  }
  const status = at(object, 'status');
  const wished = Math.min(
    MAX_MEMBERS,
    Math.max(
      0,
      Math.floor(number(at(object, 'spec', 'replicas')) ?? DEFAULT_REPLICAS),
    ),
  );
  const formed =
    text(at(status, 'currentVersion')) !== undefined ||
    at(status, 'metaRootCreated') === true;
  const pods = membersPods(
    address.name,
    objects.list(kubernetesResources.pods, address.namespace),
  );
  const claimPrefix = `data-${address.name}-`;
  const claims = objects
    .list(kubernetesResources.persistentVolumeClaims, address.namespace)
    .filter(claim => labelOf(claim, 'app') === address.name)
    .map(claim => readClaim(claim, zones, '/data'));
  const ordinals = new Set([
    ...Array.from({ length: wished }, (_, ordinal) => ordinal),
    ...[...pods.keys()].filter(ordinal => ordinal < MAX_MEMBERS),
  ]);
  const members = [...ordinals]
    .sort((a, b) => a - b)
    .map(ordinal =>
      readMember({
        ordinal,
        pods: pods.get(ordinal) ?? [],
        claims: claims.filter(
          claim => ordinalOf(claim.volume.claim, claimPrefix) === ordinal,
        ),
        zones,
        formed,
        wished,
        counted: number(at(status, 'replicas')) ?? wished,
      }),
    );
  const voters = members.filter(member => !member.joining && !member.leaving);
  return {
    address,
    object,
    members,
    running: voters.filter(member => member.node.state === 'running').length,
    total: voters.length,
    formed,
    hasStatus: list(at(status, 'conditions')).length > 0,
    createdAt: createdAt(object),
  };
}
