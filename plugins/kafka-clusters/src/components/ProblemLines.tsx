import type { SourceProblem } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatAge, formatMoment } from '../view/format';
import { severityDisplay } from '../view/statusDisplay';
import { plainText } from '../view/text';
import styles from './ProblemLines.module.css';

/** What keeps the portal from knowing how a Kubernetes cluster is by now. */
const cutsOff: ReadonlySet<SourceProblem['code']> = new Set([
  'kubernetes-stale',
  'kubernetes-unreachable',
  'kubernetes-unauthorized',
]);

/** Whether one of the problems says that the data of a source is old. */
export function saysCutOff(
  problems: readonly SourceProblem[],
  source: string,
): boolean {
  return problems.some(
    problem => problem.source === source && cutsOff.has(problem.code),
  );
}

/** One line for each source that did not answer, with what can be done about it. */
export function ProblemLines(props: {
  problems: readonly SourceProblem[];
  now: number;
}) {
  const { t, language } = useWords();
  if (props.problems.length === 0) {
    return null;
  }
  return (
    <ul className={styles.lines} aria-label={t('fleet.problems')}>
      {props.problems.map(problem => (
        <li key={`${problem.code} ${problem.source}`} className={styles.line}>
          <details>
            <summary>
              <span aria-hidden="true">{severityDisplay.warning.glyph}</span>{' '}
              {t(`problem.${problem.code}.text`, {
                title: plainText(problem.title || problem.source, 80),
                age: formatAge(
                  props.now - Date.parse(problem.asOf ?? problem.since),
                  language,
                ),
              })}{' '}
              {cutsOff.has(problem.code) &&
                (problem.asOf
                  ? t('fleet.problemAsOf', {
                      asOf: formatMoment(problem.asOf, language),
                    })
                  : t('fleet.problemNever'))}
              <span className={styles.more}>{t('common.whatCanBeDone')}</span>
            </summary>
            <p className={styles.next}>{t(`problem.${problem.code}.next`)}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}
