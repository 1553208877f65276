import type {
  ClusterConsumer,
  ConsumerState,
  OwnershipEvent,
  OwnershipTransfer,
  TransferState,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** What is written into the history of a cluster. */
export type NewOwnershipEvent = Omit<OwnershipEvent, 'id' | 'at'>;

/** A change of the link of a cluster. */
export interface LinkChange {
  /** uid of the custom resource. */
  readonly uid: string;
  /** Entity ref of the team. */
  readonly owner: string;
  /** Entity ref of the person. */
  readonly linkedBy: string;
  /** The link that the change was decided on; undefined when there was none. */
  readonly previous: string | undefined;
}

/** A consumer and whose cluster it uses. */
export interface StoredConsumer extends ClusterConsumer {
  readonly uid: string;
}

/**
 * What was decided about ownership. Each write goes with its line of history,
 * both or neither, and only from the state that it was decided on.
 */
export interface OwnershipStore {
  /** False when the link is not what it was: somebody was faster. */
  link(change: LinkChange, event: NewOwnershipEvent): Promise<boolean>;
  /** Newest first, at most 200. */
  listEvents(uid: string): Promise<readonly OwnershipEvent[]>;

  /** False when it was declined already. */
  declineClaim(
    claim: { readonly uid: string; readonly owner: string },
    event: NewOwnershipEvent,
  ): Promise<boolean>;
  listDeclinedClaims(): Promise<
    readonly { readonly uid: string; readonly owner: string }[]
  >;

  /** False when one waits for the cluster already. */
  insertTransfer(
    transfer: Omit<OwnershipTransfer, 'requestedAt' | 'state'>,
    event: NewOwnershipEvent,
  ): Promise<boolean>;
  getTransfer(id: string): Promise<OwnershipTransfer | undefined>;
  listPendingTransfers(): Promise<readonly OwnershipTransfer[]>;
  /**
   * Ends a transfer that waits; with `link` the cluster changes hands in the
   * same moment. False when it does not wait any more, or the link is another.
   */
  endTransfer(
    id: string,
    state: Exclude<TransferState, 'pending'>,
    more: { readonly event?: NewOwnershipEvent; readonly link?: LinkChange },
  ): Promise<boolean>;

  /** True for the first who says it: they tell the owner. */
  noteConsumer(consumer: {
    readonly uid: string;
    readonly component: string;
    readonly team: string;
  }): Promise<boolean>;
  /** False when it is not in one of the states any more. */
  decideOnConsumer(
    consumer: {
      readonly uid: string;
      readonly component: string;
      readonly team: string;
      readonly from: readonly ConsumerState[];
      readonly state: ConsumerState;
      readonly decidedBy: string;
    },
    event: NewOwnershipEvent,
  ): Promise<boolean>;
  listConsumers(): Promise<readonly StoredConsumer[]>;
}
