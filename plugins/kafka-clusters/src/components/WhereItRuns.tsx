import { useState } from 'react';
import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useWords } from '../translations/useWords';
import { ClusterMap } from './ClusterMap';
import { EndedPodsTable } from './EndedPodsTable';
import { NodeTable } from './NodeTable';
import page from './Page.module.css';

/** The cluster where it runs, as a map or as a table; pods that ended stand below either. */
export function WhereItRuns(props: { cluster: ClusterDetail; now: number }) {
  const { t } = useWords();
  const [view, setView] = useState<'map' | 'table'>('map');
  const { cluster, now } = props;
  return (
    <section className={page.card} aria-label={t('map.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('map.title')}</h2>
        <ToggleButtonGroup
          aria-label={t('map.view')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view]}
          onSelectionChange={keys =>
            setView([...keys][0] === 'table' ? 'table' : 'map')
          }
        >
          <ToggleButton id="map" size="small">
            {t('map.map')}
          </ToggleButton>
          <ToggleButton id="table" size="small">
            {t('map.table')}
          </ToggleButton>
        </ToggleButtonGroup>
      </div>
      {view === 'map' ? (
        <ClusterMap
          zones={cluster.zones}
          nodes={cluster.nodes}
          minInsyncReplicas={cluster.minInsyncReplicas}
          now={now}
        />
      ) : (
        <NodeTable nodes={cluster.nodes} now={now} />
      )}
      <EndedPodsTable pods={cluster.endedPods} />
    </section>
  );
}
