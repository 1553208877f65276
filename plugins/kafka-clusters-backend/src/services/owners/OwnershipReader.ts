import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  clusterGrantPermission,
  clusterLinkPermission,
  clusterTransferPermission,
  formatClusterRef,
  parseClusterRef,
  type ClusterOwnershipResponse,
  type ClusterRef,
  type ComponentRelationResponse,
  type OperationAllowance,
  type OwnershipInboxResponse,
  type OwnershipRefusalCode,
  type OwnershipTransfer,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OwnershipStore } from '../../store/OwnershipStore';
import type { Authorizer } from '../Authorizer';
import type { ClusterInventory, InventoryCluster } from '../ClusterInventory';
import { toPermissionResource, type FleetService } from '../FleetService';
import type { CatalogFacts } from './CatalogFacts';
import type { CatalogReader } from './CatalogReader';
import type { Consumers } from './Consumers';
import type { OwnerMirror } from './OwnerMirror';
import type { Transfers } from './Transfers';

/** What reads of ownership work with. */
export interface OwnershipReaderOptions {
  readonly authorizer: Authorizer;
  readonly fleet: FleetService;
  readonly inventory: ClusterInventory;
  readonly store: OwnershipStore;
  readonly facts: CatalogFacts;
  readonly catalog: CatalogReader;
  readonly consumers: Consumers;
  readonly transfers: Transfers;
  readonly mirror: OwnerMirror;
}

const allowed: OperationAllowance = { allowed: true };

function refuse(code: OwnershipRefusalCode): OperationAllowance {
  return { allowed: false, reason: { code, params: {} } };
}

/** Reads of ownership, for every door. */
export class OwnershipReader {
  readonly #options: OwnershipReaderOptions;

  private constructor(options: OwnershipReaderOptions) {
    this.#options = options;
  }

  static create(options: OwnershipReaderOptions) {
    return new OwnershipReader(options);
  }

