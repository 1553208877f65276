import type { ClusterRef } from '../clusterRef';
import type { ClusterNode, Zone } from '../model/cluster';
import type { MessageParams } from '../model/health';

/** A quantity that quotas count. @public */
export const footprintKinds = [
  'cpu',
  'memory',
  'storage',
  'volumes',
  'pods',
] as const;

/** @public */
export type FootprintKind = (typeof footprintKinds)[number];

/**
 * What the cluster asks for, against the namespace's quota. Units: millicores
 * for cpu, bytes for memory and storage, counts for volumes and pods.
 *
 * @public
 */
export interface FootprintLine {
  readonly kind: FootprintKind;
  readonly requested: number;
  /** Absent where no quota limits it. */
  readonly quota?: {
    readonly hard: number;
    readonly used: number;
    /** Name of the tightest ResourceQuota. */
    readonly name: string;
  };
}

/**
 * An object that will be created, by the portal or, after it, by an operator.
 *
 * @public
 */
export interface PlannedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly createdBy: 'portal' | 'koperator' | 'zookeeper-operator';
  readonly count: number;
}

/**
 * What stands against the request: `problem` forbids it, `warning` does not.
 *
 * @public
 */
export interface PlanFinding {
  readonly level: 'problem' | 'warning';
  readonly code: PlanFindingCode;
  readonly params: MessageParams;
  /** The field of the request that would have to change. */
  readonly field?:
    | 'target'
    | 'owner'
    | 'name'
    | 'size'
    | 'brokers'
    | 'storageClass'
    | 'storageBytesPerBroker'
    | 'availability';
}

/** @public */
export const planFindingCodes = [
  // problems
  'name-unavailable',
  'quota-exceeded',
  'storage-class-missing',
  'too-few-zones',
  'operator-not-installed',
  'operator-too-old',
  'operator-not-watching',
  'not-allowed',
  'target-not-allowed',
  'owner-required',
  'owner-not-allowed',
  'namespace-terminating',
  'portal-may-not-create',
  'refused-by-kubernetes',
  'kubernetes-unreachable',
  // warnings
  'storage-class-cannot-grow',
  'plain-listeners',
  'single-zone',
  'fewer-nodes-than-brokers',
  'no-quota-known',
  'data-stale',
  'zone-drained',
] as const;

/** @public */
export type PlanFindingCode = (typeof planFindingCodes)[number];

/**
 * Everything that a request would do, before it does anything.
 *
 * @public
 */
export interface ClusterPlan {
  readonly ref: ClusterRef;
  /** Entity ref of the team that will own it; absent while that is a problem. */
  readonly owner?: string;
  readonly objects: readonly PlannedObject[];
  /** YAML documents that the portal will create, in this order. */
  readonly manifest: string;
  readonly footprint: readonly FootprintLine[];
  readonly zones: readonly Zone[];
  readonly nodes: readonly ClusterNode[];
  readonly minInsyncReplicas: number;
  readonly findings: readonly PlanFinding[];
  /** No finding is a problem. */
  readonly feasible: boolean;
}

/**
 * A place where the caller may create clusters.
 *
 * @public
 */
export interface Target {
  readonly kubernetesCluster: string;
  readonly kubernetesClusterTitle: string;
  readonly namespace: string;
  /** Entity refs of the teams that the namespace serves and the caller belongs to (all of them for the platform role). */
  readonly teams: readonly string[];
  readonly storageClasses: readonly TargetStorageClass[];
  readonly zones: readonly string[];
  readonly operator: { readonly installed: boolean; readonly version?: string };
  readonly footprint: readonly FootprintLine[];
}

/** @public */
export interface TargetStorageClass {
  readonly name: string;
  readonly isDefault: boolean;
  readonly canGrow: boolean;
  readonly zonal: boolean;
}
