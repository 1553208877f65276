import {
  CLUSTER_RESOURCE_TYPE,
  TARGET_RESOURCE_TYPE,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/**
 * What a rule may know of a cluster.
 *
 * @public
 */
export interface ClusterPermissionResource {
  readonly ref: ClusterRef;
  /** Entity ref of the owner; absent for a cluster that nobody owns. */
  readonly owner?: string;
  /** Entity refs of the teams that were granted to use it; none when absent. */
  readonly consumers?: readonly string[];
}

/**
 * What a rule may know of a target.
 *
 * @public
 */
export interface TargetPermissionResource {
  readonly kubernetesCluster: string;
  readonly namespace: string;
  /** Entity refs of the teams that the namespace serves. */
  readonly teams: readonly string[];
}

/**
 * A filter that a rule compiles to: evaluated in memory, since clusters come from watch caches.
 *
 * @public
 */
export type OwnersFilter = { readonly owners: readonly string[] };

/**
 * The same, for those who use a cluster.
 *
 * @public
 */
export type ConsumersFilter = { readonly consumers: readonly string[] };

/**
 * Permission resource of a cluster.
 *
 * @public
 */
export const clusterResourceRef = createPermissionResourceRef<
  ClusterPermissionResource,
  OwnersFilter | ConsumersFilter
>().with({ pluginId: 'kafka-clusters', resourceType: CLUSTER_RESOURCE_TYPE });

/**
 * Permission resource of a target.
 *
 * @public
 */
export const targetResourceRef = createPermissionResourceRef<
  TargetPermissionResource,
  OwnersFilter
>().with({ pluginId: 'kafka-clusters', resourceType: TARGET_RESOURCE_TYPE });
