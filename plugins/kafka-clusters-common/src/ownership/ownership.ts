import type { ClusterRef } from '../clusterRef';

/**
 * How the caller stands to a cluster: what an answer tells depends on it.
 *
 * - `platform`: sees every cluster
 * - `owner`: of the team that owns it
 * - `consumer`: of a team that was granted read; sees verdict, addresses and its own relation alone
 *
 * @public
 */
export const clusterRelations = ['platform', 'owner', 'consumer'] as const;

/** @public */
export type ClusterRelation = (typeof clusterRelations)[number];

/**
 * A team that an annotation of the custom resource names, while nothing backs
 * it. It grants nothing until a platform engineer accepts it.
 *
 * @public
 */
export interface OwnershipClaim {
  readonly ref: ClusterRef;
  /** uid of the custom resource. */
  readonly uid: string;
  /** Entity ref of the team. */
  readonly owner: string;
}

/** @public */
export type TransferState =
  | 'pending'
  | 'accepted'
  | 'declined'
  | 'withdrawn'
  /** The cluster is gone or has another owner by now. */
  | 'void';

/**
 * A cluster on its way from one team to another: the owner has consented, the
 * receiving team has not yet.
 *
 * @public
 */
export interface OwnershipTransfer {
  readonly id: string;
  readonly ref: ClusterRef;
  readonly uid: string;
  /** Entity refs of the teams. */
  readonly from: string;
  readonly to: string;
  /** Entity ref of the person. */
  readonly requestedBy: string;
  /** ISO time. */
  readonly requestedAt: string;
  /** What the person wrote: untrusted text. */
  readonly reason?: string;
  readonly state: TransferState;
}

/** @public */
export type ConsumerState = 'requested' | 'granted' | 'declined' | 'revoked';

/**
 * A component that uses a cluster, or asks to: its annotation names the cluster.
 *
 * @public
 */
export interface ClusterConsumer {
  /** Entity ref of the component. */
  readonly component: string;
  /** Entity ref of the team that owns the component. */
  readonly team: string;
  readonly state: ConsumerState;
  /** Entity ref of the person who decided. */
  readonly decidedBy?: string;
  /** ISO time. */
  readonly decidedAt?: string;
}

/** @public */
export const ownershipActions = [
  'linked',
  'claim-accepted',
  'claim-declined',
  'transfer-requested',
  'transfer-accepted',
  'transfer-declined',
  'transfer-withdrawn',
  'consumer-granted',
  'consumer-declined',
  'consumer-revoked',
] as const;

/** @public */
export type OwnershipAction = (typeof ownershipActions)[number];

/**
 * One entry of a cluster's history of ownership.
 *
 * @public
 */
export interface OwnershipEvent {
  readonly id: string;
  /** ISO time. */
  readonly at: string;
  /** Entity ref of the person. */
  readonly person: string;
  readonly action: OwnershipAction;
  /** Entity ref of the team that it is about. */
  readonly team?: string;
  /** Entity ref of the team that owned it before. */
  readonly previousTeam?: string;
  /** Entity ref of the component that it is about. */
  readonly component?: string;
  /** What the person wrote: untrusted text. */
  readonly reason?: string;
}

/**
 * How the owner annotation of the custom resource stands to the owner that is
 * recorded. The annotation is a copy and grants nothing.
 *
 * - `written`: it names the owner
 * - `differs`: it does not
 * - `gitops`: another tool would undo it
 * - `off`, `read-only`: the portal is configured not to write it
 * - `forbidden`: the portal's account may not
 * - `failed`: it could not be written
 *
 * @public
 */
export type MirrorState =
  | 'written'
  | 'differs'
  | 'gitops'
  | 'off'
  | 'read-only'
  | 'forbidden'
  | 'failed';
