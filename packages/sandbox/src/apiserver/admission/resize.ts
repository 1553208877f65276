import { ServerContext } from '../context';
import { JsonObject, objectAt, own, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { forbidden } from '../status';
import { parseQuantity } from '../validation/quantity';

function requested(claim: JsonObject): number {
  const requests = objectAt(claim, 'spec', 'resources', 'requests');
  return parseQuantity(own(requests, 'storage')) ?? 0;
}

/** A claim grows only where its storage class allows it. */
export function checkResize(
  context: ServerContext,
  info: ResourceInfo,
  claim: JsonObject,
  old: JsonObject,
): void {
  if (requested(claim) <= requested(old)) {
    return;
  }
  const name = textAt(claim, 'metadata', 'name') ?? '';
  if (textAt(old, 'status', 'phase') !== 'Bound') {
    throw forbidden(
      groupResource(info),
      name,
      'Only bound persistent volume claims can be expanded',
    );
  }
  const className = textAt(claim, 'spec', 'storageClassName') ?? '';
  const storageClass = context.store.get(
    'storageclasses.storage.k8s.io',
    `/${className}`,
  );
  if (own(storageClass?.object, 'allowVolumeExpansion') !== true) {
    throw forbidden(
      groupResource(info),
      name,
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    );
  }
}
