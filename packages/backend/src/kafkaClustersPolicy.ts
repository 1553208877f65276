import {
  AuthorizeResult,
  isPermission,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  clusterCreatePermission,
  clusterGrantPermission,
  clusterReadPermission,
  clusterTransferPermission,
  kafkaClustersPermissions,
  targetUsePermission,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  createKafkaClusterConditionalDecision,
  createKafkaTargetConditionalDecision,
  kafkaClusterConditions,
  kafkaTargetConditions,
} from '@kafka-clusters/plugin-kafka-clusters-node';

/** What the policy knows about the person who asks. */
export interface Caller {
  /** Entity refs of the person and of the groups they belong to. */
  readonly claims: string[];
  readonly isPlatform: boolean;
}

/** What is decided by ownership alone: who operates Kafka for all teams may not give their clusters away either. */
const ownersAlone = [
  clusterTransferPermission,
  clusterGrantPermission,
] satisfies ResourcePermission[];

/** Decides on permissions of Kafka Clusters: what is not named here is denied, to platform engineers too. */
export function decideOnKafkaClusters(
  permission: Permission,
  { claims, isPlatform }: Caller,
): PolicyDecision {
  const ownersOnly = ownersAlone.find(known => isPermission(permission, known));
  if (ownersOnly) {
    return createKafkaClusterConditionalDecision(
      ownersOnly,
      kafkaClusterConditions.isOwner({ claims }),
    );
  }
  if (isPlatform) {
    return kafkaClustersPermissions.some(known =>
      isPermission(permission, known),
    )
      ? { result: AuthorizeResult.ALLOW }
      : { result: AuthorizeResult.DENY };
  }
  if (isPermission(permission, clusterReadPermission)) {
    return createKafkaClusterConditionalDecision(permission, {
      anyOf: [
        kafkaClusterConditions.isOwner({ claims }),
        kafkaClusterConditions.isConsumer({ claims }),
      ],
    });
  }
  if (isPermission(permission, targetUsePermission)) {
    return createKafkaTargetConditionalDecision(
      permission,
      kafkaTargetConditions.servesTeam({ claims }),
    );
  }
  return isPermission(permission, clusterCreatePermission)
    ? { result: AuthorizeResult.ALLOW }
    : { result: AuthorizeResult.DENY };
}
