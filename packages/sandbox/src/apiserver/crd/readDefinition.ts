import { JsonObject, listAt, objectAt, objectsAt, own, textAt } from '../json';
import { ALL_VERBS } from '../registry/builtins';
import { fieldReaders } from '../registry/fieldReaders';
import { ResourceInfo, ScalePaths, Subresource } from '../registry/types';
import { CustomSchema } from './CustomSchema';

/** The resources that a CustomResourceDefinition serves, one per version. */
export function readDefinition(definition: JsonObject): ResourceInfo[] {
  const spec = objectAt(definition, 'spec') ?? {};
  const versions = objectsAt(spec, 'versions');
  const storage = versions.find(version => own(version, 'storage') === true);
  const storedAs = `${textAt(spec, 'group')}/${textAt(storage, 'name')}`;
  return versions
    .filter(version => own(version, 'served') === true)
    .map(version => readVersion(spec, version, storedAs));
}

function readVersion(
  spec: JsonObject,
  version: JsonObject,
  storedAs: string,
): ResourceInfo {
  const names = objectAt(spec, 'names') ?? {};
  const group = textAt(spec, 'group') ?? '';
  const plural = textAt(names, 'plural') ?? '';
  const kind = textAt(names, 'kind') ?? '';
  const selectable = objectsAt(version, 'selectableFields').map(field =>
    dotted(textAt(field, 'jsonPath')).join('.'),
  );
  return {
    group,
    version: textAt(version, 'name') ?? '',
    kind,
    listKind: textAt(names, 'listKind') ?? `${kind}List`,
    plural,
    singular: textAt(names, 'singular') ?? kind.toLowerCase(),
    namespaced: textAt(spec, 'scope') === 'Namespaced',
    shortNames: listAt(names, 'shortNames').map(String),
    categories: listAt(names, 'categories').map(String),
    verbs: ALL_VERBS,
    subresources: subresourcesOf(version),
    table: `${plural}.${group}`,
    storedAs,
    generation: true,
    fields: fieldReaders(...selectable),
    strategy: {},
    scale: scaleOf(version),
    custom: {
      schema: CustomSchema.create(
        objectAt(version, 'schema', 'openAPIV3Schema'),
      ),
      hasStatus: objectAt(version, 'subresources', 'status') !== undefined,
    },
    ...conversions(`${group}/${textAt(version, 'name')}`, storedAs),
  };
}

/** Versions differ in their names only: the strategy None. */
function conversions(
  served: string,
  storedAs: string,
): Pick<ResourceInfo, 'toServed' | 'toStored'> {
  const to = (apiVersion: string) => (object: JsonObject) => ({
    ...object,
    apiVersion,
  });
  return served === storedAs
    ? {}
    : { toServed: to(served), toStored: to(storedAs) };
}

function subresourcesOf(version: JsonObject): Subresource[] {
  return (['status', 'scale'] as const).filter(
    name => objectAt(version, 'subresources', name) !== undefined,
  );
}

function dotted(path: string | undefined): string[] {
  return (path ?? '').split('.').filter(Boolean);
}

function scaleOf(version: JsonObject): ScalePaths | undefined {
  const scale = objectAt(version, 'subresources', 'scale');
  const selector = textAt(scale, 'labelSelectorPath');
  return scale
    ? {
        specReplicas: dotted(textAt(scale, 'specReplicasPath')),
        statusReplicas: dotted(textAt(scale, 'statusReplicasPath')),
        labelSelector: selector ? dotted(selector) : undefined,
      }
    : undefined;
}
