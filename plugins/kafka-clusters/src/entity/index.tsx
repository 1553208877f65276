import {
  CLUSTER_ANNOTATION,
  parseClusterRef,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Skeleton } from '@backstage/ui';
import { Message } from '../components/Message';
import page from '../components/Page.module.css';
import { VerdictCard } from '../components/VerdictCard';
import { isWithdrawn } from '../hooks/isFinalError';
import { useCluster } from '../hooks/useCluster';
import { useLiveUpdates } from '../hooks/useLiveUpdates';
import { useNow } from '../hooks/useNow';
import { useWords } from '../translations/useWords';
import { ClusterContent } from '../pages/ClusterPage/ClusterContent';
import { clusterRouteRef } from '../routes';
import { plainText } from '../view/text';

export { EntityComponentCard } from './ComponentCard';
export { EntityGroupCard } from './GroupCard';
export { EntitySystemCard } from './SystemCard';

/** The cluster that the entity names; undefined where its annotation is none. */
function useEntityCluster(): { ref: ClusterRef | undefined; value: string } {
  const { entity } = useEntity();
  const value = entity.metadata.annotations?.[CLUSTER_ANNOTATION] ?? '';
  try {
    return { ref: parseClusterRef(value), value };
  } catch {
    return { ref: undefined, value };
  }
}

function NoCluster({ value }: { value: string }) {
  const { t } = useWords();
  return (
    <Message
      title={t('cluster.annotation.title')}
      text={t('cluster.annotation.text', {
        annotation: CLUSTER_ANNOTATION,
        value: plainText(value, 300),
      })}
    />
  );
}

/** Entity tab: the same as the cluster's page. */
export function EntityClusterContent() {
  useLiveUpdates();
  const { ref, value } = useEntityCluster();
  return (
    <div className={page.page}>
      {ref ? <ClusterContent clusterRef={ref} /> : <NoCluster value={value} />}
    </div>
  );
}

/** Entity card: the verdict. */
export function EntityHealthCard() {
  useLiveUpdates();
  const { ref, value } = useEntityCluster();
  return ref ? <HealthOf clusterRef={ref} /> : <NoCluster value={value} />;
}

function HealthOf({ clusterRef }: { clusterRef: ClusterRef }) {
  const { t } = useWords();
  const { data, error } = useCluster(clusterRef);
  const toCluster = useRouteRef(clusterRouteRef);
  const now = useNow();
  if (!data || isWithdrawn(error)) {
    return error ? (
      <Message
        title={t('cluster.problem.title')}
        text={plainText(error.message, 300)}
      />
    ) : (
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={120} />
      </div>
    );
  }
  return (
    <section aria-label={t('card.title')}>
      <VerdictCard health={data.cluster.health} events={[]} now={now} />
      <ButtonLink
        href={toCluster?.({ ...clusterRef }) ?? ''}
        variant="secondary"
        size="small"
      >
        {t('cluster.open')}
      </ButtonLink>
    </section>
  );
}
