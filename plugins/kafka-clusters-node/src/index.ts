/**
 * What other backends may use of Kafka Clusters, or add to it.
 *
 * @packageDocumentation
 */
export type {
  KubernetesManagedFields,
  KubernetesObject,
  KubernetesObjectMeta,
  KubernetesOwnerReference,
  KubernetesResource,
} from './kubernetesObject';
