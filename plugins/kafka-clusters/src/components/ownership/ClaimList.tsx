import type { OwnershipClaim } from '@kafka-clusters/plugin-kafka-clusters-common';
import { Link } from '@backstage/ui';
import { useWords } from '../../translations/useWords';
import { shortRef } from '../../view/shortRef';
import page from '../Page.module.css';
import { ActionButton } from './ActionButton';
import styles from './Ownership.module.css';

/** Teams that custom resources name while nothing backs it, each to be answered. */
export function ClaimList(props: {
  claims: readonly OwnershipClaim[];
  toCluster: (claim: OwnershipClaim) => string | undefined;
  isPending: (claim: OwnershipClaim, answer: 'accept' | 'decline') => boolean;
  onAnswer: (claim: OwnershipClaim, answer: 'accept' | 'decline') => void;
}) {
  const { t } = useWords();
  return (
    <ul className={styles.list} aria-label={t('claims.list')}>
      {props.claims.map(claim => {
        const { ref, uid, owner } = claim;
        const href = props.toCluster(claim);
        const what = t('claims.claim', {
          team: shortRef(owner),
          name: ref.name,
        });
        return (
          <li key={`${uid} ${owner}`} className={styles.item}>
            <div className={styles.words}>
              <div>{href ? <Link href={href}>{what}</Link> : what}</div>
              <div className={page.quiet}>
                {`${ref.kubernetesCluster} / ${ref.namespace}`}
              </div>
            </div>
            <div className={styles.actions}>
              {(['accept', 'decline'] as const).map(answer => (
                <ActionButton
                  key={answer}
                  action={answer}
                  what={what}
                  isPending={props.isPending(claim, answer)}
                  onPress={() => props.onAnswer(claim, answer)}
                />
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
