import type { TargetStorageClass } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';

const DEFAULT_ANNOTATION = 'storageclass.kubernetes.io/is-default-class';

/** Storage classes of a Kubernetes cluster, the default one first. */
export function listStorageClasses(
  objects: KubernetesObjects,
): readonly TargetStorageClass[] {
  return objects
    .list(kubernetesResources.storageClasses)
    .map(toStorageClass)
    .sort(
      (a, b) =>
        Number(b.isDefault) - Number(a.isDefault) ||
        a.name.localeCompare(b.name),
    );
}

function toStorageClass(object: KubernetesObject): TargetStorageClass {
  return {
    name: object.metadata.name,
    isDefault: object.metadata.annotations?.[DEFAULT_ANNOTATION] === 'true',
    canGrow: object.allowVolumeExpansion === true,
    // Only a class that waits for the pod binds volumes where the pod has to be.
    zonal: object.volumeBindingMode === 'WaitForFirstConsumer',
  };
}
