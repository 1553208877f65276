import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  formatClusterRef,
  type ClusterDetail,
  type ClusterRef,
  type ClusterRelation,
  type ClusterResponse,
  type ClusterSummary,
  type FleetQuery,
  type FleetResponse,
  type InventoryResponse,
  type OperationAllowance,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildClusterEntityName,
  type ClusterEntityNames,
  type ClusterPermissionResource,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesClusterStatus, KubernetesGateway } from '../kubernetes';
import type { RequestStore, StoredRequest } from '../store/RequestStore';
import type { Access, Authorizer } from './Authorizer';
import type { ClusterInventory, InventoryCluster } from './ClusterInventory';
import { buildDetail, buildSummary } from './clusterViews';
import { listClusterEvents } from './events';
import { queryFleet } from './fleetQuery';
import { projectDetail, projectSummary } from './owners/consumerView';
import { buildStaleReasons, listSourceProblems, toDataAge } from './sources';
import type { UnsupportedKafka } from './UnsupportedKafka';
import type { WriteGuard } from './writeGuard';
import { listClusterZones, listZones } from './zones';

/** Whether a person may discard a request; the one who knows is the service of requests. */
export type DiscardAllowance = (
  request: StoredRequest | undefined,
  credentials: BackstageCredentials,
) => Promise<OperationAllowance>;

/** What the service of the fleet works with. */
export interface FleetServiceOptions {
  readonly inventory: ClusterInventory;
  readonly gateway: KubernetesGateway;
  readonly adapters: readonly OperatorAdapter[];
  readonly authorizer: Authorizer;
  readonly requests: RequestStore;
  readonly mayDiscard: DiscardAllowance;
  readonly entityNames: ClusterEntityNames;
  readonly unsupported: Pick<UnsupportedKafka, 'list'>;
  readonly writeGuard: Pick<WriteGuard, 'readOnly'>;
}

/** Reads of the fleet, for every door. */
export class FleetService {
  readonly #options: FleetServiceOptions;

  private constructor(options: FleetServiceOptions) {
    this.#options = options;
  }

  static create(options: FleetServiceOptions) {
    return new FleetService(options);
  }

