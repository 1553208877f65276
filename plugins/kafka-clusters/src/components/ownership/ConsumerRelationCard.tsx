import type { ClusterConsumer } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import page from '../Page.module.css';
import { ConsumerItem } from './ConsumerList';
import styles from './Ownership.module.css';

/** How the team of a component that uses the cluster stands to it. */
export function ConsumerRelationCard(props: {
  /** Its own components; undefined while they are not known. */
  consumers: readonly ClusterConsumer[] | undefined;
}) {
  const { t } = useWords();
  const { consumers } = props;
  return (
    <section className={page.card} aria-label={t('consumer.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('consumer.title')}</h2>
      </div>
      <p className={styles.line}>{t('consumer.text')}</p>
      {consumers && consumers.length > 0 && (
        <ul className={styles.list} aria-label={t('consumer.asked')}>
          {consumers.map(consumer => (
            <ConsumerItem key={consumer.component} consumer={consumer} />
          ))}
        </ul>
      )}
    </section>
  );
}
