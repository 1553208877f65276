/**
 * What the portal does with a Kubernetes cluster, as far as it needs rights of
 * its own: to read (everything else builds on it), to create clusters, to note
 * their owners on them, and to name Kafka clusters that no adapter supports.
 *
 * @public
 */
export const rightsFeatures = [
  'read',
  'provision',
  'link',
  'unsupported',
] as const;

/** @public */
export type RightsFeature = (typeof rightsFeatures)[number];

/**
 * Why a right is needed; worded by the reader's browser.
 *
 * @public
 */
export const rightPurposes = [
  'watched',
  'manifest',
  'created',
  'owner-noted',
  'counted',
] as const;

/** @public */
export type RightPurpose = (typeof rightPurposes)[number];

/**
 * One right that a feature needs, in the whole Kubernetes cluster.
 *
 * @public
 */
export interface KubernetesRight {
  readonly feature: RightsFeature;
  /** Empty for the core group. */
  readonly apiGroup: string;
  /** Plural, lower case. */
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly purpose: RightPurpose;
}

/**
 * Whether the portal's account has what it needs; unknown when its Kubernetes
 * cluster did not say.
 *
 * @public
 */
export type RightState = 'granted' | 'missing' | 'unknown';

/** A right, and what of it the portal's account lacks. @public */
export interface ReviewedRight extends KubernetesRight {
  readonly state: RightState;
  /** Those of `verbs` that the account may not use. */
  readonly missingVerbs: readonly string[];
}

/** The rights of one feature in one Kubernetes cluster. @public */
export interface FeatureRights {
  readonly feature: RightsFeature;
  readonly state: RightState;
  readonly rights: readonly ReviewedRight[];
  /** A ClusterRole that grants exactly what the feature needs, and its binding where the account is known. */
  readonly neededYaml: string;
  /** The same for exactly what is missing; absent when nothing is. */
  readonly missingYaml?: string;
}

/** What the portal may do in one Kubernetes cluster. @public */
export interface KubernetesClusterRights {
  /** Name of the Kubernetes cluster. */
  readonly kubernetesCluster: string;
  readonly title: string;
  /** As the Kubernetes cluster names the portal's account, where it says so. */
  readonly account?: string;
  /** ISO time of the answer; absent when there was none. */
  readonly checkedAt?: string;
  /** Those in use, in the order of {@link rightsFeatures}. */
  readonly features: readonly FeatureRights[];
}
