import {
  formatClusterRef,
  type ClusterRef,
  type ClusterSummary,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Link } from '@backstage/ui';
import { useWords } from '../translations/useWords';
import { healthDisplay } from '../view/statusDisplay';
import styles from './ownership/Ownership.module.css';
import page from './Page.module.css';
import { Pill } from './Pill';

/** Clusters in a card: verdict, name, place. */
export function ClusterLines(props: {
  name: string;
  clusters: readonly ClusterSummary[];
  toCluster: (ref: ClusterRef) => string | undefined;
}) {
  const { t } = useWords();
  return (
    <ul className={styles.list} aria-label={props.name}>
      {props.clusters.map(({ ref, health }) => {
        const href = props.toCluster(ref);
        return (
          <li key={formatClusterRef(ref)} className={styles.item}>
            <div className={styles.words}>
              {href ? <Link href={href}>{ref.name}</Link> : ref.name}
              <div className={page.quiet}>
                {`${ref.kubernetesCluster} / ${ref.namespace}`}
              </div>
            </div>
            <Pill {...healthDisplay[health.state]}>
              {t(`health.${health.state}`)}
            </Pill>
          </li>
        );
      })}
    </ul>
  );
}
