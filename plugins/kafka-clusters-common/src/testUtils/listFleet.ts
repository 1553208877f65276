import {
  findingIds,
  healthStates,
  type ClusterDetail,
  type FacetValue,
  type FleetQuery,
  type FleetResponse,
  type FleetSortField,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { formatClusterRef } from '../clusterRef';

const ownerOf = ({ ownership }: ClusterDetail) =>
  ownership.state === 'owned' ? ownership.owner : undefined;

const versionOf = ({ version }: ClusterDetail) =>
  version.current ?? version.target;

const known = (value: string | undefined): readonly string[] =>
  value === undefined ? [] : [value];

/** The values that a cluster has of each filter that is a facet too. */
const facetValues = {
  health: ({ health }: ClusterDetail): readonly string[] => [health.state],
  owner: (cluster: ClusterDetail) => known(ownerOf(cluster)),
  kubernetesCluster: ({ ref }: ClusterDetail) => [ref.kubernetesCluster],
  version: (cluster: ClusterDetail) => known(versionOf(cluster)),
  operator: ({ operator }: ClusterDetail) => [operator.id],
  finding: (cluster: ClusterDetail) => cluster.findingIds,
};

type Facet = keyof typeof facetValues;

const facets = Object.keys(facetValues) as Facet[];

const sortKeys: Record<
  FleetSortField,
  (cluster: ClusterDetail) => string | number
> = {
  name: ({ ref }) => ref.name,
  health: ({ health }) => healthStates.indexOf(health.state),
  owner: cluster => ownerOf(cluster) ?? '',
  kubernetesCluster: ({ ref }) => ref.kubernetesCluster,
  version: cluster => versionOf(cluster) ?? '',
  brokers: ({ brokers }) => brokers.length,
  storage: ({ requestedStorageBytes }) => requestedStorageBytes,
  // The youngest has the least age.
  age: ({ createdAt }) => -Date.parse(createdAt) || 0,
};

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

function isFound({ ref, ...cluster }: ClusterDetail, search: string): boolean {
  const { name, namespace, kubernetesCluster } = ref;
  const owner = ownerOf({ ref, ...cluster }) ?? '';
  const text = [name, namespace, kubernetesCluster, owner]
    .join('\n')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** Whether a cluster passes all filters, or all but one. */
function passes(
  cluster: ClusterDetail,
  query: FleetQuery,
  except?: Facet | 'unowned',
): boolean {
  const isUnowned = cluster.ownership.state === 'unowned';
  return (
    isFound(cluster, query.search ?? '') &&
    (!query.relation?.length || query.relation.includes(cluster.relation)) &&
    (except === 'unowned' ||
      query.unowned === undefined ||
      isUnowned === query.unowned) &&
    facets.every(facet => {
      const wanted: readonly string[] | undefined = query[facet];
      return (
        facet === except ||
        !wanted?.length ||
        facetValues[facet](cluster).some(value => wanted.includes(value))
      );
    })
  );
}

function countValues(values: readonly string[]): FacetValue[] {
  return [...new Set(values)].sort(compare).map(value => ({
    value,
    count: values.filter(other => other === value).length,
  }));
}

const bySeverity = (a: FacetValue, b: FacetValue) =>
  findingIds.findIndex(id => id === a.value) -
  findingIds.findIndex(id => id === b.value);

/** Answers for the fleet as the backend does: search, filters, facets, sort and pages. */
export function listFleet(
  clusters: readonly ClusterDetail[],
  query: FleetQuery,
): Omit<FleetResponse, 'problems'> {
  const key = sortKeys[query.sort ?? 'health'];
  const sign = query.order === 'desc' ? -1 : 1;
  const fitting = clusters
    .filter(cluster => passes(cluster, query))
    .sort(
      (a, b) =>
        sign * compare(key(a), key(b)) ||
        compare(formatClusterRef(a.ref), formatClusterRef(b.ref)),
    );
  const offset = query.offset ?? 0;
  // A facet ignores its own filter, so that another value can be chosen.
  const facet = (name: Facet) =>
    countValues(
      clusters
        .filter(cluster => passes(cluster, query, name))
        .flatMap(facetValues[name]),
    );
  return {
    items: fitting.slice(offset, offset + (query.limit ?? 20)),
    totalCount: fitting.length,
    visibleCount: clusters.length,
    facets: {
      health: facet('health'),
      owner: facet('owner'),
      kubernetesCluster: facet('kubernetesCluster'),
      version: facet('version'),
      operator: facet('operator'),
      finding: facet('finding').sort(bySeverity),
      unowned: clusters.filter(
        cluster =>
          cluster.ownership.state === 'unowned' &&
          passes(cluster, query, 'unowned'),
      ).length,
    },
  };
}
