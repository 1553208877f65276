import type { ClusterCondition } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatMoment } from '../view/format';
import { plainText } from '../view/text';
import page from './Page.module.css';
import { ScrollingTable } from './ScrollingTable';

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
        <ScrollingTable
          name={title}
          columns={[
            t('details.column.about'),
            t('details.column.type'),
            t('details.column.status'),
            t('details.column.reason'),
            t('details.column.since'),
          ]}
        >
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
        </ScrollingTable>
      )}
    </section>
  );
}
