import type { FindingId } from '../findings/registry';
import type { ClusterSummary, ClusterDetail } from '../model/cluster';
import type { HealthState } from '../model/health';
import type { SourceProblem } from '../model/problem';
import type { KubernetesClusterRights } from '../model/rights';
import type { UnsupportedClusters } from '../model/unsupported';
import type { ClusterRelation } from '../ownership/ownership';
import type { ClusterPlan, Target } from '../provisioning/plan';
import type { ProvisioningRequest } from '../provisioning/request';

/**
 * Items of all the sources that answered, and the problems of those that did not.
 *
 * @public
 */
export interface ListResponse<T> {
  readonly items: readonly T[];
  readonly problems: readonly SourceProblem[];
}

/** @public */
export const fleetSortFields = [
  'name',
  'health',
  'owner',
  'kubernetesCluster',
  'version',
  'brokers',
  'storage',
  'age',
] as const;

/** @public */
export type FleetSortField = (typeof fleetSortFields)[number];

/**
 * What to list of the fleet. Values of one filter are alternatives, filters add up.
 *
 * @public
 */
export interface FleetQuery {
  /** Looked for in name, namespace, owner and Kubernetes cluster. */
  readonly search?: string;
  readonly health?: readonly HealthState[];
  readonly owner?: readonly string[];
  readonly kubernetesCluster?: readonly string[];
  readonly version?: readonly string[];
  readonly operator?: readonly string[];
  /** Clusters that have one of these findings. */
  readonly finding?: readonly FindingId[];
  readonly unowned?: boolean;
  /** How the caller stands to them. */
  readonly relation?: readonly ClusterRelation[];
  readonly sort?: FleetSortField;
  readonly order?: 'asc' | 'desc';
  readonly offset?: number;
  /** 1 to 200, 20 when absent. */
  readonly limit?: number;
}

/** A value of a facet and how many visible clusters have it. @public */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/**
 * One page of the fleet. Counts and facets count only what the caller may read;
 * a facet ignores its own filter, so that another value can be chosen.
 *
 * @public
 */
export interface FleetResponse extends ListResponse<ClusterSummary> {
  /** Clusters that match the query. */
  readonly totalCount: number;
  /** Clusters that the caller may read at all. */
  readonly visibleCount: number;
  /** The portal writes nothing to Kubernetes, whoever asks; absent where it does. */
  readonly readOnly?: boolean;
  /** What no adapter supports; only for callers who may read every cluster. */
  readonly unsupported?: readonly UnsupportedClusters[];
  readonly facets: {
    readonly health: readonly FacetValue[];
    readonly owner: readonly FacetValue[];
    readonly kubernetesCluster: readonly FacetValue[];
    readonly version: readonly FacetValue[];
    readonly operator: readonly FacetValue[];
    /** Values are ids of findings, the most severe first. */
    readonly finding: readonly FacetValue[];
    readonly unowned: number;
  };
}

/** @public */
export interface ClusterResponse {
  readonly cluster: ClusterDetail;
  readonly problems: readonly SourceProblem[];
}

/**
 * The objects of a cluster as Kubernetes keeps them, secrets redacted.
 *
 * @public
 */
export interface ManifestResponse {
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly SourceProblem[];
}

/** @public */
export interface ManifestDocument {
  readonly kind: string;
  readonly name: string;
  readonly yaml: string;
  readonly fields: readonly FieldManager[];
}

/**
 * Which manager set which fields of an object.
 *
 * @public
 */
export interface FieldManager {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
  /** ISO time. */
  readonly time?: string;
  /** Paths such as `spec.brokers[id=0].readOnlyConfig`. */
  readonly paths: readonly string[];
}

/** @public */
export type TargetsResponse = ListResponse<Target>;

/**
 * What the portal's own account may do in each Kubernetes cluster, beside what
 * the product needs there.
 *
 * @public
 */
export type RightsResponse = ListResponse<KubernetesClusterRights>;

/** @public */
export interface PlanResponse {
  readonly plan: ClusterPlan;
}

/** @public */
export interface RequestResponse {
  readonly request: ProvisioningRequest;
}

/**
 * Where Kafka clusters of all readers come from; for the catalog. Only service
 * principals are answered.
 *
 * @public
 */
export interface InventoryResponse {
  readonly items: readonly InventoryItem[];
  /**
   * Kubernetes clusters whose items are complete. An item that is missing from
   * one that is not in this list has not been deleted: it is not known.
   */
  readonly complete: readonly string[];
  /** All configured Kubernetes clusters. */
  readonly configured: readonly string[];
}

/** @public */
export interface InventoryItem {
  readonly entityName: string;
  readonly title: string;
  readonly ref: ClusterSummary['ref'];
  readonly uid: string;
  /** Entity ref; absent for a cluster that nobody owns. */
  readonly owner?: string;
  readonly operator: string;
  readonly zookeeper?: { readonly namespace: string; readonly name: string };
}
