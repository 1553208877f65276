import type {
  ClusterEvent,
  Health,
  HealthReason,
  ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button } from '@backstage/ui';
import { useWords } from '../translations/useWords';
import { formatAge, formatMoment, joinList } from '../view/format';
import { healthDisplay, severityDisplay } from '../view/statusDisplay';
import { plainText } from '../view/text';
import {
  blockText,
  nextStepText,
  reasonDetail,
  reasonTitle,
} from '../view/words';
import page from './Page.module.css';
import { Pill } from './Pill';
import styles from './VerdictCard.module.css';

/** The verdict and its reasons: what is the matter, what it blocks, and what to do next. */
export function VerdictCard(props: {
  health: Health;
  events: readonly ClusterEvent[];
  now: number;
  /** Shows the events about an object; without it none are offered. */
  onShowEvents?: (about: ObjectRef) => void;
}) {
  const { t, language } = useWords();
  const { health, now } = props;
  const display = healthDisplay[health.state];
  const since = health.reasons[0]?.since;
  return (
    <section
      className={`${page.card} ${styles.verdict}`}
      data-tone={display.tone}
      aria-label={t('verdict.title')}
    >
      <div className={page.cardHead} role="status">
        <Pill tone={display.tone} glyph={display.glyph} large>
          {t(`health.${health.state}`)}
        </Pill>
        {since && (
          <span className={page.quiet}>
            {t('common.since', {
              time: formatMoment(since, language),
              age: formatAge(now - Date.parse(since), language),
            })}
          </span>
        )}
      </div>
      {health.reasons.length === 0 ? (
        <p className={styles.line}>
          {t(
            health.state === 'healthy'
              ? 'verdict.allGood'
              : 'verdict.reasonsHidden',
          )}
        </p>
      ) : (
        <ol className={styles.reasons}>
          {health.reasons.map(reason => (
            <Reason
              key={`${reason.code} ${JSON.stringify(reason.params)}`}
              reason={reason}
              events={props.events}
              onShowEvents={props.onShowEvents}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function Reason(props: {
  reason: HealthReason;
  events: readonly ClusterEvent[];
  onShowEvents?: (about: ObjectRef) => void;
}) {
  const { t, language } = useWords();
  const { reason, events, onShowEvents } = props;
  const display = severityDisplay[reason.severity];
  const detail = reasonDetail(t, reason, language).join(' ');
  const told = reason.about.find(object =>
    events.some(
      ({ about }) => about.kind === object.kind && about.name === object.name,
    ),
  );
  return (
    <li className={styles.reason} data-tone={display.tone}>
      <span className={styles.glyph} aria-hidden="true">
        {display.glyph}
      </span>
      <div className={styles.words}>
        <p className={styles.line}>
          <strong>{reasonTitle(t, reason, language)}</strong>
        </p>
        <p className={styles.line}>
          {t('verdict.blocks')} {blockText(t, reason.blocks, language)}
        </p>
        <p className={styles.line}>
          <strong>{t('verdict.next')}</strong>{' '}
          {nextStepText(t, reason.next, language)}
        </p>
        {/* What it means comes first; the long words of Kubernetes come after. */}
        {detail && <p className={styles.detail}>{detail}</p>}
        <div className={`${styles.about} ${page.quiet}`}>
          {reason.about.length > 0 && (
            <span className={styles.objects}>
              {t('verdict.objects')}{' '}
              {joinList(
                reason.about
                  .slice(0, 5)
                  .map(({ kind, name }) => plainText(`${kind} ${name}`, 120)),
                language,
              )}
            </span>
          )}
          {told && onShowEvents && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={t('verdict.eventsOf', {
                object: plainText(`${told.kind} ${told.name}`, 120),
              })}
              onPress={() => onShowEvents(told)}
            >
              {t('verdict.events')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}
