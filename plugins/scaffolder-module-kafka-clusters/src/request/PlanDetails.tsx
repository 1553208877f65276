import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { plainText } from '@kafka-clusters/plugin-kafka-clusters';
import type {
  ClusterPlan,
  PlannedObject,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import styles from './PlanDetails.module.css';
import { useFormWords } from './useFormWords';

const creators = {
  portal: 'preview.byPortal',
  koperator: 'preview.byKoperator',
  'zookeeper-operator': 'preview.byZookeeperOperator',
} as const satisfies Record<PlannedObject['createdBy'], string>;

/** Every object that will be there, and by whom; and what the portal itself will send. */
export function PlanDetails({ plan }: { plan: ClusterPlan }) {
  const { t } = useFormWords();
  const count = plan.objects.reduce((sum, each) => sum + each.count, 0);
  return (
    <Tabs>
      <TabList>
        <Tab id="plan">{t('preview.objects', { count })}</Tab>
        <Tab id="manifest">{t('preview.manifest')}</Tab>
      </TabList>
      <TabPanel id="plan">
        <table className={styles.objects}>
          <thead>
            <tr>
              <th scope="col">{t('preview.objectName')}</th>
              <th scope="col" className={styles.number}>
                {t('preview.objectCount')}
              </th>
              <th scope="col">{t('preview.objectBy')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.objects.map(each => (
              <tr key={`${each.kind} ${each.name}`}>
                <td>
                  {plainText(each.kind, 100)}{' '}
                  <strong>{plainText(each.name, 253)}</strong>
                </td>
                <td className={styles.number}>{each.count}</td>
                <td>{t(creators[each.createdBy])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TabPanel>
      <TabPanel id="manifest">
        {/* Long: it scrolls, so the keyboard has to reach it. */}
        <pre
          className={styles.manifest}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={t('preview.manifest')}
        >
          {plainText(plan.manifest, 100_000)}
        </pre>
      </TabPanel>
    </Tabs>
  );
}
