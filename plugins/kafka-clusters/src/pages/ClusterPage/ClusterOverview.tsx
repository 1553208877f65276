import { useState } from 'react';
import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { ConnectCard } from '../../components/ConnectCard';
import { eventFilter, EventsCard } from '../../components/EventsCard';
import { FindingsCard } from '../../components/FindingsCard';
import { FactsCard } from '../../components/FactsCard';
import { VerdictCard } from '../../components/VerdictCard';
import { WhereItRuns } from '../../components/WhereItRuns';
import styles from './ClusterPage.module.css';
import { OwnershipSection } from './OwnershipSection';
import { RequestCard } from './RequestCard';

/** First glance: the verdict, where it runs, how to connect, what happened. */
export function ClusterOverview(props: {
  cluster: ClusterDetail;
  now: number;
}) {
  const { cluster, now } = props;
  const [about, setAbout] = useState<string>();
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <VerdictCard
          health={cluster.health}
          events={cluster.events}
          now={now}
          onShowEvents={object => {
            setAbout(eventFilter(object));
            document
              .getElementById('events')
              ?.scrollIntoView?.({ block: 'start' });
          }}
        />
        {cluster.request && cluster.request.state !== 'ready' && (
          <RequestCard id={cluster.request.id} cluster={cluster} now={now} />
        )}
        <WhereItRuns cluster={cluster} now={now} />
        <FindingsCard findings={cluster.findings} />
        <EventsCard
          events={cluster.events}
          now={now}
          about={about}
          onChange={setAbout}
        />
      </div>
      <div className={styles.side}>
        <ConnectCard listeners={cluster.listeners} />
        <OwnershipSection cluster={cluster} />
        <FactsCard cluster={cluster} />
      </div>
    </div>
  );
}
