/** A kind of other operators whose objects are Kafka clusters, or speak Kafka's protocol as such. */
export interface KnownKafkaKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** As the product calls itself. */
  readonly operator: string;
}

/**
 * Kafka clusters that people are likely to have beside those of the adapters.
 * Versions are not named: what counts is what an API server serves. A kind
 * that an adapter reads in a served version is left out where it is looked for.
 */
export const knownKafkaKinds: readonly KnownKafkaKind[] = [
  {
    group: 'kafka.strimzi.io',
    kind: 'Kafka',
    plural: 'kafkas',
    operator: 'Strimzi',
  },
  {
    group: 'platform.confluent.io',
    kind: 'Kafka',
    plural: 'kafkas',
    operator: 'Confluent for Kubernetes',
  },
  {
    group: 'kafka.banzaicloud.io',
    kind: 'KafkaCluster',
    plural: 'kafkaclusters',
    operator: 'Koperator',
  },
  {
    group: 'kafka.stackable.tech',
    kind: 'KafkaCluster',
    plural: 'kafkaclusters',
    operator: 'Stackable',
  },
  {
    group: 'kubedb.com',
    kind: 'Kafka',
    plural: 'kafkas',
    operator: 'KubeDB',
  },
  {
    group: 'cluster.redpanda.com',
    kind: 'Redpanda',
    plural: 'redpandas',
    operator: 'Redpanda',
  },
  {
    group: 'kafka.aws.crossplane.io',
    kind: 'Cluster',
    plural: 'clusters',
    operator: 'Crossplane, Amazon MSK',
  },
  {
    group: 'kafka.aws.upbound.io',
    kind: 'Cluster',
    plural: 'clusters',
    operator: 'Crossplane, Amazon MSK',
  },
  {
    group: 'kafka.services.k8s.aws',
    kind: 'Cluster',
    plural: 'clusters',
    operator: 'ACK, Amazon MSK',
  },
];
