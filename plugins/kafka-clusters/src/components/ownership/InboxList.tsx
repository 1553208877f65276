import type {
  ClusterRef,
  ConsumerDecision,
  OwnershipInboxResponse,
  TransferAnswer,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { formatClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ReactNode } from 'react';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { shortRef } from '../../view/shortRef';
import { plainText } from '../../view/text';
import page from '../Page.module.css';
import { ActionButton } from './ActionButton';
import styles from './Ownership.module.css';

type Transfer = OwnershipInboxResponse['transfers'][number];
type Asking = OwnershipInboxResponse['consumers'][number];

/** Offers and requests that wait for the person, each answered where it stands. */
export function InboxList(props: {
  inbox: OwnershipInboxResponse;
  /** Whether the answer is on its way. */
  isPending: (id: string, action: TransferAnswer | ConsumerDecision) => boolean;
  onAnswer: (transfer: Transfer, answer: TransferAnswer, what: string) => void;
  onDecide: (
    asking: Asking,
    decision: 'grant' | 'decline',
    what: string,
  ) => void;
}) {
  const { t, language } = useWords();
  const { inbox, isPending, onAnswer, onDecide } = props;
  return (
    <ul className={styles.list} aria-label={t('inbox.list')}>
      {inbox.transfers.map(transfer => {
        const { id, ref, from, to, answers } = transfer;
        const isMine = !answers.includes('accept');
        const what = t(isMine ? 'inbox.mine' : 'inbox.offered', {
          from: shortRef(from),
          to: shortRef(to),
          name: plainText(ref.name, 253),
        });
        return (
          <InboxItem
            key={id}
            what={what}
            clusterRef={ref}
            more={t('inbox.by', {
              person: shortRef(transfer.requestedBy),
              time: formatMoment(transfer.requestedAt, language),
            })}
            reason={transfer.reason}
          >
            {answers.map(answer => (
              <ActionButton
                key={answer}
                action={answer}
                what={what}
                isPending={isPending(id, answer)}
                onPress={() => onAnswer(transfer, answer, what)}
              />
            ))}
          </InboxItem>
        );
      })}
      {inbox.consumers.map(asking => {
        const { ref, consumer } = asking;
        const what = t('inbox.asks', {
          component: shortRef(consumer.component),
          team: shortRef(consumer.team),
          name: plainText(ref.name, 253),
        });
        const id = askingId(ref, consumer);
        return (
          <InboxItem key={id} what={what} clusterRef={ref}>
            {(['grant', 'decline'] as const).map(decision => (
              <ActionButton
                key={decision}
                action={decision}
                what={what}
                isPending={isPending(id, decision)}
                onPress={() => onDecide(asking, decision, what)}
              />
            ))}
          </InboxItem>
        );
      })}
    </ul>
  );
}

/** Names one request of a component. */
export function askingId(
  ref: ClusterRef,
  consumer: { readonly component: string },
): string {
  return `${formatClusterRef(ref)} ${consumer.component}`;
}

function InboxItem(props: {
  what: string;
  clusterRef: ClusterRef;
  more?: string;
  reason?: string;
  children: ReactNode;
}) {
  const { t } = useWords();
  const { kubernetesCluster, namespace } = props.clusterRef;
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <div>{props.what}</div>
        <div className={page.quiet}>
          {[`${kubernetesCluster} / ${namespace}`, props.more]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {props.reason && (
          <div className={page.quiet}>
            <bdi>
              {t('transfer.reason', {
                reason: plainText(props.reason, 1_000),
              })}
            </bdi>
          </div>
        )}
      </div>
      <div className={styles.actions}>{props.children}</div>
    </li>
  );
}
