import { JsonObject, listAt, objectAt, objectsAt, own, textAt } from '../json';
import { ResourceStrategy } from '../registry/types';
import { StatusCause } from '../status';
import { invalidValue, required } from '../validation/names';

/** Keeps a definition until its objects are gone. */
export const CLEANUP_FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';

function defaultNames(object: JsonObject): void {
  const names = objectAt(object, 'spec', 'names');
  const kind = textAt(names, 'kind');
  if (names && kind) {
    names.singular ??= kind.toLowerCase();
    names.listKind ??= `${kind}List`;
  }
  const spec = objectAt(object, 'spec');
  if (spec) {
    spec.conversion ??= { strategy: 'None' };
  }
}

/** Rules for CustomResourceDefinitions. */
export const definitionStrategy: ResourceStrategy = {
  prepareCreate(object) {
    defaultNames(object);
    const metadata = objectAt(object, 'metadata');
    const finalizers = listAt(metadata, 'finalizers');
    if (metadata && !finalizers.includes(CLEANUP_FINALIZER)) {
      metadata.finalizers = [...finalizers, CLEANUP_FINALIZER];
    }
  },
  prepareUpdate: object => defaultNames(object),
  validate: object => definitionProblems(object),
};

function definitionProblems(object: JsonObject): StatusCause[] {
  const spec = objectAt(object, 'spec') ?? {};
  const name = textAt(object, 'metadata', 'name') ?? '';
  const expected = `${textAt(spec, 'names', 'plural')}.${textAt(
    spec,
    'group',
  )}`;
  const causes: StatusCause[] = [];
  for (const path of [['group'], ['names', 'plural'], ['names', 'kind']]) {
    if (!textAt(spec, ...path)) {
      causes.push(required(`spec.${path.join('.')}`));
    }
  }
  if (!causes.length && name !== expected) {
    causes.push(
      invalidValue(
        'metadata.name',
        name,
        'must be spec.names.plural+"."+spec.group',
      ),
    );
  }
  if (!['Namespaced', 'Cluster'].includes(textAt(spec, 'scope') ?? '')) {
    causes.push(required('spec.scope'));
  }
  const versions = objectsAt(spec, 'versions');
  if (versions.filter(one => own(one, 'storage') === true).length !== 1) {
    causes.push(
      invalidValue(
        'spec.versions',
        versions.map(one => own(one, 'name')),
        'must have exactly one version marked as storage version',
      ),
    );
  }
  versions.forEach((version, i) => {
    if (!objectAt(version, 'schema', 'openAPIV3Schema')) {
      causes.push(
        required(
          `spec.versions[${i}].schema.openAPIV3Schema`,
          'schemas are required',
        ),
      );
    }
  });
  return causes;
}
