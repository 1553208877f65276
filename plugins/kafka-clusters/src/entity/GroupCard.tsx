import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import { ClusterLines } from '../components/ClusterLines';
import styles from '../components/ownership/Ownership.module.css';
import page from '../components/Page.module.css';
import { useFleet } from '../hooks/useFleet';
import { useIsMember } from '../hooks/useIsMember';
import { useLiveUpdates } from '../hooks/useLiveUpdates';
import {
  useClustersUsedBy,
  useNamedClusters,
  useVisibleClusters,
} from '../hooks/useNamedClusters';
import { useInbox } from '../hooks/useOwnership';
import { useWords } from '../translations/useWords';
import { clusterRouteRef, rootRouteRef } from '../routes';
import { plainText } from '../view/text';

/** Clusters of a list in the card; all of them are on the fleet. */
const shown = 5;

/** Group entity: the clusters that the team owns and those it uses, as far as the person may see them. */
export function EntityGroupCard() {
  useLiveUpdates();
  const { t } = useWords();
  const { entity } = useEntity();
  const team = stringifyEntityRef(entity);
  // On the page of a team of their own: elsewhere it would be out of place.
  const isMember = useIsMember(team);
  return (
    <section className={page.card} aria-label={t('entityCards.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('entityCards.title')}</h2>
      </div>
      <Owned team={team} />
      <Used team={team} />
      {isMember && <ForThePlatform />}
    </section>
  );
}

function Owned({ team }: { team: string }) {
  const { t } = useWords();
  const toCluster = useRouteRef(clusterRouteRef);
  const toFleet = useRouteRef(rootRouteRef);
  const { data, error } = useFleet({
    owner: [team],
    sort: 'health',
    limit: shown,
  });
  if (!data || error) {
    return error ? (
      <p role="alert" className={styles.problem}>
        {t('entityCards.problem', { message: plainText(error.message, 300) })}
      </p>
    ) : (
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={80} />
      </div>
    );
  }
  if (data.items.length === 0) {
    return <p className={page.quiet}>{t('entityCards.ownsNone')}</p>;
  }
  return (
    <>
      <h3 className={styles.partTitle}>{t('entityCards.owned')}</h3>
      <ClusterLines
        name={t('entityCards.owned')}
        clusters={data.items}
        toCluster={ref => toCluster?.({ ...ref })}
      />
      {data.totalCount > data.items.length && toFleet && (
        <Link href={`${toFleet()}?${new URLSearchParams({ owner: team })}`}>
          {t('entityCards.all', { count: data.totalCount })}
        </Link>
      )}
    </>
  );
}

function Used({ team }: { team: string }) {
  const { t } = useWords();
  const toCluster = useRouteRef(clusterRouteRef);
  const { data } = useNamedClusters('ownedBy', team);
  const used = useClustersUsedBy(team, data ?? []);
  const { clusters } = useVisibleClusters(used);
  return clusters.length === 0 ? null : (
    <div className={styles.part}>
      <h3 className={styles.partTitle}>{t('entityCards.used')}</h3>
      <ClusterLines
        name={t('entityCards.used')}
        clusters={clusters}
        toCluster={ref => toCluster?.({ ...ref })}
      />
    </div>
  );
}

/** What waits for platform engineers; nobody else is told of such clusters. */
function ForThePlatform() {
  const { t } = useWords();
  const toFleet = useRouteRef(rootRouteRef);
  const { data } = useFleet({ unowned: true, limit: 1 });
  const inbox = useInbox();
  const unowned = data?.totalCount ?? 0;
  const claimed = inbox.data?.claims.length ?? 0;
  if (!toFleet || unowned + claimed === 0) {
    return null;
  }
  return (
    <div className={styles.part}>
      <h3 className={styles.partTitle}>{t('entityCards.platform')}</h3>
      {unowned > 0 && (
        <div>
          <Link href={`${toFleet()}?unowned=true`}>
            {t('entityCards.unowned', { count: unowned })}
          </Link>
        </div>
      )}
      {claimed > 0 && (
        <div>
          <Link href={`${toFleet()}?claims=1`}>
            {t('entityCards.claimed', { count: claimed })}
          </Link>
        </div>
      )}
    </div>
  );
}
