import { createHash } from 'node:crypto';
import {
  KubeObject,
  OwnerReference,
  Pod,
  PodTemplate,
} from '../../client/objects';

/** The reference by which a controller owns what it makes. */
export function ownedBy(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Whether an object's controller is this owner. */
export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    one => one.controller && one.uid === owner.metadata.uid,
  );
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Short text that is the same for equal templates and safe in names. */
export function templateHash(template: PodTemplate, length = 10): string {
  const bytes = createHash('sha256').update(JSON.stringify(template)).digest();
  return [...bytes.subarray(0, length)]
    .map(byte => LETTERS[byte % LETTERS.length])
    .join('');
}

/** A pod of a template, to be completed with a name. */
export function podOf(
  owner: KubeObject,
  template: PodTemplate,
  labels: Record<string, string>,
): Omit<Pod, 'status'> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...labels },
      ...(template.metadata?.annotations
        ? { annotations: template.metadata.annotations }
        : {}),
      ownerReferences: [ownedBy(owner)],
    },
    // A deep copy: the pod's lists are changed, the template's are not.
    spec: JSON.parse(JSON.stringify(template.spec)),
  };
}

/** Whether a pod still counts for its controller. */
export function isActive(pod: Pod): boolean {
  return (
    !pod.metadata.deletionTimestamp &&
    pod.status.phase !== 'Succeeded' &&
    pod.status.phase !== 'Failed'
  );
}
