import { equal, JsonObject, listAt, objectAt, textAt } from '../../json';
import { StatusCause } from '../../status';
import { forbiddenField, required } from '../../validation/names';
import { parseQuantity, quantityProblems } from '../../validation/quantity';
import { ResourceStrategy, StrategyContext } from '../types';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

function defaultClass({ store }: StrategyContext): string | undefined {
  const found = store
    .list('storageclasses.storage.k8s.io')
    .find(
      ({ object }) =>
        textAt(object, 'metadata', 'annotations', DEFAULT_CLASS) === 'true',
    );
  return textAt(found?.object, 'metadata', 'name');
}

/** Claims: the default class, and a specification that only grows. */
export const claimStrategy: ResourceStrategy = {
  prepareCreate(object, context) {
    const spec = objectAt(object, 'spec') ?? {};
    object.spec = spec;
    spec.volumeMode ??= 'Filesystem';
    spec.storageClassName ??= defaultClass(context);
    object.status = { phase: 'Pending' };
  },
  validate(object, old) {
    const spec = objectAt(object, 'spec') ?? {};
    const field = 'spec.resources.requests.storage';
    const requested = objectAt(spec, 'resources', 'requests')?.storage;
    const causes: StatusCause[] = [];
    if (!listAt(spec, 'accessModes').length) {
      causes.push(
        required('spec.accessModes', 'at least 1 access mode is required'),
      );
    }
    if (requested === undefined) {
      causes.push(required('spec.resources[storage]'));
    } else {
      causes.push(...quantityProblems(field, requested));
    }
    return old ? [...causes, ...changeProblems(object, old)] : causes;
  },
};

function changeProblems(object: JsonObject, old: JsonObject): StatusCause[] {
  const after = frozenClaim(object);
  const before = frozenClaim(old);
  // Binding fills in the name of the volume once.
  if (before.volumeName === undefined) {
    delete after.volumeName;
  }
  const causes: StatusCause[] = [];
  if (!equal(after, before)) {
    causes.push(
      forbiddenField(
        'spec',
        'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
      ),
    );
  }
  const size = (claim: JsonObject) =>
    parseQuantity(objectAt(claim, 'spec', 'resources', 'requests')?.storage) ??
    0;
  if (size(object) < size(old)) {
    causes.push(
      forbiddenField(
        'spec.resources.requests.storage',
        'field can not be less than status.capacity',
      ),
    );
  }
  return causes;
}

function frozenClaim(claim: JsonObject): JsonObject {
  const spec = { ...objectAt(claim, 'spec') };
  delete spec.volumeAttributesClassName;
  delete spec.resources;
  return spec;
}

/** Volumes begin as Pending until a controller looks at them. */
export const volumeStrategy: ResourceStrategy = {
  prepareCreate(object) {
    const spec = objectAt(object, 'spec') ?? {};
    object.spec = spec;
    spec.persistentVolumeReclaimPolicy ??= 'Retain';
    spec.volumeMode ??= 'Filesystem';
    object.status = { phase: 'Pending' };
  },
};

/** Storage classes do not change. */
export const storageClassStrategy: ResourceStrategy = {
  prepareCreate(object) {
    object.reclaimPolicy ??= 'Delete';
    object.volumeBindingMode ??= 'Immediate';
  },
  validate(object, old) {
    const causes = textAt(object, 'provisioner')
      ? []
      : [required('provisioner')];
    const frozen = [
      'parameters',
      'provisioner',
      'reclaimPolicy',
      'volumeBindingMode',
    ];
    for (const field of old ? frozen : []) {
      if (!equal(object[field], old?.[field])) {
        causes.push(
          forbiddenField(field, `updates to ${field} are forbidden.`),
        );
      }
    }
    return causes;
  },
};
