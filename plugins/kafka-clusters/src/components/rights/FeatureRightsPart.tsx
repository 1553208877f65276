import type {
  FeatureRights,
  ReviewedRight,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import { joinList } from '../../view/format';
import { rightStateDisplay } from '../../view/statusDisplay';
import { plainText } from '../../view/text';
import { CopyButton } from '../CopyButton';
import page from '../Page.module.css';
import { Pill } from '../Pill';
import { ScrollingTable } from '../ScrollingTable';
import styles from './FeatureRightsPart.module.css';

/** The rights of one feature in one Kubernetes cluster, and the roles that grant them. */
export function FeatureRightsPart(props: {
  rights: FeatureRights;
  /** Title of the Kubernetes cluster. */
  place: string;
}) {
  const { t } = useWords();
  const { feature, state, rights, missingYaml, neededYaml } = props.rights;
  const display = rightStateDisplay[state];
  const place = plainText(props.place, 80);
  const names = { feature: t(`rights.feature.${feature}.title`), place };
  return (
    <section
      className={styles.feature}
      aria-label={t('rights.tableName', names)}
    >
      <div className={page.row}>
        <h3 className={page.cardTitle}>{names.feature}</h3>
        <Pill tone={display.tone} glyph={display.glyph}>
          {t(`rights.state.${state}`)}
        </Pill>
      </div>
      <p className={page.quiet}>{t(`rights.feature.${feature}.text`)}</p>
      {missingYaml && (
        <>
          <RightsTable
            name={t('rights.tableName', names)}
            rights={rights.filter(right => right.state === 'missing')}
          />
          <Role
            title={t('rights.missingYaml')}
            name={t('rights.missingYamlOf', names)}
            yaml={missingYaml}
          />
        </>
      )}
      <details>
        <summary>{t('rights.all', { count: rights.length })}</summary>
        <RightsTable
          name={`${t('rights.tableName', names)}: ${t('rights.all', {
            count: rights.length,
          })}`}
          rights={rights}
        />
        <Role
          title={t('rights.neededYaml')}
          name={t('rights.neededYamlOf', names)}
          yaml={neededYaml}
        />
      </details>
    </section>
  );
}

function RightsTable(props: {
  name: string;
  rights: readonly ReviewedRight[];
}) {
  const { t, language } = useWords();
  return (
    <ScrollingTable
      name={props.name}
      columns={[
        t('rights.column.resource'),
        t('rights.column.group'),
        t('rights.column.verbs'),
        t('rights.column.purpose'),
        t('rights.column.state'),
      ]}
    >
      {props.rights.map(right => (
        <tr key={`${right.apiGroup}/${right.resource} ${right.purpose}`}>
          <td>
            <code>{right.resource}</code>
          </td>
          <td>{right.apiGroup || t('rights.core')}</td>
          <td>{joinList(right.verbs, language)}</td>
          <td>{t(`rights.purpose.${right.purpose}`)}</td>
          <td>
            {right.state === 'missing'
              ? t('rights.missingVerbs', {
                  verbs: joinList(right.missingVerbs, language),
                })
              : t(`rights.state.${right.state}`)}
          </td>
        </tr>
      ))}
    </ScrollingTable>
  );
}

function Role(props: { title: string; name: string; yaml: string }) {
  return (
    <div className={styles.role}>
      <div className={page.cardHead}>
        <h4 className={page.cardTitle}>{props.title}</h4>
        <CopyButton text={props.yaml} name={props.name} />
      </div>
      <pre
        className={page.code}
        role="region"
        tabIndex={0}
        aria-label={props.name}
      >
        {plainText(props.yaml, 50_000)}
      </pre>
    </div>
  );
}
