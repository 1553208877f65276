import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  RESOURCE_TYPE_CATALOG_ENTITY,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  templateDryRunPermission,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { decideOnKafkaClusters } from './kafkaClustersPolicy';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

type Conditions = Parameters<typeof createCatalogConditionalDecision>[1];

/** Whoever belongs to this group operates Kafka for all teams. */
const PLATFORM_GROUP = 'group:default/platform';

function isResourceOfType(value: string) {
  return {
    allOf: [
      catalogConditions.isEntityKind({ kinds: ['Resource'] }),
      catalogConditions.hasSpec({ key: 'type', value }),
    ],
  } satisfies Conditions;
}

/**
 * A person sees every entity but those that give away a Kafka cluster; of these only what their teams own. ZooKeeper
 * ensembles carry their Kafka cluster's name, so they are as confidential.
 */
function isOwnOrHarmless(claims: string[]) {
  return {
    anyOf: [
      {
        not: {
          anyOf: [
            isResourceOfType('kafka-cluster'),
            isResourceOfType('zookeeper-cluster'),
            {
              allOf: [
                catalogConditions.isEntityKind({ kinds: ['Resource'] }),
                catalogConditions.hasAnnotation({
                  annotation: 'kafka-clusters.io/cluster',
                }),
              ],
            },
          ],
        },
      },
      catalogConditions.isEntityOwner({ claims }),
    ],
  } satisfies Conditions;
}

function decideForMember(
  { permission }: PolicyQuery,
  user: PolicyQueryUser,
): PolicyDecision {
  const { userEntityRef, ownershipEntityRefs } = user.info;
  if (isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
    // Everything else on entities, deletion first, is the platform's: an entity registered by hand could name anybody as a
    // member of a team.
    return isPermission(permission, catalogEntityReadPermission) ||
      isPermission(permission, catalogEntityRefreshPermission)
      ? createCatalogConditionalDecision(
          permission,
          isOwnOrHarmless(ownershipEntityRefs),
        )
      : DENY;
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    // A task's parameters and log name the cluster it was about.
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
    );
  }
  if (
    isPermission(permission, templateManagementPermission) ||
    isPermission(permission, templateDryRunPermission)
  ) {
    return DENY;
  }
  if (permission.name.startsWith('catalog.')) {
    return permission.attributes.action === 'read' ? ALLOW : DENY;
  }
  return ALLOW;
}

/** Who may do what in the example portal: members of a team see what their team owns, platform engineers see all. */
export class SandboxPolicy implements PermissionPolicy {
  async handle(
    query: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;
    const isPlatform = claims.includes(PLATFORM_GROUP);
    if (query.permission.name.startsWith('kafka-clusters.')) {
      return decideOnKafkaClusters(query.permission, { claims, isPlatform });
    }
    return isPlatform ? ALLOW : decideForMember(query, user);
  }
}
