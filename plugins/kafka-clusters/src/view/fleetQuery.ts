import {
  findingIds,
  fleetSortFields,
  healthStates,
  type FindingId,
  type FleetQuery,
  type FleetSortField,
  type HealthState,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** Clusters on a page. */
export const pageSize = 20;

/** The server looks no further; nobody pages that far, but an address may say so. */
const lastOffset = 1_000_000;

const listFields = [
  'owner',
  'kubernetesCluster',
  'version',
  'operator',
] as const;

const isHealthState = (text: string): text is HealthState =>
  healthStates.some(state => state === text);

const isFindingId = (text: string): text is FindingId =>
  findingIds.some(id => id === text);

const isSortField = (text: string): text is FleetSortField =>
  fleetSortFields.some(field => field === text);

/** What the address asks for; values that are none are left out. */
export function readFleetQuery(params: URLSearchParams): FleetQuery {
  const page = Number(params.get('page') ?? 1);
  const sort = params.get('sort') ?? 'health';
  const offset =
    Number.isSafeInteger(page) && page > 1
      ? Math.min((page - 1) * pageSize, lastOffset)
      : 0;
  const health = params.getAll('health').filter(isHealthState);
  const finding = params.getAll('finding').filter(isFindingId);
  return {
    search: params.get('search') || undefined,
    health: health.length ? health : undefined,
    ...Object.fromEntries(
      listFields
        .map(field => [field, params.getAll(field).filter(Boolean)] as const)
        .filter(([, values]) => values.length > 0),
    ),
    finding: finding.length ? finding : undefined,
    unowned: params.get('unowned') === 'true' || undefined,
    sort: isSortField(sort) ? sort : 'health',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
    offset,
    limit: pageSize,
  };
}

/** The address of a query; what is as ever is left out, so that links stay short. */
export function formatFleetQuery(query: FleetQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search) {
    params.set('search', query.search);
  }
  query.health?.forEach(value => params.append('health', value));
  for (const field of listFields) {
    query[field]?.forEach(value => params.append(field, value));
  }
  query.finding?.forEach(value => params.append('finding', value));
  if (query.unowned) {
    params.set('unowned', 'true');
  }
  if (query.sort && query.sort !== 'health') {
    params.set('sort', query.sort);
  }
  if (query.order === 'desc') {
    params.set('order', 'desc');
  }
  const page = Math.floor((query.offset ?? 0) / pageSize) + 1;
  if (page > 1) {
    params.set('page', String(page));
  }
  return params;
}

/**
 * Where the last page begins that exists, when the query asks for a later one;
 * undefined while its page exists.
 *
 * @param totalCount - how many clusters fit the query
 */
export function offsetOfLastPage(
  query: FleetQuery,
  totalCount: number,
): number | undefined {
  const offset = query.offset ?? 0;
  return offset > 0 && offset >= totalCount
    ? Math.max(0, Math.ceil(totalCount / pageSize) - 1) * pageSize
    : undefined;
}

/** Whether the query leaves anything out. */
export function isFiltered(query: FleetQuery): boolean {
  return Boolean(
    query.search ||
      query.health?.length ||
      query.finding?.length ||
      query.unowned ||
      listFields.some(field => query[field]?.length),
  );
}
