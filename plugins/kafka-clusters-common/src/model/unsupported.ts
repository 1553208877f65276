/**
 * Kafka clusters of one kind in one Kubernetes cluster that no adapter
 * supports: their names are known and nothing else.
 *
 * @public
 */
export interface UnsupportedClusters {
  /** Name of the Kubernetes cluster. */
  readonly kubernetesCluster: string;
  readonly title: string;
  /** As the product calls itself, e.g. `Strimzi`. */
  readonly operator: string;
  readonly group: string;
  /** As the API server serves it. */
  readonly version: string;
  readonly kind: string;
  /** Whether `count` and `items` say what there is: the portal's account may not list the kind, or has no answer yet. */
  readonly state: 'known' | 'forbidden' | 'unknown';
  readonly count: number;
  /** By namespace and name; the first hundred. */
  readonly items: readonly {
    readonly namespace?: string;
    readonly name: string;
  }[];
}
