import {
  formatClusterRef,
  parseClusterRef,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRefParams } from '@backstage/frontend-plugin-api';
import page from '../../components/Page.module.css';
import { clusterRouteRef } from '../../routes';
import { ClusterAbsent } from './ClusterAbsent';
import { ClusterContent } from './ClusterContent';
import { ClusterHeader } from './ClusterHeader';

/** A cluster's own page: there before the catalog knows it. */
export function ClusterPage() {
  const { kubernetesCluster, namespace, name } =
    useRouteRefParams(clusterRouteRef);
  const wanted = { kubernetesCluster, namespace, name };
  const ref = readRef(wanted);
  return (
    <main className={page.page}>
      {ref ? (
        <ClusterContent
          key={formatClusterRef(ref)}
          clusterRef={ref}
          header={cluster => <ClusterHeader cluster={cluster} />}
        />
      ) : (
        <ClusterAbsent clusterRef={wanted} />
      )}
    </main>
  );
}

function readRef(wanted: ClusterRef): ClusterRef | undefined {
  try {
    return parseClusterRef(formatClusterRef(wanted));
  } catch {
    // No cluster can have such a name: it is as absent as any other.
    return undefined;
  }
}
