import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { ConnectCard } from '../../components/ConnectCard';
import { ConsumerRelationCard } from '../../components/ownership/ConsumerRelationCard';
import { VerdictCard } from '../../components/VerdictCard';
import { useOwnership } from '../../hooks/useOwnership';
import styles from './ClusterPage.module.css';

/** What a team sees that uses the cluster of another: verdict, addresses, its own relation. */
export function ConsumerOverview(props: {
  cluster: ClusterDetail;
  now: number;
}) {
  const { cluster, now } = props;
  const { data } = useOwnership(cluster.ref);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <VerdictCard health={cluster.health} events={[]} now={now} />
        <ConsumerRelationCard consumers={data?.consumers} />
      </div>
      <div className={styles.side}>
        <ConnectCard listeners={cluster.listeners} />
      </div>
    </div>
  );
}
