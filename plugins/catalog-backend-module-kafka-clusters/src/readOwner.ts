import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * The owner as a full entity ref; `undefined` when there is none or the text is
 * no ref that the catalog takes: one wrong owner would make it refuse the entity.
 */
export function readOwner(owner: string | undefined): string | undefined {
  if (!owner) {
    return undefined;
  }
  try {
    const ref = parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return KubernetesValidatorFunctions.isValidObjectName(ref.name) &&
      KubernetesValidatorFunctions.isValidObjectName(ref.namespace) &&
      /^[a-z]+$/i.test(ref.kind)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
