import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Keeps other sources from taking over our entities, and ours from theirs. */
export const LOCATION_KEY = 'kafka-clusters';

const PREFIX = 'kafka-clusters:';

/** Annotations that say where the entity comes from: a Kubernetes cluster. */
export function buildLocationAnnotations(
  kubernetesCluster: string,
): Record<string, string> {
  const location = `${PREFIX}${kubernetesCluster}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}

/** The Kubernetes cluster that one of our entities comes from; `undefined` for everybody else's. */
export function readKubernetesCluster(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  return location?.startsWith(PREFIX)
    ? location.slice(PREFIX.length)
    : undefined;
}
