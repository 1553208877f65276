import type { ClusterRef } from '../clusterRef';
import type { MessageParams } from '../model/health';

/**
 * Where a request stands.
 *
 * - `applying`: objects are being created
 * - `accepted`: Kubernetes has accepted them all, the operators work
 * - `ready`: the cluster became healthy once
 * - `failed`: a named failure; may be discarded or, once its cause is gone, resumed
 * - `discarding`, `discarded`: taken back by a person
 *
 * @public
 */
export const requestStates = [
  'applying',
  'accepted',
  'ready',
  'failed',
  'discarding',
  'discarded',
] as const;

/** @public */
export type RequestState = (typeof requestStates)[number];

/** One step of a request: an object to create. @public */
export interface RequestStep {
  readonly id: 'zookeeper-cluster' | 'kafka-cluster';
  readonly kind: string;
  readonly name: string;
  readonly state: 'waiting' | 'done' | 'failed' | 'undone';
  /** uid of the object once it exists. */
  readonly uid?: string;
}

/**
 * A durable record of a request for a cluster.
 *
 * @public
 */
export interface ProvisioningRequest {
  readonly id: string;
  readonly ref: ClusterRef;
  /** Entity ref of the cluster; the catalog has it seconds after Kubernetes. */
  readonly entityRef: string;
  readonly owner: string;
  /** Entity ref of the person. */
  readonly requestedBy: string;
  readonly state: RequestState;
  readonly steps: readonly RequestStep[];
  readonly failure?: { readonly code: string; readonly params: MessageParams };
  /** ISO times. */
  readonly createdAt: string;
  readonly updatedAt: string;
}
