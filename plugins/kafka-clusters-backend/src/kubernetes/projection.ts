import type {
  KubernetesManagedFields,
  KubernetesObject,
  KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { asString, isRecord, type JsonRecord } from './json';
import type { WatchedResource } from './types';

/**
 * Copies of whole specs that clients and operators keep in annotations. They
 * are large and repeat what the spec holds, passwords included, some of them
 * zipped so that no later redaction would find one.
 */
const copiedSpecs = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'banzaicloud.com/last-applied',
]);

function withoutCopies(annotations: unknown): unknown {
  if (!isRecord(annotations)) {
    return annotations;
  }
  const names = Object.keys(annotations);
  return names.some(name => copiedSpecs.has(name))
    ? Object.fromEntries(
        Object.entries(annotations).filter(([name]) => !copiedSpecs.has(name)),
      )
    : annotations;
}

/** Koperator keeps a gzipped configuration of each broker in its status. */
function withoutBackups(status: unknown): unknown {
  if (!isRecord(status) || !isRecord(status.brokersState)) {
    return status;
  }
  const brokersState = Object.fromEntries(
    Object.entries(status.brokersState).map(([id, state]) => {
      if (!isRecord(state)) {
        return [id, state];
      }
      const { configurationBackup: _, ...rest } = state;
      return [id, rest];
    }),
  );
  return { ...status, brokersState };
}

/** True when a parsed value has what a cache needs: metadata with a name, and a namespace where the type has one. */
export function isKubernetesObject(
  value: unknown,
  resource: KubernetesResource,
): value is KubernetesObject {
  if (!isRecord(value) || !isRecord(value.metadata)) {
    return false;
  }
  const { name, namespace } = value.metadata;
  return (
    typeof name === 'string' &&
    name !== '' &&
    (resource.namespaced
      ? typeof namespace === 'string' && namespace !== ''
      : true)
  );
}

const maxManagers = 20;

/** Who wrote the specification. Which fields, and when, would be half of the memory and change with every heartbeat. */
function toManagers(managedFields: unknown): KubernetesManagedFields[] {
  return (Array.isArray(managedFields) ? managedFields : [])
    .filter(isRecord)
    .filter(
      ({ subresource, fieldsV1 }) =>
        !subresource && isRecord(fieldsV1) && 'f:spec' in fieldsV1,
    )
    .slice(0, maxManagers)
    .map(({ manager, operation }) => ({
      manager: asString(manager),
      operation: asString(operation),
    }));
}

/**
 * What every cached object goes through before the projection of its type:
 * without managed fields (or with who wrote them alone), copies of specs and backups, and with its kind,
 * which built-in lists leave out.
 */
export function toCached(
  object: KubernetesObject,
  resource: KubernetesResource & Pick<WatchedResource, 'keepManagers'>,
): KubernetesObject {
  const { managedFields, ...others } = object.metadata;
  const metadata = resource.keepManagers
    ? { ...others, managedFields: toManagers(managedFields) }
    : others;
  const annotations = withoutCopies(metadata.annotations);
  const cached: JsonRecord & KubernetesObject = {
    ...object,
    apiVersion:
      resource.group === ''
        ? resource.version
        : `${resource.group}/${resource.version}`,
    kind: resource.kind,
    metadata: (annotations === metadata.annotations
      ? metadata
      : { ...metadata, annotations }) as KubernetesObject['metadata'],
  };
  return object.status === undefined
    ? cached
    : { ...cached, status: withoutBackups(object.status) };
}
