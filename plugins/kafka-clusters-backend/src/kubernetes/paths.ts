import type { KubernetesResource } from '@kafka-clusters/plugin-kafka-clusters-node';
import { InputError } from '@backstage/errors';

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && label.test(value);
}

function isSubdomain(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 253 &&
    value.split('.').every(part => part.length <= 253 && label.test(part))
  );
}

function quote(value: unknown): string {
  return JSON.stringify(String(value).slice(0, 80));
}

/** @throws InputError unless the text is a DNS label of at most 63 characters. */
export function assertNamespace(value: unknown): asserts value is string {
  if (!isLabel(value)) {
    throw new InputError(
      `Invalid namespace ${quote(
        value,
      )}: use lower-case letters, digits and '-', at most 63 characters`,
    );
  }
}

/** @throws InputError unless the text is a DNS subdomain of at most 253 characters. */
export function assertName(value: unknown): asserts value is string {
  if (!isSubdomain(value)) {
    throw new InputError(
      `Invalid name ${quote(
        value,
      )}: use lower-case letters, digits, '-' and '.', at most 253 characters`,
    );
  }
}

/**
 * Path of a type, of a namespace of it, or of one object. Nothing reaches a
 * path unchecked, so no value can leave its segment or add a query.
 *
 * @throws InputError for whatever is no valid name.
 */
export function toPath(
  resource: KubernetesResource,
  place: { namespace?: string; name?: string } = {},
): string {
  const { group, version, plural, namespaced } = resource;
  if (
    (group !== '' && !isSubdomain(group)) ||
    !isLabel(version) ||
    !isLabel(plural)
  ) {
    throw new InputError(
      `Invalid type ${quote(`${group}/${version}/${plural}`)}`,
    );
  }
  const segments = group === '' ? ['/api', version] : ['/apis', group, version];
  if (place.namespace !== undefined) {
    if (!namespaced) {
      throw new InputError(`${resource.kind} has no namespace`);
    }
    assertNamespace(place.namespace);
    segments.push('namespaces', place.namespace);
  } else if (place.name !== undefined && namespaced) {
    throw new InputError(`${resource.kind} needs a namespace`);
  }
  segments.push(plural);
  if (place.name !== undefined) {
    assertName(place.name);
    segments.push(place.name);
  }
  return segments.join('/');
}

/** Key of a type in a status: `kafka.banzaicloud.io/kafkaclusters`, `/pods`. */
export function resourceKey(resource: KubernetesResource): string {
  return `${resource.group}/${resource.plural}`;
}

/** Asks for metadata without the rest; a server that cannot give it sends everything. */
export function metadataAlone(
  kind: 'PartialObjectMetadata' | 'PartialObjectMetadataList',
): string {
  return `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json`;
}
