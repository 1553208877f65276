import { NotFoundError } from '@backstage/errors';
import type {
  ClaimsInput,
  ClaimsResponse,
  ClusterDetail,
  ClusterOwnershipResponse,
  ClusterRef,
  ClusterResponse,
  ComponentRelationResponse,
  ConsumerDecision,
  ConsumerInput,
  FleetQuery,
  FleetResponse,
  InventoryResponse,
  KafkaClustersApi,
  LinkOwnerInput,
  ManifestResponse,
  OwnershipInboxResponse,
  PlanResponse,
  ProvisioningRequest,
  RequestResponse,
  RightsResponse,
  SourceProblem,
  TargetsResponse,
  UnsupportedClusters,
  TransferAnswer,
  TransferInput,
  TransferResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { formatClusterRef } from '../clusterRef';
import { FakeOwnership } from './FakeOwnership';
import { listFleet } from './listFleet';

/**
 * The API over clusters in memory, for tests and for the plugin's own
 * development page. Change `clusters`, `problems` or `requests` and ask again;
 * set `failure` to have reads rejected.
 *
 * @public
 */
export class FakeKafkaClustersApi implements KafkaClustersApi {
  clusters: ClusterDetail[];
  problems: SourceProblem[] = [];
  requests: ProvisioningRequest[] = [];
  manifest: ManifestResponse = { documents: [], problems: [] };
  rights: RightsResponse = { items: [], problems: [] };
  unsupported: readonly UnsupportedClusters[] | undefined;
  readOnly: boolean | undefined;
  /** Whose the clusters are, who asks, and what they may. */
  readonly ownership = new FakeOwnership({
    list: () => this.clusters,
    change: cluster => {
      this.clusters = this.clusters.map(other =>
        formatClusterRef(other.ref) === formatClusterRef(cluster.ref)
          ? cluster
          : other,
      );
    },
  });
  failure: Error | undefined;
  /** Queries of the fleet, in the order in which they came. */
  readonly queries: FleetQuery[] = [];

  constructor(clusters: readonly ClusterDetail[] = []) {
    this.clusters = [...clusters];
  }

  async listClusters(query: FleetQuery): Promise<FleetResponse> {
    this.queries.push(query);
    this.#mayFail();
    return {
      ...listFleet(this.clusters, query),
      problems: this.problems,
      unsupported: this.unsupported,
      readOnly: this.readOnly,
    };
  }

  async getCluster(ref: ClusterRef): Promise<ClusterResponse> {
    this.#mayFail();
    const cluster = this.clusters.find(
      other => formatClusterRef(other.ref) === formatClusterRef(ref),
    );
    if (!cluster) {
      throw new NotFoundError(`No Kafka cluster ${formatClusterRef(ref)}`);
    }
    return { cluster, problems: this.problems };
  }

  async getManifest(): Promise<ManifestResponse> {
    this.#mayFail();
    return this.manifest;
  }

  async listTargets(): Promise<TargetsResponse> {
    this.#mayFail();
    return { items: [], problems: this.problems };
  }

  async planCluster(): Promise<PlanResponse> {
    throw new NotFoundError('There is no target to plan for');
  }

  async createCluster(): Promise<RequestResponse> {
    throw new NotFoundError('There is no target to create in');
  }

  async getRequest(id: string): Promise<RequestResponse> {
    this.#mayFail();
    const request = this.requests.find(other => other.id === id);
    if (!request) {
      throw new NotFoundError(`No request ${id}`);
    }
    return { request };
  }

  async discardRequest(id: string): Promise<RequestResponse> {
    const { request } = await this.getRequest(id);
    const discarded: ProvisioningRequest = { ...request, state: 'discarded' };
    this.requests = this.requests.map(other =>
      other.id === id ? discarded : other,
    );
    this.clusters = this.clusters.filter(
      other => formatClusterRef(other.ref) !== formatClusterRef(request.ref),
    );
    return { request: discarded };
  }

  async getOwnership(ref: ClusterRef): Promise<ClusterOwnershipResponse> {
    this.#mayFail();
    return this.ownership.get(ref);
  }

  async linkOwner(
    ref: ClusterRef,
    input: LinkOwnerInput,
  ): Promise<ClusterOwnershipResponse> {
    this.#mayFail();
    return this.ownership.link(ref, input);
  }

  async offerTransfer(
    ref: ClusterRef,
    input: TransferInput,
  ): Promise<TransferResponse> {
    this.#mayFail();
    return { transfer: this.ownership.offer(ref, input) };
  }

  async answerTransfer(
    id: string,
    answer: TransferAnswer,
  ): Promise<TransferResponse> {
    this.#mayFail();
    return { transfer: this.ownership.answer(id, answer) };
  }

  async getOwnershipInbox(): Promise<OwnershipInboxResponse> {
    this.#mayFail();
    return this.ownership.inbox();
  }

  async answerClaims(input: ClaimsInput): Promise<ClaimsResponse> {
    this.#mayFail();
    return this.ownership.answerClaims(input);
  }

  async decideOnConsumer(
    ref: ClusterRef,
    decision: ConsumerDecision,
    input: ConsumerInput,
  ): Promise<ClusterOwnershipResponse> {
    this.#mayFail();
    return this.ownership.decide(ref, decision, input);
  }

  async getComponentRelation(
    componentRef: string,
  ): Promise<ComponentRelationResponse> {
    this.#mayFail();
    return this.ownership.relationOf(componentRef);
  }

  async listRights(): Promise<RightsResponse> {
    this.#mayFail();
    return this.rights;
  }

  async refreshRights(): Promise<RightsResponse> {
    return this.listRights();
  }

  async listInventory(): Promise<InventoryResponse> {
    return { items: [], complete: [], configured: [] };
  }

  #mayFail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
