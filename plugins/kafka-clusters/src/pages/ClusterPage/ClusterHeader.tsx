import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { DataAge } from '../../components/DataAge';
import { OwnerLink } from '../../components/OwnerLink';
import page from '../../components/Page.module.css';
import { useWords } from '../../translations/useWords';
import { useCatalogHas } from '../../hooks/useCatalogHas';
import { rootRouteRef } from '../../routes';
import { plainText } from '../../view/text';
import { versionText } from '../../view/versionText';

/** Where one is, what it is called, whose it is, and how old all this is. */
export function ClusterHeader({ cluster }: { cluster: ClusterDetail }) {
  const { t } = useWords();
  const toFleet = useRouteRef(rootRouteRef);
  const { ref, operator, ownership, relation } = cluster;
  const isInCatalog = useCatalogHas(cluster.entityRef);
  const version = versionText(cluster.version);
  return (
    <header>
      <nav aria-label={t('cluster.breadcrumbs')} className={page.quiet}>
        <Link href={toFleet?.() ?? '/'}>{t('fleet.title')}</Link>
        {` / ${ref.kubernetesCluster} / ${ref.namespace}`}
      </nav>
      <h1 className={page.title}>{ref.name}</h1>
      <div className={`${page.row} ${page.quiet}`}>
        <span>
          {ownership.state === 'owned' && `${t('cluster.ownedBy')} `}
          <OwnerLink ownership={ownership} />
        </span>
        <span>
          {version
            ? t('cluster.kafka', { version })
            : t('cluster.kafkaUnknown')}
        </span>
        {relation !== 'consumer' && (
          <span>Koperator {plainText(operator.version ?? '', 40)}</span>
        )}
        <span>
          <DataAge data={cluster.data} />
        </span>
        {isInCatalog && (
          <EntityRefLink entityRef={cluster.entityRef}>
            {t('cluster.catalog')}
          </EntityRefLink>
        )}
      </div>
    </header>
  );
}
