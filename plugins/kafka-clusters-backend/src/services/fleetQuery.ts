import {
  findingIds,
  formatClusterRef,
  healthStates,
  type ClusterSummary,
  type FacetValue,
  type FleetQuery,
  type FleetResponse,
  type FleetSortField,
} from '@kafka-clusters/plugin-kafka-clusters-common';

const DEFAULT_LIMIT = 20;

type Filter = (cluster: ClusterSummary) => boolean;
type FacetName =
  | 'health'
  | 'owner'
  | 'kubernetesCluster'
  | 'version'
  | 'operator'
  | 'finding';

/** The values that a cluster has of each; what it does not have is no value. */
const facetValues: Record<
  FacetName,
  (cluster: ClusterSummary) => readonly string[]
> = {
  health: cluster => [cluster.health.state],
  owner: cluster => known(ownerOf(cluster)),
  kubernetesCluster: cluster => [cluster.ref.kubernetesCluster],
  version: cluster => known(versionOf(cluster)),
  operator: cluster => [cluster.operator.id],
  finding: cluster => cluster.findingIds,
};

/**
 * One page of clusters that the caller may read. Everything is counted after
 * they were filtered by permission.
 *
 * @param visible - what the caller may read, and nothing else
 */
export function queryFleet(
  visible: readonly ClusterSummary[],
  query: FleetQuery,
): Omit<FleetResponse, 'problems'> {
  const filters = buildFilters(query);
  const matches = (cluster: ClusterSummary, except?: string) =>
    Object.entries(filters).every(
      ([name, filter]) => name === except || filter(cluster),
    );
  const count = (name: FacetName) =>
    countValues(
      visible.filter(cluster => matches(cluster, name)),
      facetValues[name],
    );
  const matching = visible
    .filter(cluster => matches(cluster))
    .sort(buildOrder(query.sort ?? 'health', query.order ?? 'asc'));
  const offset = query.offset ?? 0;
  return {
    items: matching.slice(offset, offset + (query.limit ?? DEFAULT_LIMIT)),
    totalCount: matching.length,
    visibleCount: visible.length,
    facets: {
      health: count('health'),
      owner: count('owner'),
      kubernetesCluster: count('kubernetesCluster'),
      version: count('version'),
      operator: count('operator'),
      finding: [...count('finding')].sort(bySeverity),
      unowned: visible.filter(
        cluster =>
          matches(cluster, 'unowned') && cluster.ownership.state === 'unowned',
      ).length,
    },
  };
}

function buildFilters(query: FleetQuery): Record<string, Filter> {
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const among = (name: FacetName): Filter => {
    const wanted: readonly string[] | undefined = query[name];
    return cluster =>
      !wanted?.length ||
      facetValues[name](cluster).some(value => wanted.includes(value));
  };
  return {
    search: cluster => {
      const text = searchText(cluster);
      return words.every(word => text.includes(word));
    },
    health: among('health'),
    owner: among('owner'),
    kubernetesCluster: among('kubernetesCluster'),
    version: among('version'),
    operator: among('operator'),
    finding: among('finding'),
    unowned: cluster =>
      query.unowned === undefined ||
      (cluster.ownership.state === 'unowned') === query.unowned,
    relation: cluster =>
      !query.relation?.length || query.relation.includes(cluster.relation),
  };
}

function searchText(cluster: ClusterSummary): string {
  const { name, namespace, kubernetesCluster } = cluster.ref;
  return [name, namespace, kubernetesCluster, ownerOf(cluster) ?? '']
    .join('\n')
    .toLowerCase();
}

function ownerOf({ ownership }: ClusterSummary): string | undefined {
  return ownership.state === 'owned' ? ownership.owner : undefined;
}

function versionOf({ version }: ClusterSummary): string | undefined {
  return version.current ?? version.target;
}

function known(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

function bySeverity(a: FacetValue, b: FacetValue): number {
  const rank = ({ value }: FacetValue) =>
    findingIds.findIndex(id => id === value);
  return rank(a) - rank(b);
}

function countValues(
  clusters: readonly ClusterSummary[],
  valuesOf: (cluster: ClusterSummary) => readonly string[],
): readonly FacetValue[] {
  const counts = new Map<string, number>();
  for (const value of clusters.flatMap(valuesOf)) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts.entries()]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => compare(a.value, b.value));
}

const sortKeys: Record<
  FleetSortField,
  (cluster: ClusterSummary) => string | number
> = {
  name: cluster => cluster.ref.name,
  health: cluster => healthStates.indexOf(cluster.health.state),
  owner: cluster => ownerOf(cluster) ?? '',
  kubernetesCluster: cluster => cluster.ref.kubernetesCluster,
  version: cluster => versionOf(cluster) ?? '',
  brokers: cluster => cluster.brokers.length,
  storage: cluster => cluster.requestedStorageBytes,
  // The youngest has the least age.
  age: cluster => -Date.parse(cluster.createdAt) || 0,
};

function buildOrder(field: FleetSortField, order: 'asc' | 'desc') {
  const key = sortKeys[field];
  const sign = order === 'asc' ? 1 : -1;
  return (a: ClusterSummary, b: ClusterSummary) =>
    sign * compare(key(a), key(b)) ||
    compare(formatClusterRef(a.ref), formatClusterRef(b.ref));
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
