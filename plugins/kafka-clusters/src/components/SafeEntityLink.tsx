import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { shortRef } from '../view/shortRef';

const entityRefPattern = /^[a-z]+:[^\s/:]+\/[^\s/:]+$/i;

/** An entity as a link into the catalog; a text that is no entity ref, which would make the link throw, as text. */
export function SafeEntityLink(props: { entityRef: string }) {
  const { entityRef } = props;
  return entityRefPattern.test(entityRef) ? (
    <EntityRefLink entityRef={entityRef} />
  ) : (
    <>{shortRef(entityRef)}</>
  );
}
