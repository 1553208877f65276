import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Ownership } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { plainText } from '../view/text';
import { Pill } from './Pill';

const entityRef = /^[a-z]+:[^\s/:]+\/[^\s/:]+$/i;

/** The owner as a link into the catalog, or that there is none. */
export function OwnerLink({ ownership }: { ownership: Ownership }) {
  const { t } = useWords();
  if (ownership.state === 'unowned') {
    return (
      <Pill tone="warning" glyph="▲">
        {t('common.unowned')}
      </Pill>
    );
  }
  // An owner that is no entity ref would make the link throw.
  return entityRef.test(ownership.owner) ? (
    <EntityRefLink entityRef={ownership.owner} defaultKind="group" />
  ) : (
    <>{plainText(ownership.owner, 200)}</>
  );
}
