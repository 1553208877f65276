import type { ClusterRef } from '../clusterRef';
import type { ClusterRequestInput } from '../provisioning/clusterRequest';
import type {
  ClusterResponse,
  FleetQuery,
  FleetResponse,
  InventoryResponse,
  ManifestResponse,
  PlanResponse,
  RequestResponse,
  RightsResponse,
  TargetsResponse,
} from './contract';

/**
 * Options of each call.
 *
 * @public
 */
export interface KafkaClustersRequestOptions {
  readonly signal?: AbortSignal;
  /** Backend plugin token; in the browser the fetch API adds the user's. */
  readonly token?: string;
}

/**
 * Everything that can be asked of the backend. Rejects with ResponseError:
 * NotFoundError for what does not exist and for what the caller may not read
 * alike.
 *
 * @public
 */
export interface KafkaClustersApi {
  listClusters(
    query: FleetQuery,
    options?: KafkaClustersRequestOptions,
  ): Promise<FleetResponse>;
  getCluster(
    ref: ClusterRef,
    options?: KafkaClustersRequestOptions,
  ): Promise<ClusterResponse>;
  getManifest(
    ref: ClusterRef,
    options?: KafkaClustersRequestOptions,
  ): Promise<ManifestResponse>;
  listTargets(options?: KafkaClustersRequestOptions): Promise<TargetsResponse>;
  planCluster(
    input: ClusterRequestInput,
    options?: KafkaClustersRequestOptions,
  ): Promise<PlanResponse>;
  /**
   * Creates the cluster, or resumes the request with this key.
   *
   * @param options - `idempotencyKey` names the attempt: the same key never creates a second cluster
   */
  createCluster(
    input: ClusterRequestInput,
    options: KafkaClustersRequestOptions & {
      readonly idempotencyKey: string;
      readonly dryRun?: boolean;
    },
  ): Promise<RequestResponse>;
  getRequest(
    id: string,
    options?: KafkaClustersRequestOptions,
  ): Promise<RequestResponse>;
  discardRequest(
    id: string,
    options?: KafkaClustersRequestOptions,
  ): Promise<RequestResponse>;
  /** What the portal's own account may do; an answer of a few minutes ago may be given. */
  listRights(options?: KafkaClustersRequestOptions): Promise<RightsResponse>;
  /** The same, asked anew of every Kubernetes cluster. */
  refreshRights(options?: KafkaClustersRequestOptions): Promise<RightsResponse>;
  listInventory(
    options?: KafkaClustersRequestOptions,
  ): Promise<InventoryResponse>;
}
