import type { SourceProblem } from '@kafka-clusters/plugin-kafka-clusters-common';
import { Link } from '@backstage/ui';
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

/** One line for all types that a source does not let the portal read: an account without rights lacks a dozen. */
function mergeForbidden(
  problems: readonly SourceProblem[],
): readonly SourceProblem[] {
  const isForbidden = ({ code }: SourceProblem) =>
    code === 'kubernetes-forbidden';
  return problems
    .filter(
      (problem, index) =>
        !isForbidden(problem) ||
        problems.findIndex(
          other => isForbidden(other) && other.source === problem.source,
        ) === index,
    )
    .map(problem =>
      isForbidden(problem)
        ? {
            ...problem,
            params: {
              resources: problems
                .filter(
                  other =>
                    isForbidden(other) && other.source === problem.source,
                )
                .flatMap(({ params: { resource } }) =>
                  resource ? [String(resource).replace(/^\//, '')] : [],
                )
                .join(', '),
            },
          }
        : problem,
    );
}

/** One line for each source that did not answer, with what can be done about it. */
export function ProblemLines(props: {
  problems: readonly SourceProblem[];
  now: number;
  /** Where missing rights are shown, for those who may see them. */
  rightsHref?: string;
}) {
  const { t, language } = useWords();
  if (props.problems.length === 0) {
    return null;
  }
  return (
    <ul className={styles.lines} aria-label={t('fleet.problems')}>
      {mergeForbidden(props.problems).map(problem => (
        <li key={`${problem.code} ${problem.source}`} className={styles.line}>
          <details>
            <summary>
              <span aria-hidden="true">{severityDisplay.warning.glyph}</span>{' '}
              {t(`problem.${problem.code}.text`, {
                title: plainText(problem.title || problem.source, 80),
                resources:
                  plainText(String(problem.params.resources ?? ''), 300) ||
                  t('fleet.title'),
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
            <p className={styles.next}>
              {t(`problem.${problem.code}.next`)}{' '}
              {problem.code === 'kubernetes-forbidden' && props.rightsHref && (
                <Link href={props.rightsHref}>{t('rights.problemLink')}</Link>
              )}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
}
