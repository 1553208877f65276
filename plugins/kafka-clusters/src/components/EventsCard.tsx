import { useState } from 'react';
import type {
  ClusterEvent,
  ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button, Select } from '@backstage/ui';
import { useWords } from '../translations/useWords';
import { formatAge, formatMoment } from '../view/format';
import { plainText } from '../view/text';
import page from './Page.module.css';
import { Pill } from './Pill';
import styles from './EventsCard.module.css';

const firstShown = 12;
const everything = '*';

/** Names an object in the filter of events. */
export function eventFilter(about: ObjectRef): string {
  return `${about.kind} ${about.name}`;
}

/** Events, folded and newest first, about everything or one object. */
export function EventsCard(props: {
  events: readonly ClusterEvent[];
  now: number;
  /** Object that events are shown about; all when undefined. */
  about: string | undefined;
  onChange: (about: string | undefined) => void;
}) {
  const { t } = useWords();
  const { events, about, now } = props;
  const [all, setAll] = useState(false);
  const objects = [...new Set(events.map(event => eventFilter(event.about)))];
  const fitting = events.filter(
    event => about === undefined || eventFilter(event.about) === about,
  );
  const shown = all ? fitting : fitting.slice(0, firstShown);
  return (
    <section className={page.card} aria-label={t('events.title')} id="events">
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('events.title')}</h2>
        {objects.length > 1 && (
          <Select
            aria-label={t('events.filter')}
            size="small"
            options={[
              { value: everything, label: t('events.all') },
              ...objects.map(object => ({
                value: object,
                label: plainText(object, 120),
              })),
            ]}
            selectedKey={about ?? everything}
            onSelectionChange={key =>
              props.onChange(
                key === everything || key === null ? undefined : String(key),
              )
            }
          />
        )}
      </div>
      {shown.length === 0 ? (
        <p className={page.quiet}>
          {about === undefined
            ? t('events.empty')
            : t('events.none', { object: plainText(about, 120) })}
        </p>
      ) : (
        <ol className={styles.events} aria-label={t('events.list')}>
          {shown.map(event => (
            <EventLine
              key={event.id}
              event={event}
              now={now}
              onAbout={() => props.onChange(eventFilter(event.about))}
            />
          ))}
        </ol>
      )}
      {fitting.length > shown.length && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {t('events.more', { count: fitting.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function EventLine(props: {
  event: ClusterEvent;
  now: number;
  onAbout: () => void;
}) {
  const { t, language } = useWords();
  const { event, now } = props;
  return (
    <li className={styles.event}>
      <time className={page.quiet} dateTime={event.lastAt}>
        {formatMoment(event.lastAt, language)}
      </time>
      <div className={styles.words}>
        {event.type === 'Warning' && (
          <>
            <Pill tone="warning" glyph="▲">
              {t('events.warning')}
            </Pill>{' '}
          </>
        )}
        <strong>{plainText(event.reason, 80)}</strong>{' '}
        <bdi>{plainText(event.message, 600)}</bdi>
        <div className={`${page.row} ${page.quiet}`}>
          <button
            type="button"
            className={styles.about}
            onClick={props.onAbout}
          >
            {plainText(eventFilter(event.about), 160)}
          </button>
          {event.node && (
            <span>
              {t(`role.${event.node.role}`, { id: String(event.node.id) })}
            </span>
          )}
          {event.count > 1 && (
            <span>
              {t('events.times', {
                times: String(event.count),
                age: formatAge(now - Date.parse(event.firstAt), language),
              })}
            </span>
          )}
        </div>
      </div>
    </li>
  );
}
