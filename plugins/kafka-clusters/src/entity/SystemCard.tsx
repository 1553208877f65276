import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ClusterLines } from '../components/ClusterLines';
import page from '../components/Page.module.css';
import { useLiveUpdates } from '../hooks/useLiveUpdates';
import {
  useNamedClusters,
  useVisibleClusters,
} from '../hooks/useNamedClusters';
import { useWords } from '../translations/useWords';
import { clusterRouteRef } from '../routes';

/** System entity: the clusters that its parts name and the person may see; most systems have none, and then no card. */
export function EntitySystemCard() {
  useLiveUpdates();
  const { t } = useWords();
  const { entity } = useEntity();
  const toCluster = useRouteRef(clusterRouteRef);
  const { data } = useNamedClusters('partOf', stringifyEntityRef(entity));
  const { clusters } = useVisibleClusters(data ?? []);
  return clusters.length === 0 ? null : (
    <section className={page.card} aria-label={t('entityCards.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('entityCards.title')}</h2>
      </div>
      <p className={page.quiet}>{t('entityCards.named')}</p>
      <ClusterLines
        name={t('entityCards.title')}
        clusters={clusters}
        toCluster={ref => toCluster?.({ ...ref })}
      />
    </section>
  );
}