  /** One page of the clusters that the person may read. */
  async listClusters(
    query: FleetQuery,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<FleetResponse> {
    const { authorizer, inventory, gateway, adapters } = this.#options;
    const { unsupported, writeGuard } = this.#options;
    const access = await authorizer.getReadAccess(credentials);
    const summarize = this.#createSummarizer();
    const visible = inventory
      .list()
      .filter(cluster => access.allows(toPermissionResource(cluster)));
    return {
      ...queryFleet(
        visible.map(cluster => summarize(cluster, toRelation(access, cluster))),
        query,
      ),
      problems: listSourceProblems(gateway, adapters),
      unsupported: access.unconditional ? unsupported.list() : undefined,
      readOnly: writeGuard.readOnly || undefined,
    };
  }

  /**
   * Everything about one cluster.
   *
   * @throws NotFoundError when it does not exist or the person may not read it
   */
  async getCluster(
    ref: ClusterRef,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ClusterResponse> {
    const { gateway, adapters } = this.#options;
    const { cluster, relation } = await this.getVisible(ref, credentials);
    return {
      cluster: await this.#toDetail(cluster, relation, credentials),
      problems: listSourceProblems(gateway, adapters, ref.kubernetesCluster),
    };
  }

  /**
   * The cluster, for those who may read all of it: not for consumers.
   *
   * @throws NotFoundError otherwise, whether it exists or not; ServiceUnavailableError while its Kubernetes cluster has not answered once
   */
  async getReadable(
    ref: ClusterRef,
    credentials: BackstageCredentials,
  ): Promise<InventoryCluster> {
    const { cluster, relation } = await this.getVisible(ref, credentials);
    if (relation === 'consumer') {
      throw notFound(ref);
    }
    return cluster;
  }

  /**
   * The cluster and how the person stands to it: a consumer must be told of it
   * no more than {@link projectSummary} and {@link projectDetail} leave.
   *
   * @throws NotFoundError and ServiceUnavailableError as for {@link getReadable}
   */
  async getVisible(
    ref: ClusterRef,
    credentials: BackstageCredentials,
  ): Promise<{ cluster: InventoryCluster; relation: ClusterRelation }> {
    const { authorizer, inventory } = this.#options;
    const access = await authorizer.getReadAccess(credentials);
    const cluster = inventory.find(ref);
    if (!cluster) {
      this.#requireAnswer(ref.kubernetesCluster);
    }
    if (!cluster || !access.allows(toPermissionResource(cluster))) {
      throw notFound(ref);
    }
    return { cluster, relation: toRelation(access, cluster) };
  }

  /** Identity and owner of all clusters, for the catalog. Only services are answered. */
  async listInventory({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<InventoryResponse> {
    this.#options.authorizer.requireService(credentials);
    return this.readInventory();
  }

  /** The inventory, for this plugin itself: it asks nobody and must reach no caller. */
  readInventory(): InventoryResponse {
    const { inventory, gateway, adapters, entityNames } = this.#options;
    const statuses = gateway.listKubernetesClusters();
    return {
      items: inventory
        .list()
        .map(cluster => toInventoryItem(cluster, entityNames))
        .sort((a, b) => (a.entityName < b.entityName ? -1 : 1)),
      complete: statuses
        .filter(status => isComplete(gateway, adapters, status))
        .map(({ name }) => name),
      configured: statuses.map(({ name }) => name),
    };
  }

  /**
   * Of a Kubernetes cluster that has not answered since the portal started
   * nobody can say that something is not there; all get the same answer.
   */
  #requireAnswer(kubernetesCluster: string) {
    const { gateway, adapters } = this.#options;
    const isConfigured = gateway
      .listKubernetesClusters()
      .some(({ name }) => name === kubernetesCluster);
    const isKnown = adapters.every(({ clusterResource }) =>
      gateway.hasSynced(kubernetesCluster, clusterResource),
    );
    if (isConfigured && !isKnown) {
      throw new ServiceUnavailableError(
        `Kubernetes cluster ${kubernetesCluster} has not answered yet; try again in a moment`,
      );
    }
  }

  /** For many clusters at once, since the state of a Kubernetes cluster is the sum of all its watches. */
  #createSummarizer(): (
    cluster: InventoryCluster,
    relation: ClusterRelation,
  ) => ClusterSummary {
    const statuses = new Map(
      this.#options.gateway
        .listKubernetesClusters()
        .map(status => [status.name, status]),
    );
    return (cluster, relation) => {
      const status = statuses.get(cluster.ref.kubernetesCluster);
      const data = toDataAge(status);
      const summary = buildSummary(cluster, {
        relation,
        data,
        staleReasons: buildStaleReasons(data, status),
        entityNames: this.#options.entityNames,
      });
      return relation === 'consumer' ? projectSummary(summary) : summary;
    };
  }

  async #toDetail(
    cluster: InventoryCluster,
    relation: ClusterRelation,
    credentials: BackstageCredentials,
  ): Promise<ClusterDetail> {
    const { inventory, requests, mayDiscard } = this.#options;
    const summary = this.#createSummarizer()(cluster, relation);
    if (relation === 'consumer') {
      return projectDetail(summary, cluster.model.listeners);
    }
    const objects = inventory.objectsOf(cluster.ref.kubernetesCluster);
    const own = (await requests.listByRef(cluster.ref)).find(request =>
      isOf(request, cluster),
    );
    const endedPods = inventory.endedPods(cluster);
    return buildDetail(cluster, summary, {
      zones: listClusterZones(
        listZones(objects),
        cluster.model.nodes,
        cluster.model,
      ),
      events: listClusterEvents(cluster.model, objects, endedPods),
      endedPods,
      request: own && { id: own.id, state: own.state },
      operations: { discard: await mayDiscard(own, credentials) },
    });
  }
}

/**
 * Whether all Kafka clusters of a Kubernetes cluster are known. A type that is
 * not installed has none, unless none of them is: then nothing is known.
 */
function isComplete(
  gateway: KubernetesGateway,
  adapters: readonly OperatorAdapter[],
  { name, resources }: KubernetesClusterStatus,
): boolean {
  const states = adapters.map(({ clusterResource }) =>
    gateway.hasSynced(name, clusterResource)
      ? resources[`${clusterResource.group}/${clusterResource.plural}`]?.state
      : undefined,
  );
  return (
    states.includes('live') &&
    states.every(state => state === 'live' || state === 'absent')
  );
}

/**
 * How the person stands to a cluster that they may read: whoever may read it
 * without its consumers being known reads all of it. The policy says who that
 * is; no role is named here.
 */
function toRelation(
  access: Access<ClusterPermissionResource>,
  cluster: InventoryCluster,
): ClusterRelation {
  if (access.unconditional) {
    return 'platform';
  }
  return access.allows({ ...toPermissionResource(cluster), consumers: [] })
    ? 'owner'
    : 'consumer';
}

function notFound(ref: ClusterRef): NotFoundError {
  return new NotFoundError(`There is no cluster ${formatClusterRef(ref)}`);
}

/** What permission rules may know of a cluster. */
export function toPermissionResource({
  ref,
  ownership,
  consumers,
}: Pick<
  InventoryCluster,
  'ref' | 'ownership' | 'consumers'
>): ClusterPermissionResource {
  return {
    ref,
    owner: ownership.state === 'owned' ? ownership.owner : undefined,
    consumers,
  };
}

/** A cluster that was made anew under the same name is not the request's. */
function isOf({ steps }: StoredRequest, cluster: InventoryCluster): boolean {
  return steps.some(
    ({ id, uid }) => id === 'kafka-cluster' && uid === cluster.uid,
  );
}

function toInventoryItem(
  cluster: InventoryCluster,
  entityNames: ClusterEntityNames,
): InventoryResponse['items'][number] {
  return {
    entityName: buildClusterEntityName(cluster.ref, entityNames),
    title: cluster.ref.name,
    ref: cluster.ref,
    uid: cluster.uid,
    owner: toPermissionResource(cluster).owner,
    operator: cluster.model.operator.id,
    zookeeper: cluster.model.zookeeper,
  };
}
