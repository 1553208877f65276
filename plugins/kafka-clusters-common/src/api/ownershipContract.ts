import type { OperationAllowance, Ownership } from '../model/cluster';
import type { ClusterRef } from '../clusterRef';
import type {
  ClusterConsumer,
  ClusterRelation,
  ConsumerState,
  MirrorState,
  OwnershipClaim,
  OwnershipEvent,
  OwnershipTransfer,
} from '../ownership/ownership';

/** Why something cannot be done about whose a cluster is. @public */
export type OwnershipRefusalCode =
  | 'not-allowed'
  /** It has an owner: its owner may hand it over. */
  | 'owned'
  /** It has none: the platform may link it. */
  | 'unowned'
  /** An offer waits for an answer already. */
  | 'transfer-pending';

/** What can be done about whose a cluster is. @public */
export const ownershipOperations = [
  'link',
  'transfer',
  'decide-on-consumers',
] as const;

/** @public */
export type OwnershipOperationId = (typeof ownershipOperations)[number];

/**
 * `GET /clusters/<ref>/ownership`: for the owner and the platform; a consumer
 * gets its own relation alone.
 *
 * @public
 */
export interface ClusterOwnershipResponse {
  readonly relation: ClusterRelation;
  readonly ownership: Ownership;
  /** For the owner and the platform, while somebody owns it. */
  readonly mirror?: MirrorState;
  /** The transfer that waits for an answer. */
  readonly transfer?: OwnershipTransfer;
  /** Those that ask come first. */
  readonly consumers: readonly ClusterConsumer[];
  /** Newest first. */
  readonly history: readonly OwnershipEvent[];
  readonly operations: Readonly<
    Record<OwnershipOperationId, OperationAllowance>
  >;
}

/**
 * `GET /ownership/inbox`: what waits for the caller, over all clusters.
 *
 * @public
 */
export interface OwnershipInboxResponse {
  /** Offered to the caller's teams, or offered by them and not answered yet. */
  readonly transfers: readonly (OwnershipTransfer & {
    readonly answers: readonly ('accept' | 'decline' | 'withdraw')[];
  })[];
  /** Components that ask for clusters of the caller's teams. */
  readonly consumers: readonly {
    readonly ref: ClusterRef;
    readonly consumer: ClusterConsumer;
  }[];
  /** For the platform alone. */
  readonly claims: readonly OwnershipClaim[];
}

/** `POST /transfers/<id>/<answer>`, `POST /clusters/<ref>/transfer`. @public */
export interface TransferResponse {
  readonly transfer: OwnershipTransfer;
}

/**
 * `POST /claims`: each claim ends as it was asked for, or with the reason why not.
 *
 * @public
 */
export interface ClaimsResponse {
  readonly done: number;
  readonly refused: readonly {
    readonly claim: OwnershipClaim;
    readonly code: 'not-claimed' | 'owned' | 'unknown-team' | 'absent';
  }[];
}

/**
 * `GET /components/<kind>/<namespace>/<name>/relation`: what became of a
 * component's request. A cluster that does not exist and one that is hidden
 * look alike: both wait.
 *
 * @public
 */
export interface ComponentRelationResponse {
  /** The cluster that the component's annotation names, as it was written: untrusted text. */
  readonly cluster: string;
  readonly state: ConsumerState;
  /** Set while the caller may see the cluster. */
  readonly ref?: ClusterRef;
}
