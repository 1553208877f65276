import { Button } from '@backstage/ui';
import {
  findingText,
  formatBytes,
} from '@kafka-clusters/plugin-kafka-clusters';
import type {
  FootprintKind,
  PlanFinding,
  Target,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { Draft } from './draft';
import styles from './Findings.module.css';
import { suggestRemedies, type Remedy } from './remedies';
import { formatTeam, useFormWords } from './useFormWords';

interface FindingsProps {
  readonly findings: readonly PlanFinding[];
  readonly draft: Draft;
  readonly targets: readonly Target[];
  onChange(change: Partial<Draft>): void;
}

/** All that stands against the request at once, each with what to change and, where possible, a button that does it. */
export function Findings(props: FindingsProps) {
  const { t } = useFormWords();
  const problems = props.findings.filter(({ level }) => level === 'problem');
  const warnings = props.findings.filter(({ level }) => level === 'warning');
  return (
    <>
      <div role="status">
        {problems.length ? (
          <section className={styles.problems}>
            <h3 className={styles.title}>
              <span aria-hidden>▲ </span>
              {t('findings.problems', { count: problems.length })}
            </h3>
            <List {...props} findings={problems} />
          </section>
        ) : (
          <p className={styles.feasible}>
            <span aria-hidden>✓ </span>
            {t('findings.feasible')}
          </p>
        )}
      </div>
      {warnings.length > 0 && (
        <section className={styles.warnings}>
          <h3 className={styles.title}>
            <span aria-hidden>i </span>
            {t('findings.warnings')}
          </h3>
          <List {...props} findings={warnings} />
        </section>
      )}
    </>
  );
}

function List({ findings, draft, targets, onChange }: FindingsProps) {
  const { t, planWords, language } = useFormWords();
  return (
    <ul className={styles.list}>
      {findings.map((finding, index) => {
        const words = findingText(planWords, finding, language);
        return (
          <li key={`${finding.code} ${index}`}>
            <strong>{words.title}</strong>
            <Amount finding={finding} />
            {words.details.map(detail => (
              <span key={detail}> {detail}</span>
            ))}
            <span> {words.next}</span>
            <span className={styles.remedies}>
              {suggestRemedies(finding, draft, targets).map(remedy => (
                <Button
                  key={JSON.stringify(remedy.change)}
                  variant="secondary"
                  size="small"
                  onPress={() => onChange(remedy.change)}
                >
                  {remedyLabel(remedy, t, language)}
                </Button>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Amounts have units that depend on what is counted. */
function Amount({ finding }: { finding: PlanFinding }) {
  const { t, formatAmount } = useFormWords();
  if (finding.code !== 'quota-exceeded') {
    return null;
  }
  const kind = finding.params.kind as FootprintKind;
  return (
    <span>
      {' '}
      {t('findings.quota', {
        kind: t(`footprint.${kind}`),
        requested: formatAmount(kind, Number(finding.params.requested)),
        left: formatAmount(kind, Number(finding.params.available)),
        quota: String(finding.params.quota),
      })}
    </span>
  );
}

function remedyLabel(
  { words }: Remedy,
  t: ReturnType<typeof useFormWords>['t'],
  language: string,
): string {
  switch (words.key) {
    case 'size':
      return t('remedy.size', { size: t(`size.${words.size}`) });
    case 'brokers':
      return t('remedy.brokers', { number: String(words.count) });
    case 'storage':
      return t('remedy.storage', {
        amount: formatBytes(words.bytes, language),
      });
    case 'storageClass':
      return t('remedy.storageClass', { name: words.name });
    case 'owner':
      return t('remedy.owner', { team: formatTeam(words.team) });
    case 'name':
      return t('remedy.name', { name: words.name });
    case 'target':
      return t('remedy.target', {
        kubernetesCluster: words.target.kubernetesCluster,
        namespace: words.target.namespace,
      });
    default:
      return t('remedy.singleZone');
  }
}