  /**
   * Whose the cluster is. A consumer is told its own relation alone.
   *
   * @throws NotFoundError when it does not exist or the person may not read it
   */
  async getOwnership(
    ref: ClusterRef,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ClusterOwnershipResponse> {
    const { fleet, facts } = this.#options;
    await fleet.getVisible(ref, credentials);
    await facts.refreshForPage();
    // Asked again: the facts may have ended what the person was.
    const { cluster, relation } = await fleet.getVisible(ref, credentials);
    return relation === 'consumer'
      ? this.#describeToConsumer(cluster, credentials)
      : this.#describe(cluster, relation, credentials);
  }

  /** What waits for the person, over all clusters. */
  async getInbox({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<OwnershipInboxResponse> {
    const { authorizer, inventory, facts, consumers, transfers } =
      this.#options;
    const person = await authorizer.getPerson(credentials);
    await facts.refreshForPage();
    const [read, grant, link, waiting] = await Promise.all([
      authorizer.getReadAccess(credentials),
      authorizer.getClusterAccess(clusterGrantPermission, credentials),
      authorizer.getClusterAccess(clusterLinkPermission, credentials),
      transfers.listFor(person, credentials),
    ]);
    const clusters = inventory.list().map(cluster => ({
      cluster,
      resource: toPermissionResource(cluster),
    }));
    return {
      transfers: waiting,
      consumers: clusters
        .filter(
          ({ resource }) => read.allows(resource) && grant.allows(resource),
        )
        .flatMap(({ cluster }) =>
          consumers
            .list(cluster)
            .filter(({ state }) => state === 'requested')
            .map(consumer => ({ ref: cluster.ref, consumer })),
        ),
      claims: clusters
        .filter(
          ({ resource }) => read.allows(resource) && link.allows(resource),
        )
        .flatMap(({ cluster: { ref, uid, ownership } }) =>
          ownership.state === 'unowned'
            ? ownership.claims.map(owner => ({ ref, uid, owner }))
            : [],
        ),
    };
  }

  /**
   * What became of a component's request, for members of its team. An unknown
   * cluster and one that is hidden both wait.
   *
   * @throws NotFoundError for components of other teams, absent ones, and those that name no cluster alike
   */
  async getComponentRelation(
    componentRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ComponentRelationResponse> {
    const { authorizer, catalog, inventory, consumers, facts } = this.#options;
    const person = await authorizer.getPerson(credentials);
    const found = await catalog.findComponent(componentRef);
    if (!found || !person.ownershipEntityRefs.includes(found.team)) {
      throw new NotFoundError(`${componentRef} names no cluster of yours`);
    }
    await facts.refreshForPage();
    const cluster = findNamed(inventory, found.cluster);
    const consumer =
      cluster &&
      consumers
        .list(cluster)
        .find(({ component }) => component === found.component);
    const access = await authorizer.getReadAccess(credentials);
    const maySee = cluster && access.allows(toPermissionResource(cluster));
    return {
      cluster: found.cluster,
      state: consumer?.state ?? 'requested',
      ref: maySee ? cluster.ref : undefined,
    };
  }

  async #describe(
    cluster: InventoryCluster,
    relation: ClusterOwnershipResponse['relation'],
    credentials: BackstageCredentials,
  ): Promise<ClusterOwnershipResponse> {
    const { store, consumers, transfers, mirror } = this.#options;
    const { uid, ownership } = cluster;
    const [history, transfer] = await Promise.all([
      store.listEvents(uid),
      transfers.findPending(cluster),
    ]);
    return {
      relation,
      ownership,
      mirror: ownership.state === 'owned' ? mirror.read(cluster) : undefined,
      transfer,
      consumers: consumers.list(cluster),
      history,
      operations: await this.#judge(cluster, transfer, credentials),
    };
  }

  async #describeToConsumer(
    cluster: InventoryCluster,
    credentials: BackstageCredentials,
  ): Promise<ClusterOwnershipResponse> {
    const { authorizer, consumers } = this.#options;
    const person = await authorizer.getPerson(credentials);
    return {
      relation: 'consumer',
      ownership: cluster.ownership,
      consumers: consumers
        .list(cluster)
        .filter(({ team }) => person.ownershipEntityRefs.includes(team))
        // Who of the owner's team decided is the owner's matter.
        .map(({ component, team, state }) => ({ component, team, state })),
      history: [],
      operations: {
        link: refuse('not-allowed'),
        transfer: refuse('not-allowed'),
        'decide-on-consumers': refuse('not-allowed'),
      },
    };
  }

  async #judge(
    cluster: InventoryCluster,
    transfer: OwnershipTransfer | undefined,
    credentials: BackstageCredentials,
  ): Promise<ClusterOwnershipResponse['operations']> {
    const { authorizer } = this.#options;
    const resource = toPermissionResource(cluster);
    const [link, offer, grant] = await Promise.all(
      [
        clusterLinkPermission,
        clusterTransferPermission,
        clusterGrantPermission,
      ].map(async permission =>
        (
          await authorizer.getClusterAccess(permission, credentials)
        ).allows(resource),
      ),
    );
    const isOwned = cluster.ownership.state === 'owned';
    const judge = (may: boolean, code: OwnershipRefusalCode | undefined) => {
      if (!may) {
        return refuse('not-allowed');
      }
      return code === undefined ? allowed : refuse(code);
    };
    return {
      link: judge(link, isOwned ? 'owned' : undefined),
      transfer: judge(
        offer,
        transfer ? 'transfer-pending' : unlessOwned(isOwned),
      ),
      'decide-on-consumers': judge(grant, unlessOwned(isOwned)),
    };
  }
}

function unlessOwned(isOwned: boolean): OwnershipRefusalCode | undefined {
  return isOwned ? undefined : 'unowned';
}

function findNamed(
  inventory: ClusterInventory,
  text: string,
): InventoryCluster | undefined {
  try {
    const ref = parseClusterRef(text);
    return formatClusterRef(ref) === text ? inventory.find(ref) : undefined;
  } catch {
    return undefined;
  }
}
