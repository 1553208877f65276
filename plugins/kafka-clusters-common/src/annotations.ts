/**
 * On a catalog entity: the cluster that it stands for or, on a Component, the
 * one that it asks for. The value is a formatted {@link ClusterRef}.
 *
 * @public
 */
export const CLUSTER_ANNOTATION = 'kafka-clusters.io/cluster';

/**
 * On a namespace: entity refs of the teams that it serves, separated by commas.
 *
 * @public
 */
export const TEAMS_ANNOTATION = 'kafka-clusters.io/teams';

/**
 * On a custom resource: entity ref of the team that owns it; counts only when
 * the namespace serves that team.
 *
 * @public
 */
export const OWNER_ANNOTATION = 'kafka-clusters.io/owner';

/**
 * On a custom resource: id of the request of this portal that created it.
 *
 * @public
 */
export const REQUEST_ANNOTATION = 'kafka-clusters.io/request';

/**
 * On a custom resource: what the cluster is for, one of the use cases.
 *
 * @public
 */
export const USE_CASE_ANNOTATION = 'kafka-clusters.io/use-case';
