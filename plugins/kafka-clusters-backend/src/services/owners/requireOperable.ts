import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  formatClusterRef,
  type CLUSTER_RESOURCE_TYPE,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { Authorizer } from '../Authorizer';
import type { InventoryCluster } from '../ClusterInventory';
import { toPermissionResource, type FleetService } from '../FleetService';

/**
 * The cluster, for those who may read it and do with it what the permission is
 * for. Whoever may not read it learns nothing, whatever else they may.
 *
 * @throws NotFoundError when it is not there for the person or is another than the one of `uid`, NotAllowedError when they may only read it
 */
export async function requireOperable(
  ref: ClusterRef,
  question: {
    readonly permission: ResourcePermission<typeof CLUSTER_RESOURCE_TYPE>;
    readonly credentials: BackstageCredentials;
    /** The cluster that the person looked at. */
    readonly uid: string | undefined;
  },
  services: { readonly authorizer: Authorizer; readonly fleet: FleetService },
): Promise<InventoryCluster> {
  const { permission, credentials, uid } = question;
  const { cluster } = await services.fleet.getVisible(ref, credentials);
  const access = await services.authorizer.getClusterAccess(
    permission,
    credentials,
  );
  if (!access.allows(toPermissionResource(cluster))) {
    throw new NotAllowedError(
      `You may not do this with cluster ${formatClusterRef(ref)}`,
    );
  }
  if (uid !== undefined && uid !== cluster.uid) {
    throw new NotFoundError(
      `The cluster ${formatClusterRef(
        ref,
      )} that you looked at is gone; another has its name`,
    );
  }
  return cluster;
}
