import { useState } from 'react';
import {
  ownershipActions,
  type OwnershipEvent,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button } from '@backstage/ui';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { shortRef } from '../../view/shortRef';
import { plainText } from '../../view/text';
import page from '../Page.module.css';
import styles from './Ownership.module.css';

const firstShown = 5;

/** Who changed what about whose it is, when and why; newest first. */
export function OwnershipHistory(props: {
  history: readonly OwnershipEvent[];
}) {
  const { t, language } = useWords();
  const { history } = props;
  const [all, setAll] = useState(false);
  const shown = all ? history : history.slice(0, firstShown);
  if (history.length === 0) {
    return null;
  }
  return (
    <section className={styles.part} aria-label={t('ownershipHistory.title')}>
      <h3 className={styles.partTitle}>{t('ownershipHistory.title')}</h3>
      <ol className={styles.list} aria-label={t('ownershipHistory.list')}>
        {shown.map(event => (
          <li key={event.id}>
            <div className={styles.line}>
              <EventText event={event} />
            </div>
            {event.reason && (
              <div className={`${styles.line} ${page.quiet}`}>
                <bdi>
                  {t('ownershipHistory.because', {
                    reason: plainText(event.reason, 1_000),
                  })}
                </bdi>
              </div>
            )}
            <time className={page.quiet} dateTime={event.at}>
              {formatMoment(event.at, language)}
            </time>
          </li>
        ))}
      </ol>
      {history.length > shown.length && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {t('ownershipHistory.more', { count: history.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function EventText({ event }: { event: OwnershipEvent }) {
  const { t } = useWords();
  const person = shortRef(event.person);
  const action = ownershipActions.find(known => known === event.action);
  return (
    <>
      {action
        ? t(`ownershipHistory.${action}`, {
            person,
            team: shortRef(event.team ?? ''),
            component: shortRef(event.component ?? ''),
          })
        : // What a later version records is said as it is.
          t('ownershipHistory.unknown', {
            person,
            action: plainText(event.action, 60),
          })}
    </>
  );
}
