import { NotFoundError } from '@backstage/errors';
import type {
  ClusterDetail,
  ClusterRef,
  ClusterResponse,
  FleetQuery,
  FleetResponse,
  InventoryResponse,
  KafkaClustersApi,
  ManifestResponse,
  PlanResponse,
  ProvisioningRequest,
  RequestResponse,
  SourceProblem,
  TargetsResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { formatClusterRef } from '../clusterRef';
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

  async listInventory(): Promise<InventoryResponse> {
    return { items: [], complete: [], configured: [] };
  }

  #mayFail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
