import type { ClusterCondition } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatMoment } from '../view/format';
import { plainText } from '../view/text';
import page from './Page.module.css';

/** What the operators report of themselves, as conditions. */
export function ConditionsCard(props: {
  conditions: readonly ClusterCondition[];
}) {
  const { t, language } = useWords();
  const title = t('details.conditions');
  return (
    <section className={page.card} aria-label={title}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{title}</h2>
      </div>
      {props.conditions.length === 0 ? (
        <p className={page.quiet}>{t('details.conditionsEmpty')}</p>
      ) : (
        <div
          className={page.tableScroll}
          role="region"
          aria-label={title}
          tabIndex={0}
        >
          <table className={page.table} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t('details.column.about')}</th>
                <th scope="col">{t('details.column.type')}</th>
                <th scope="col">{t('details.column.status')}</th>
                <th scope="col">{t('details.column.reason')}</th>
                <th scope="col">{t('details.column.since')}</th>
              </tr>
            </thead>
            <tbody>
              {props.conditions.map(condition => (
                <tr
                  key={`${condition.about.kind} ${condition.about.name} ${condition.type}`}
                >
                  <td>
                    {plainText(
                      `${condition.about.kind} ${condition.about.name}`,
                      160,
                    )}
                  </td>
                  <td>{plainText(condition.type, 80)}</td>
                  <td>{plainText(condition.status, 80)}</td>
                  <td>
                    {plainText(condition.reason ?? '', 80)}
                    {condition.message && (
                      <div className={page.quiet}>
                        {plainText(condition.message, 300)}
                      </div>
                    )}
                  </td>
                  <td>
                    {condition.lastTransitionAt
                      ? formatMoment(condition.lastTransitionAt, language)
                      : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
