import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  clusterTransferPermission,
  type OwnershipInboxResponse,
  type OwnershipTransfer,
  type TransferAnswer,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesGateway } from '../../kubernetes';
import type { OwnershipStore } from '../../store/OwnershipStore';
import type { Authorizer, Person } from '../Authorizer';
import type { ClusterInventory, InventoryCluster } from '../ClusterInventory';
import { toPermissionResource } from '../FleetService';
import { findStatus } from '../sources';

/** A transfer, its cluster while it is known, and what the person may answer. */
export interface OpenTransfer {
  readonly transfer: OwnershipTransfer;
  readonly cluster: InventoryCluster | undefined;
  readonly answers: readonly TransferAnswer[];
}

/** What transfers are read with. */
export interface TransfersOptions {
  readonly authorizer: Authorizer;
  readonly gateway: KubernetesGateway;
  readonly inventory: ClusterInventory;
  readonly store: OwnershipStore;
}

/** Transfers as they stand: one whose cluster is another by now is void. */
export class Transfers {
  readonly #options: TransfersOptions;

  private constructor(options: TransfersOptions) {
    this.#options = options;
  }

  static create(options: TransfersOptions) {
    return new Transfers(options);
  }

  /** The one that waits for the cluster. */
  async findPending({
    uid,
  }: InventoryCluster): Promise<OwnershipTransfer | undefined> {
    const pending = await this.#options.store.listPendingTransfers();
    const transfer = pending.find(candidate => candidate.uid === uid);
    return transfer && (await this.settle(transfer)) ? transfer : undefined;
  }

  /** Those of which the person is of one side. */
  async listFor(
    person: Person,
    credentials: BackstageCredentials,
  ): Promise<OwnershipInboxResponse['transfers']> {
    const pending = await this.#options.store.listPendingTransfers();
    const open = await Promise.all(
      pending.map(transfer => this.open(transfer, person, credentials)),
    );
    const waiting = await Promise.all(
      open
        .filter(found => found !== undefined)
        .map(async ({ transfer, answers }) =>
          (await this.settle(transfer)) ? { ...transfer, answers } : undefined,
        ),
    );
    return waiting.filter(found => found !== undefined);
  }

  /** What the person may answer; undefined for whoever is of neither side: nothing is there for them. */
  async open(
    transfer: OwnershipTransfer,
    person: Person,
    credentials: BackstageCredentials,
  ): Promise<OpenTransfer | undefined> {
    const { authorizer, inventory } = this.#options;
    const { from, to, ref, uid } = transfer;
    const isReceiver = person.ownershipEntityRefs.includes(to);
    const isGiver = person.ownershipEntityRefs.includes(from);
    if (!isReceiver && !isGiver) {
      return undefined;
    }
    const found = inventory.find(ref);
    const cluster = found?.uid === uid ? found : undefined;
    const access = await authorizer.getClusterAccess(
      clusterTransferPermission,
      credentials,
    );
    const mayWithdraw =
      isGiver && cluster && access.allows(toPermissionResource(cluster));
    return {
      transfer,
      cluster,
      answers: [
        ...(isReceiver ? (['accept', 'decline'] as const) : []),
        ...(mayWithdraw ? (['withdraw'] as const) : []),
      ],
    };
  }

  /** Whether it still can be answered; one that cannot is ended. A Kubernetes cluster that does not answer ends nothing. */
  async settle(transfer: OwnershipTransfer): Promise<boolean> {
    const { inventory, gateway, store } = this.#options;
    const { ref, uid, from } = transfer;
    const cluster = inventory.find(ref);
    const isSame =
      cluster?.uid === uid &&
      cluster.ownership.state === 'owned' &&
      cluster.ownership.owner === from;
    if (isSame) {
      return true;
    }
    const status = findStatus(gateway, ref.kubernetesCluster);
    if (cluster || !status || status.state === 'live') {
      await store.endTransfer(transfer.id, 'void', {});
      return false;
    }
    return true;
  }
}
