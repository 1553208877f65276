import type { ClusterNode, ZoneLoss } from '../model/cluster';

/**
 * What the replicas of a partition are bound by.
 *
 * @public
 */
export interface ReplicaFacts {
  /** What producers with acks=all wait for. */
  readonly minInsyncReplicas: number;
  readonly replicationFactor: number;
  /** Kafka spreads the replicas of a partition over the zones. */
  readonly rackAware?: boolean;
}

/**
 * What is left when every node of a zone is lost, beside those that are not
 * running already. Which partitions lie where is not known here, so the worst
 * place is taken that Kafka may choose for one.
 *
 * @param nodes - brokers and quorum members of one cluster
 * @param zone - name of the zone that is lost
 * @public
 */
export function deriveZoneLoss(
  nodes: readonly ClusterNode[],
  zone: string,
  facts: ReplicaFacts,
): ZoneLoss {
  const stays = (node: ClusterNode) =>
    (node.state === 'running' || node.state === 'planned') &&
    node.zone !== zone;
  const brokers = nodes.filter(node => isBroker(node));
  const quorum = nodes.filter(node => isQuorumMember(node));
  const brokersLeft = brokers.filter(stays).length;
  const quorumLeft = quorum.filter(stays).length;
  const quorumHolds = quorum.length === 0 || quorumLeft > quorum.length / 2;
  const replicasTotal = Math.min(facts.replicationFactor, brokers.length);
  const replicasLeft =
    replicasTotal -
    Math.min(
      replicasTotal,
      countReplicasAt(
        brokers.filter(node => !stays(node)),
        brokers,
        { replicasTotal, rackAware: facts.rackAware === true },
      ),
    );
  let effect: ZoneLoss['effect'] = 'none';
  if (brokersLeft === 0 || !quorumHolds) {
    effect = 'stops';
  } else if (replicasLeft === 0) {
    effect = 'partitions-stop';
  } else if (replicasLeft < facts.minInsyncReplicas) {
    effect = 'writes-stop';
  }
  return {
    effect,
    replicasLeft,
    replicasTotal,
    brokersLeft,
    brokersTotal: brokers.length,
    quorumLeft,
    quorumTotal: quorum.length,
    quorumHolds,
  };
}

/** How many replicas of one partition may lie on the given brokers. */
function countReplicasAt(
  lost: readonly ClusterNode[],
  brokers: readonly ClusterNode[],
  options: { readonly replicasTotal: number; readonly rackAware: boolean },
): number {
  const zones = new Set(brokers.map(({ zone }) => zone));
  // A broker whose zone is not known keeps Kafka from spreading at all.
  if (!options.rackAware || zones.has(undefined)) {
    return lost.length;
  }
  const mostInZone = Math.ceil(options.replicasTotal / zones.size);
  return [...zones].reduce(
    (sum, zone) =>
      sum +
      Math.min(mostInZone, lost.filter(node => node.zone === zone).length),
    0,
  );
}

/** Whether the node holds partitions. @public */
export function isBroker(node: Pick<ClusterNode, 'role'>): boolean {
  return node.role === 'broker' || node.role === 'broker-controller';
}

/** Whether the node votes: a ZooKeeper member or a KRaft controller. @public */
export function isQuorumMember(node: Pick<ClusterNode, 'role'>): boolean {
  return node.role !== 'broker';
}
