import type { Ownership } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { Pill } from './Pill';
import { SafeEntityLink } from './SafeEntityLink';

/** The owner as a link into the catalog, or that there is none. */
export function OwnerLink({ ownership }: { ownership: Ownership }) {
  const { t } = useWords();
  return ownership.state === 'unowned' ? (
    <Pill tone="warning" glyph="▲">
      {t('common.unowned')}
    </Pill>
  ) : (
    <SafeEntityLink entityRef={ownership.owner} />
  );
}
