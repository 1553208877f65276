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
import type {
  ClaimsResponse,
  ClusterOwnershipResponse,
  ComponentRelationResponse,
  OwnershipInboxResponse,
  TransferResponse,
} from './ownershipContract';
import type {
  ClaimsInput,
  ConsumerDecision,
  ConsumerInput,
  LinkOwnerInput,
  TransferAnswer,
  TransferInput,
} from '../ownership/ownershipInput';

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
  /** Whose a cluster is, who uses it, and how it came to be so. */
  getOwnership(
    ref: ClusterRef,
    options?: KafkaClustersRequestOptions,
  ): Promise<ClusterOwnershipResponse>;
  /** Links a cluster that nobody owns to a team. ConflictError when somebody was faster. */
  linkOwner(
    ref: ClusterRef,
    input: LinkOwnerInput,
    options?: KafkaClustersRequestOptions,
  ): Promise<ClusterOwnershipResponse>;
  /** Offers a cluster to another team, which then answers. */
  offerTransfer(
    ref: ClusterRef,
    input: TransferInput,
    options?: KafkaClustersRequestOptions,
  ): Promise<TransferResponse>;
  /** The receiving team accepts or declines, the owner withdraws. */
  answerTransfer(
    id: string,
    answer: TransferAnswer,
    options?: KafkaClustersRequestOptions,
  ): Promise<TransferResponse>;
  /** Everything about ownership that waits for the caller. */
  getOwnershipInbox(
    options?: KafkaClustersRequestOptions,
  ): Promise<OwnershipInboxResponse>;
  /** Accepts or declines claims, each on its own. */
  answerClaims(
    input: ClaimsInput,
    options?: KafkaClustersRequestOptions,
  ): Promise<ClaimsResponse>;
  /** The owner decides on a component that asks for the cluster, or uses it. */
  decideOnConsumer(
    ref: ClusterRef,
    decision: ConsumerDecision,
    input: ConsumerInput,
    options?: KafkaClustersRequestOptions,
  ): Promise<ClusterOwnershipResponse>;
  /**
   * What became of a component's request; for members of its team.
   *
   * @param componentRef - entity ref, e.g. `component:default/checkout`
   */
  getComponentRelation(
    componentRef: string,
    options?: KafkaClustersRequestOptions,
  ): Promise<ComponentRelationResponse>;
  /** What the portal's own account may do; an answer of a few minutes ago may be given. */
  listRights(options?: KafkaClustersRequestOptions): Promise<RightsResponse>;
  /** The same, asked anew of every Kubernetes cluster. */
  refreshRights(options?: KafkaClustersRequestOptions): Promise<RightsResponse>;
  listInventory(
    options?: KafkaClustersRequestOptions,
  ): Promise<InventoryResponse>;
}
