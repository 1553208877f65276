import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { clusterResourceRef, targetResourceRef } from './permissionResources';

const claimsSchema = z.object({
  claims: z
    .array(z.string())
    .describe('Entity refs that the person owns things as'),
});

/**
 * Allows the clusters that one of the claims owns.
 *
 * @public
 */
export const isClusterOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allows clusters that one of the given entity refs owns',
  resourceRef: clusterResourceRef,
  paramsSchema: claimsSchema,
  apply: (cluster, { claims }) =>
    cluster.owner !== undefined && claims.includes(cluster.owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/**
 * Allows the clusters that one of the claims was granted to use. Whoever may
 * read a cluster by this rule alone sees verdict, version, owner and addresses,
 * nothing more; for anything but reading it has no place in a policy.
 *
 * @public
 */
export const isClusterConsumer = createPermissionRule({
  name: 'IS_CONSUMER',
  description:
    'Allows clusters that one of the given entity refs was granted to use',
  resourceRef: clusterResourceRef,
  paramsSchema: claimsSchema,
  apply: (cluster, { claims }) =>
    (cluster.consumers ?? []).some(team => claims.includes(team)),
  toQuery: ({ claims }) => ({ consumers: claims }),
});

/**
 * Allows the namespaces that serve one of the claims.
 *
 * @public
 */
export const servesTeam = createPermissionRule({
  name: 'SERVES_TEAM',
  description: 'Allows namespaces that serve one of the given entity refs',
  resourceRef: targetResourceRef,
  paramsSchema: claimsSchema,
  apply: (target, { claims }) =>
    target.teams.some(team => claims.includes(team)),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/**
 * Rules on clusters.
 *
 * @public
 */
export const clusterPermissionRules = {
  isOwner: isClusterOwner,
  isConsumer: isClusterConsumer,
};

/**
 * Rules on targets.
 *
 * @public
 */
export const targetPermissionRules = { servesTeam };

const clusterExports = createConditionExports({
  resourceRef: clusterResourceRef,
  rules: clusterPermissionRules,
});

const targetExports = createConditionExports({
  resourceRef: targetResourceRef,
  rules: targetPermissionRules,
});

/**
 * Conditions on clusters, for a policy.
 *
 * @public
 */
export const kafkaClusterConditions = clusterExports.conditions;

/**
 * Makes a conditional decision on clusters, for a policy.
 *
 * @public
 */
export const createKafkaClusterConditionalDecision =
  clusterExports.createConditionalDecision;

/**
 * Conditions on targets, for a policy.
 *
 * @public
 */
export const kafkaTargetConditions = targetExports.conditions;

/**
 * Makes a conditional decision on targets, for a policy.
 *
 * @public
 */
export const createKafkaTargetConditionalDecision =
  targetExports.createConditionalDecision;
