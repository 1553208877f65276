import type { ObjectRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { at, list, text, time } from './parse';

/** Name of an object; '' when even that is not readable. */
export function nameOf(object: KubernetesObject): string {
  return text(at(object, 'metadata', 'name')) ?? '';
}

/** Namespace of an object; '' for objects without one. */
export function namespaceOf(object: KubernetesObject): string {
  return text(at(object, 'metadata', 'namespace')) ?? '';
}

/** uid of an object. */
export function uidOf(object: KubernetesObject): string | undefined {
  return text(at(object, 'metadata', 'uid'));
}

/** One label of an object. */
export function labelOf(
  object: KubernetesObject,
  name: string,
): string | undefined {
  return text(at(object, 'metadata', 'labels', name));
}

/** One annotation of an object. */
export function annotationOf(
  object: KubernetesObject,
  name: string,
): string | undefined {
  return text(at(object, 'metadata', 'annotations', name));
}

/** When an object was created. */
export function createdAt(object: KubernetesObject): string | undefined {
  return time(at(object, 'metadata', 'creationTimestamp'));
}

/** When the deletion of an object was asked for, a grace period of pods included; whatever stands there, it is going. */
export function deletedAt(object: KubernetesObject): string | undefined {
  const deletion = at(object, 'metadata', 'deletionTimestamp');
  return time(deletion) ?? text(deletion);
}

/** Finalizers of an object. */
export function finalizersOf(object: KubernetesObject): readonly string[] {
  return list(at(object, 'metadata', 'finalizers')).flatMap(
    entry => text(entry) ?? [],
  );
}

/** Whether an object is owned by an object of the kind and name. */
export function isOwnedBy(
  object: KubernetesObject,
  kind: string,
  name: string,
): boolean {
  return list(at(object, 'metadata', 'ownerReferences')).some(
    owner => at(owner, 'kind') === kind && at(owner, 'name') === name,
  );
}

/** An object with its uid, by which events find it. */
export function refOf(
  object: KubernetesObject,
  kind: string,
): ObjectRef & { readonly uid?: string } {
  return {
    kind,
    name: nameOf(object),
    namespace: namespaceOf(object),
    uid: uidOf(object),
  };
}
