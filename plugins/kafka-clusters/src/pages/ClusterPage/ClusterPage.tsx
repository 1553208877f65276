import { useRouteRefParams } from '@backstage/frontend-plugin-api';
import page from '../../components/Page.module.css';
import { clusterRouteRef } from '../../routes';
import { ClusterContent } from './ClusterContent';
import { ClusterHeader } from './ClusterHeader';

/** A cluster's own page: there before the catalog knows it. */
export function ClusterPage() {
  const { kubernetesCluster, namespace, name } =
    useRouteRefParams(clusterRouteRef);
  return (
    <main className={page.page}>
      <ClusterContent
        clusterRef={{ kubernetesCluster, namespace, name }}
        header={cluster => <ClusterHeader cluster={cluster} />}
      />
    </main>
  );
}
