/**
 * The parts of a Kubernetes object that every kind has, as the API server
 * sends them. Everything else is read through parsers, since a custom resource
 * may hold anything.
 *
 * @public
 */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: KubernetesObjectMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

/**
 * Metadata of a Kubernetes object. Times are RFC 3339 strings.
 *
 * @public
 */
export interface KubernetesObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly generateName?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly KubernetesOwnerReference[];
  readonly managedFields?: readonly KubernetesManagedFields[];
}

/**
 * One owner of a Kubernetes object.
 *
 * @public
 */
export interface KubernetesOwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/**
 * Which manager set which fields, as Kubernetes records it.
 *
 * @public
 */
export interface KubernetesManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsV1?: unknown;
}

/**
 * A type of objects, by group, version and plural name. The core group is ''.
 *
 * @public
 */
export interface KubernetesResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}
