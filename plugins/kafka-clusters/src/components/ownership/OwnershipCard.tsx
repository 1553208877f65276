import type { ReactNode } from 'react';
import type {
  ClusterConsumer,
  ClusterOwnershipResponse,
  ConsumerDecision,
  TransferAnswer,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import { shortRef } from '../../view/shortRef';
import { OwnerLink } from '../OwnerLink';
import page from '../Page.module.css';
import { ActionButton } from './ActionButton';
import { ConsumerList } from './ConsumerList';
import styles from './Ownership.module.css';
import { OwnershipHistory } from './OwnershipHistory';
import { PendingTransfer } from './PendingTransfer';

/** Whose a cluster is and how that is known, who uses it, and how it came to be so. */
export function OwnershipCard(props: {
  answer: ClusterOwnershipResponse;
  /** What the person may answer to the pending transfer. */
  transferAnswers: readonly TransferAnswer[];
  pendingAnswer: TransferAnswer | undefined;
  onAnswer: (answer: TransferAnswer) => void;
  pendingClaim: { owner: string; answer: 'accept' | 'decline' } | undefined;
  onClaim: (owner: string, answer: 'accept' | 'decline') => void;
  pendingDecision:
    | { component: string; decision: ConsumerDecision }
    | undefined;
  onDecide: (consumer: ClusterConsumer, decision: ConsumerDecision) => void;
  /** Why the last answer did not come about. */
  problem: string | undefined;
  /** What can be done about the owner. */
  children?: ReactNode;
}) {
  const { t } = useWords();
  const { answer } = props;
  const { ownership, mirror, transfer, operations } = answer;
  return (
    <section className={page.card} aria-label={t('ownership.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('ownership.title')}</h2>
      </div>
      <div className={`${page.row} ${styles.owner}`}>
        <OwnerLink ownership={ownership} />
        {ownership.state === 'owned' && (
          <span className={page.quiet}>
            {t(`facts.ownerSource.${ownership.source}`)}
          </span>
        )}
      </div>
      {mirror && mirror !== 'written' && (
        <p className={page.quiet}>{t(`ownerMirror.${mirror}`)}</p>
      )}
      {ownership.state === 'unowned' && (
        <Claims
          claims={ownership.claims}
          mayAnswer={operations.link.allowed}
          pending={props.pendingClaim}
          onClaim={props.onClaim}
        />
      )}
      <div className={styles.actions}>{props.children}</div>
      {props.problem && (
        <p role="alert" className={styles.problem}>
          {props.problem}
        </p>
      )}
      {transfer && (
        <PendingTransfer transfer={transfer}>
          {props.transferAnswers.map(action => (
            <ActionButton
              key={action}
              action={action}
              what={t('transfer.title', { team: shortRef(transfer.to) })}
              isPending={props.pendingAnswer === action}
              onPress={() => props.onAnswer(action)}
            />
          ))}
        </PendingTransfer>
      )}
      <ConsumerList
        consumers={answer.consumers}
        owner={ownership.state === 'owned' ? ownership.owner : undefined}
        mayDecide={operations['decide-on-consumers'].allowed}
        pending={props.pendingDecision}
        onDecide={props.onDecide}
      />
      <OwnershipHistory history={answer.history} />
    </section>
  );
}

function Claims(props: {
  claims: readonly string[];
  mayAnswer: boolean;
  pending: { owner: string; answer: 'accept' | 'decline' } | undefined;
  onClaim: (owner: string, answer: 'accept' | 'decline') => void;
}) {
  const { t } = useWords();
  const { claims, mayAnswer, pending, onClaim } = props;
  if (claims.length === 0) {
    return <p className={page.quiet}>{t('ownership.nobody')}</p>;
  }
  return (
    <>
      <p className={page.quiet}>{t('ownership.claimedText')}</p>
      <ul className={styles.list} aria-label={t('claims.list')}>
        {claims.map(owner => (
          <li key={owner} className={styles.item}>
            <span className={styles.words}>
              {t('ownership.claimed', { team: shortRef(owner) })}
            </span>
            {mayAnswer && (
              <div className={styles.actions}>
                {(['accept', 'decline'] as const).map(answer => (
                  <ActionButton
                    key={answer}
                    action={answer}
                    what={shortRef(owner)}
                    isPending={
                      pending?.owner === owner && pending.answer === answer
                    }
                    onPress={() => onClaim(owner, answer)}
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
