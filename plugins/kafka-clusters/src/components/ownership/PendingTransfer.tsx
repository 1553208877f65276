import type { ReactNode } from 'react';
import type { OwnershipTransfer } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { shortRef } from '../../view/shortRef';
import { plainText } from '../../view/text';
import page from '../Page.module.css';
import styles from './Ownership.module.css';

/** A cluster on its way: which of the two teams has agreed, and which has not. */
export function PendingTransfer(props: {
  transfer: OwnershipTransfer;
  /** The answers that the person may give. */
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const { from, to, requestedBy, requestedAt, reason } = props.transfer;
  const title = t('transfer.title', { team: shortRef(to) });
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.partTitle}>{title}</h3>
      <ul className={styles.sides}>
        <li className={styles.side}>
          <span aria-hidden="true">✓</span>
          {t('transfer.agreed', {
            team: shortRef(from),
            person: shortRef(requestedBy),
            time: formatMoment(requestedAt, language),
          })}
        </li>
        <li className={styles.side}>
          <span aria-hidden="true">○</span>
          {t('transfer.open', { team: shortRef(to) })}
        </li>
      </ul>
      {reason && (
        <p className={`${styles.line} ${page.quiet}`}>
          <bdi>
            {t('transfer.reason', { reason: plainText(reason, 1_000) })}
          </bdi>
        </p>
      )}
      <div className={styles.actions}>{props.children}</div>
    </section>
  );
}
