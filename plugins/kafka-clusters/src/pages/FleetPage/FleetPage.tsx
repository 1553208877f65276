import {
  clusterCreatePermission,
  rightsReadPermission,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Link } from '@backstage/ui';
import { isWithdrawn } from '../../hooks/isFinalError';
import { useFleet } from '../../hooks/useFleet';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../translations/useWords';
import page from '../../components/Page.module.css';
import { ProblemLines } from '../../components/ProblemLines';
import { rightsRouteRef } from '../../routes';
import { formatMoment } from '../../view/format';
import { ClaimsSection } from './ClaimsSection';
import { FleetBody } from './FleetBody';
import { FleetChips } from './FleetChips';
import { FleetFilters } from './FleetFilters';
import { InboxSection } from './InboxSection';
import { UnsupportedPart } from './UnsupportedPart';
import { useFleetQuery } from './useFleetQuery';
import { useLastPage } from './useLastPage';

/** Where a cluster is requested. */
export const createPath = '/create/templates/default/kafka-cluster';

/** All clusters that the person may see, over all Kubernetes clusters. */
export function FleetPage() {
  const { t, language } = useWords();
  const { query, change } = useFleetQuery();
  const fleet = useFleet(query);
  const isMoving = useLastPage(fleet, query, change);
  const now = useNow();
  const { allowed } = usePermission({ permission: clusterCreatePermission });
  const { allowed: maySeeRights } = usePermission({
    permission: rightsReadPermission,
  });
  const toRights = useRouteRef(rightsRouteRef);
  const rightsHref = maySeeRights ? toRights?.() : undefined;
  const data = fleet.data;
  const hasAny = data !== undefined && data.visibleCount > 0;
  // Offered only once it is known that something can come of it.
  const mayCreate = allowed && (data ? !data.readOnly : fleet.error !== null);
  return (
    <main className={page.page}>
      <div className={page.head}>
        <div>
          <h1 className={page.title}>{t('fleet.title')}</h1>
          {hasAny && (
            <div className={page.quiet}>
              {t('fleet.summary', {
                count: data.visibleCount,
                places: t('fleet.places', {
                  count: data.facets.kubernetesCluster.length,
                }),
              })}
            </div>
          )}
        </div>
        <div className={page.row}>
          {rightsHref && <Link href={rightsHref}>{t('rights.link')}</Link>}
          {data?.readOnly && (
            <span className={page.quiet}>{t('fleet.readOnly')}</span>
          )}
          {mayCreate && (
            <ButtonLink href={createPath} variant="primary">
              {t('fleet.create')}
            </ButtonLink>
          )}
        </div>
      </div>
      <InboxSection />
      <ClaimsSection />
      {hasAny && (
        <>
          <FleetChips facets={data.facets} query={query} onChange={change} />
          <FleetFilters facets={data.facets} query={query} onChange={change} />
        </>
      )}
      {data && (
        <ProblemLines
          problems={data.problems}
          now={now}
          rightsHref={rightsHref}
        />
      )}
      {data && fleet.error && (
        <p role="alert" className={page.quiet}>
          {t('fleet.refreshFailed', {
            time: formatMoment(
              new Date(fleet.dataUpdatedAt).toISOString(),
              language,
            ),
          })}
        </p>
      )}
      <FleetBody
        fleet={fleet}
        isMoving={isMoving}
        query={query}
        onChange={change}
        mayCreate={mayCreate}
        now={now}
      />
      {data?.unsupported &&
        !isWithdrawn(fleet.error) &&
        data.unsupported.length > 0 && (
          <UnsupportedPart
            unsupported={data.unsupported}
            rightsHref={rightsHref}
          />
        )}
    </main>
  );
}
