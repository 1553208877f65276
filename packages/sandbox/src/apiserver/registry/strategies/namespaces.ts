import { listAt, objectAt, textAt } from '../../json';
import { ResourceStrategy } from '../types';

/** Namespaces carry a finalizer of their own, which `finalize` removes. */
export const namespaceStrategy: ResourceStrategy = {
  prepareCreate(object) {
    object.spec = { finalizers: ['kubernetes'] };
    object.status = { phase: 'Active' };
    const metadata = objectAt(object, 'metadata');
    if (metadata) {
      metadata.labels = {
        ...objectAt(metadata, 'labels'),
        'kubernetes.io/metadata.name': textAt(metadata, 'name'),
      };
    }
  },
  prepareUpdate(object, old) {
    object.spec = { finalizers: listAt(old, 'spec', 'finalizers') };
    const metadata = objectAt(object, 'metadata');
    if (metadata) {
      metadata.labels = {
        ...objectAt(metadata, 'labels'),
        'kubernetes.io/metadata.name': textAt(metadata, 'name'),
      };
    }
  },
};
