/**
 * What the words of each plan finding may name. Texts may come from people and
 * clusters: show them as text.
 *
 * @public
 */
export interface PlanFindingParams {
  /** The name is taken; never by whom. `kind` is the type of the object. */
  'name-unavailable': { name: string; kind: string };
  /** `kind` is a FootprintKind; `requested` and `available` in its unit, `quota` is the ResourceQuota's name. */
  'quota-exceeded': {
    kind: string;
    requested: number;
    available: number;
    quota: string;
  };
  /** `available` names those that exist, separated by `, `. */
  'storage-class-missing': { storageClass: string; available: string };
  'too-few-zones': { wanted: number; available: number };
  'operator-not-installed': { kubernetesCluster: string };
  /** `version` is '' when unknown. */
  'operator-too-old': { kubernetesCluster: string; version: string };
  'operator-not-watching': { namespace: string };
  'not-allowed': {};
  /** The target is not there, or not for this person; which of both is not said. */
  'target-not-allowed': { kubernetesCluster: string; namespace: string };
  /** `teams` that may own it, separated by `, `. */
  'owner-required': { teams: string };
  'owner-not-allowed': { owner: string; teams: string };
  'namespace-terminating': { namespace: string };
  /** The account of the portal lacks the right to create objects of this kind. */
  'portal-may-not-create': { kind: string; namespace: string };
  /** What Kubernetes or one of its webhooks said. */
  'refused-by-kubernetes': { kind: string; message: string };
  /** `since` is an ISO time. */
  'kubernetes-unreachable': { kubernetesCluster: string; since: string };
  'storage-class-cannot-grow': { storageClass: string };
  /** `port` that clients reach without encryption. */
  'plain-listeners': { port: number };
  'single-zone': {};
  'fewer-nodes-than-brokers': { nodes: number; brokers: number };
  'no-quota-known': { namespace: string };
  /** ISO time. */
  'data-stale': { kubernetesCluster: string; asOf: string };
  'zone-drained': { zone: string };
}

/**
 * Why a request failed, and what the words of each may name.
 *
 * @public
 */
export interface RequestFailureParams {
  'name-unavailable': { name: string; kind: string };
  'quota-exceeded': { message: string };
  'namespace-terminating': { namespace: string };
  'portal-may-not-create': { kind: string; message: string };
  'refused-by-kubernetes': { kind: string; message: string };
  'kubernetes-unreachable': { kubernetesCluster: string; message: string };
  /** Its cluster made no progress; `reason` is the code of the heaviest reason of the verdict, '' without one. */
  'no-progress': { minutes: number; reason: string };
  /** Somebody deleted the cluster before it was ready. */
  'cluster-deleted': { name: string };
}

/** @public */
export type RequestFailureCode = keyof RequestFailureParams;

/**
 * Why a cluster's request cannot be discarded, and what the words may name.
 *
 * @public
 */
export interface DiscardRefusalParams {
  /** No request of this portal created the cluster. */
  'not-requested-here': {};
  /** It was ready once: discarding is for those that never were. */
  'was-ready': {};
  /** It is being discarded. */
  'being-discarded': {};
  'not-allowed': {};
  /** The portal writes nothing to Kubernetes. */
  'read-only': {};
}

/** @public */
export type DiscardRefusalCode = keyof DiscardRefusalParams;
