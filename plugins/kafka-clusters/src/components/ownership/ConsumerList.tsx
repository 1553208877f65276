import type {
  ClusterConsumer,
  ConsumerDecision,
  ConsumerState,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ReactNode } from 'react';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { shortRef } from '../../view/shortRef';
import { consumerDisplay } from '../../view/statusDisplay';
import page from '../Page.module.css';
import { Pill } from '../Pill';
import { SafeEntityLink } from '../SafeEntityLink';
import { ActionButton } from './ActionButton';
import styles from './Ownership.module.css';

/** What the owner can decide, by how it stands. */
const decisions: Record<ConsumerState, readonly ConsumerDecision[]> = {
  requested: ['grant', 'decline'],
  granted: ['revoke'],
  declined: ['grant'],
  revoked: ['grant'],
};

/** One component that uses a cluster or asks to, and what was decided. */
export function ConsumerItem(props: {
  consumer: ClusterConsumer;
  /** It belongs to the team that owns the cluster. */
  isOwn?: boolean;
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const { component, team, state, decidedBy, decidedAt } = props.consumer;
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <div className={page.row}>
          <SafeEntityLink entityRef={component} />
          <Pill {...consumerDisplay[state]}>
            {t(`consumers.state.${state}`)}
          </Pill>
        </div>
        <div className={page.quiet}>
          {t(props.isOwn ? 'consumers.own' : 'consumers.of', {
            team: shortRef(team),
          })}
        </div>
        {decidedBy && decidedAt && (
          <div className={page.quiet}>
            {t('consumers.decided', {
              person: shortRef(decidedBy),
              time: formatMoment(decidedAt, language),
            })}
          </div>
        )}
      </div>
      {props.children}
    </li>
  );
}

/** Components that use a cluster or ask to; those that ask come first. */
export function ConsumerList(props: {
  consumers: readonly ClusterConsumer[];
  /** Entity ref of the team that owns the cluster: what is its own needs no decision. */
  owner: string | undefined;
  /** Whether the person may decide. */
  mayDecide: boolean;
  /** Component and decision that are on their way. */
  pending: { component: string; decision: ConsumerDecision } | undefined;
  onDecide: (consumer: ClusterConsumer, decision: ConsumerDecision) => void;
}) {
  const { t } = useWords();
  const { consumers, owner, mayDecide, pending, onDecide } = props;
  return (
    <section className={styles.part} aria-label={t('consumers.title')}>
      <h3 className={styles.partTitle}>{t('consumers.title')}</h3>
      {consumers.length === 0 ? (
        <p className={`${styles.line} ${page.quiet}`}>{t('consumers.none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('consumers.list')}>
          {consumers.map(consumer => (
            <ConsumerItem
              key={`${consumer.component} ${consumer.team}`}
              consumer={consumer}
              isOwn={consumer.team === owner}
            >
              {mayDecide && consumer.team !== owner && (
                <div className={styles.actions}>
                  {decisions[consumer.state].map(decision => (
                    <ActionButton
                      key={decision}
                      action={decision}
                      what={shortRef(consumer.component)}
                      isPending={
                        pending?.component === consumer.component &&
                        pending.decision === decision
                      }
                      onPress={() => onDecide(consumer, decision)}
                    />
                  ))}
                </div>
              )}
            </ConsumerItem>
          ))}
        </ul>
      )}
      {mayDecide && consumers.some(({ team }) => team !== owner) && (
        <p className={page.quiet}>{t('consumers.hint')}</p>
      )}
    </section>
  );
}
