import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a Kafka cluster; its resource ref is a formatted ClusterRef.
 *
 * @public
 */
export const CLUSTER_RESOURCE_TYPE = 'kafka-cluster';

/**
 * Resource type of a place where clusters may be created; its resource ref is
 * `<kubernetes cluster>/<namespace>`.
 *
 * @public
 */
export const TARGET_RESOURCE_TYPE = 'kafka-cluster-target';

/**
 * To see a cluster. The answer is projected by the caller's relation to it.
 *
 * @public
 */
export const clusterReadPermission = createPermission({
  name: 'kafka-clusters.cluster.read',
  attributes: { action: 'read' },
  resourceType: CLUSTER_RESOURCE_TYPE,
});

/**
 * To request clusters at all, and to discard one's own request that never became ready.
 *
 * @public
 */
export const clusterCreatePermission = createPermission({
  name: 'kafka-clusters.cluster.create',
  attributes: { action: 'create' },
});

/**
 * To create clusters in one namespace of one Kubernetes cluster.
 *
 * @public
 */
export const targetUsePermission = createPermission({
  name: 'kafka-clusters.target.use',
  attributes: {},
  resourceType: TARGET_RESOURCE_TYPE,
});

/**
 * To link clusters that nobody owns to teams, and to accept or decline claims:
 * the platform role.
 *
 * @public
 */
export const clusterLinkPermission = createPermission({
  name: 'kafka-clusters.cluster.link',
  attributes: { action: 'update' },
  resourceType: CLUSTER_RESOURCE_TYPE,
});

/**
 * To offer a cluster to another team: its owner. The receiving team consents
 * for itself.
 *
 * @public
 */
export const clusterTransferPermission = createPermission({
  name: 'kafka-clusters.cluster.transfer',
  attributes: { action: 'update' },
  resourceType: CLUSTER_RESOURCE_TYPE,
});

/**
 * To let a component's team read a cluster as its consumer: its owner.
 *
 * @public
 */
export const clusterGrantPermission = createPermission({
  name: 'kafka-clusters.cluster.grant',
  attributes: { action: 'update' },
  resourceType: CLUSTER_RESOURCE_TYPE,
});

/**
 * To see which rights the portal's own account has in Kubernetes, and which it
 * lacks: the platform role.
 *
 * @public
 */
export const rightsReadPermission = createPermission({
  name: 'kafka-clusters.rights.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const kafkaClustersPermissions = [
  clusterReadPermission,
  clusterCreatePermission,
  targetUsePermission,
  clusterLinkPermission,
  clusterTransferPermission,
  clusterGrantPermission,
  rightsReadPermission,
];
