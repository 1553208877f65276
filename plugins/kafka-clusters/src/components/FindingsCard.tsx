import type { Finding } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { describeFinding } from '../view/findings';
import { severityDisplay } from '../view/statusDisplay';
import styles from './FindingsCard.module.css';
import page from './Page.module.css';
import { Pill } from './Pill';

/** What the settings of a cluster lack, the most severe first: why it matters and what to do. */
export function FindingsCard(props: { findings: readonly Finding[] }) {
  const { t } = useWords();
  const { findings } = props;
  return (
    <section className={page.card} aria-label={t('findings.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('findings.title')}</h2>
        {findings.length > 0 && (
          <span className={page.quiet}>
            {t('findings.summary', { count: findings.length })}
          </span>
        )}
      </div>
      {findings.length === 0 ? (
        <p className={styles.line}>
          <span aria-hidden="true">✓</span> {t('findings.none')}
        </p>
      ) : (
        <ol className={styles.findings}>
          {findings.map(finding => (
            <FindingItem key={finding.id} finding={finding} />
          ))}
        </ol>
      )}
    </section>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const { t, language } = useWords();
  const { title, detail, next } = describeFinding(t, finding, language);
  const display = severityDisplay[finding.severity];
  return (
    <li className={styles.finding}>
      <div className={styles.head}>
        <strong className={styles.title}>{title}</strong>
        <Pill tone={display.tone} glyph={display.glyph}>
          {t(`findingSeverity.${finding.severity}`)}
        </Pill>
      </div>
      {detail && <p className={styles.detail}>{detail}</p>}
      {next && (
        <p className={styles.line}>
          <strong>{t('findings.next')}</strong> {next}
        </p>
      )}
    </li>
  );
}
