import type { ClusterNode, ZoneLoss } from '../model/cluster';

/**
 * What is left when every node of a zone is lost, beside those that are not
 * running already.
 *
 * @param nodes - brokers and quorum members of one cluster
 * @param zone - name of the zone that is lost
 * @param minInsyncReplicas - what producers with acks=all wait for
 * @public
 */
export function deriveZoneLoss(
  nodes: readonly ClusterNode[],
  zone: string,
  minInsyncReplicas: number,
): ZoneLoss {
  const stays = (node: ClusterNode) =>
    (node.state === 'running' || node.state === 'planned') &&
    node.zone !== zone;
  const brokers = nodes.filter(node => isBroker(node));
  const quorum = nodes.filter(node => isQuorumMember(node));
  const brokersLeft = brokers.filter(stays).length;
  const quorumLeft = quorum.filter(stays).length;
  const quorumHolds = quorum.length === 0 || quorumLeft > quorum.length / 2;
  let effect: ZoneLoss['effect'] = 'none';
  if (brokersLeft === 0 || !quorumHolds) {
    effect = 'stops';
  } else if (brokersLeft < minInsyncReplicas) {
    effect = 'writes-stop';
  }
  return {
    effect,
    brokersLeft,
    brokersTotal: brokers.length,
    quorumLeft,
    quorumTotal: quorum.length,
    quorumHolds,
  };
}

/** Whether the node holds partitions. @public */
export function isBroker(node: Pick<ClusterNode, 'role'>): boolean {
  return node.role === 'broker' || node.role === 'broker-controller';
}

/** Whether the node votes: a ZooKeeper member or a KRaft controller. @public */
export function isQuorumMember(node: Pick<ClusterNode, 'role'>): boolean {
  return node.role !== 'broker';
}
