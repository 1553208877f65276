import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  clusterCreatePermission,
  clusterGrantPermission,
  clusterLinkPermission,
  clusterReadPermission,
  clusterTransferPermission,
  parseClusterRef,
  rightsReadPermission,
  targetUsePermission,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  clusterPermissionRules,
  clusterResourceRef,
  targetPermissionRules,
  targetResourceRef,
  type ClusterPermissionResource,
  type TargetPermissionResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { ClusterInventory } from './ClusterInventory';
import { toPermissionResource } from './FleetService';
import type { NamespaceTeams } from './NamespaceTeams';

/** Where the resources that rules are applied to come from. */
export interface PermissionSources {
  readonly inventory: ClusterInventory;
  readonly namespaceTeams: NamespaceTeams;
}

/** Tells the permission framework which permissions, resources and rules there are. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  sources: PermissionSources,
) {
  registry.addResourceType({
    resourceRef: clusterResourceRef,
    permissions: [
      clusterReadPermission,
      clusterLinkPermission,
      clusterTransferPermission,
      clusterGrantPermission,
    ],
    rules: Object.values(clusterPermissionRules),
    getResources: async refs => refs.map(ref => findCluster(ref, sources)),
  });
  registry.addResourceType({
    resourceRef: targetResourceRef,
    permissions: [targetUsePermission],
    rules: Object.values(targetPermissionRules),
    getResources: async refs => refs.map(ref => findTarget(ref, sources)),
  });
  registry.addPermissions([clusterCreatePermission, rightsReadPermission]);
}

function findCluster(
  ref: string,
  { inventory }: PermissionSources,
): ClusterPermissionResource | undefined {
  try {
    const cluster = inventory.find(parseClusterRef(ref));
    return cluster && toPermissionResource(cluster);
  } catch {
    return undefined;
  }
}

function findTarget(
  ref: string,
  { namespaceTeams }: PermissionSources,
): TargetPermissionResource | undefined {
  return namespaceTeams
    .list()
    .find(
      ({ kubernetesCluster, namespace }) =>
        `${kubernetesCluster}/${namespace}` === ref,
    );
}
