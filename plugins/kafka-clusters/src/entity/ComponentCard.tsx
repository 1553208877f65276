import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATION,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Skeleton } from '@backstage/ui';
import { ConnectCard } from '../components/ConnectCard';
import styles from '../components/ownership/Ownership.module.css';
import page from '../components/Page.module.css';
import { Pill } from '../components/Pill';
import { VerdictCard } from '../components/VerdictCard';
import { isWithdrawn } from '../hooks/isFinalError';
import { useCluster } from '../hooks/useCluster';
import { useComponentRelation } from '../hooks/useComponentRelation';
import { useLiveUpdates } from '../hooks/useLiveUpdates';
import { useNow } from '../hooks/useNow';
import { useWords } from '../translations/useWords';
import { clusterRouteRef } from '../routes';
import { consumerDisplay } from '../view/statusDisplay';
import { plainText } from '../view/text';

/** Component entity: what became of its request for the cluster that its annotation names. */
export function EntityComponentCard() {
  useLiveUpdates();
  const { t } = useWords();
  const { entity } = useEntity();
  const { data, error } = useComponentRelation(stringifyEntityRef(entity));
  if (isWithdrawn(error)) {
    // The request is its team's to know.
    return null;
  }
  return (
    <section className={page.card} aria-label={t('entityCards.relation')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('entityCards.relation')}</h2>
        {data && (
          <Pill {...consumerDisplay[data.state]}>
            {t(`entityCards.relation.${data.state}`)}
          </Pill>
        )}
      </div>
      {data && (
        <>
          <p className={styles.line}>
            {t('entityCards.cluster')}:{' '}
            <strong>
              <bdi>{plainText(data.cluster, 300)}</bdi>
            </strong>
          </p>
          <p className={page.quiet}>
            {t(`entityCards.relationText.${data.state}`, {
              annotation: CLUSTER_ANNOTATION,
            })}
          </p>
          {data.ref && <VisibleCluster clusterRef={data.ref} />}
        </>
      )}
      {!data && error && (
        <p role="alert" className={styles.problem}>
          {t('entityCards.problem', { message: plainText(error.message, 300) })}
        </p>
      )}
      {!data && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={80} />
        </div>
      )}
    </section>
  );
}

function VisibleCluster({ clusterRef }: { clusterRef: ClusterRef }) {
  const { t } = useWords();
  const { data, error } = useCluster(clusterRef);
  const toCluster = useRouteRef(clusterRouteRef);
  const now = useNow();
  if (!data || isWithdrawn(error)) {
    return null;
  }
  return (
    <div className={styles.stack}>
      <VerdictCard health={data.cluster.health} events={[]} now={now} />
      <ConnectCard listeners={data.cluster.listeners} />
      <div>
        <ButtonLink
          href={toCluster?.({ ...clusterRef }) ?? ''}
          variant="secondary"
          size="small"
        >
          {t('cluster.open')}
        </ButtonLink>
      </div>
    </div>
  );
}
