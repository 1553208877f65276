import {
  formatClusterRef,
  type ClusterRef,
  type ClusterRequestInput,
  type FleetQuery,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * Keys of all queries. Everything that changes with a cluster stands under
 * `live`, so that one signal can say: read again.
 */
export const keys = {
  live: ['kafka-clusters', 'live'] as const,
  fleet: (query: FleetQuery) => [...keys.live, 'fleet', query] as const,
  cluster: (ref: ClusterRef) =>
    [...keys.live, 'cluster', formatClusterRef(ref)] as const,
  manifest: (ref: ClusterRef) =>
    [...keys.live, 'manifest', formatClusterRef(ref)] as const,
  request: (id: string) => [...keys.live, 'request', id] as const,
  ownership: (ref: ClusterRef) =>
    [...keys.live, 'ownership', formatClusterRef(ref)] as const,
  inbox: ['kafka-clusters', 'live', 'inbox'] as const,
  relation: (component: string) =>
    [...keys.live, 'relation', component] as const,
  /** Clusters that entities name, as the catalog says. */
  namedBy: (relation: string, entityRef: string) =>
    ['kafka-clusters', 'named-by', relation, entityRef] as const,
  teams: (search: string) => ['kafka-clusters', 'teams', search] as const,
  /** The person's own entity refs. */
  identity: ['kafka-clusters', 'identity'] as const,
  entity: (entityRef: string) =>
    ['kafka-clusters', 'entity', entityRef] as const,
  /** What is heard of the backend's signals; no answer of a route. */
  signals: ['kafka-clusters', 'signals'] as const,
  targets: ['kafka-clusters', 'targets'] as const,
  rights: ['kafka-clusters', 'rights'] as const,
  plan: (input: ClusterRequestInput | undefined) =>
    ['kafka-clusters', 'plan', input] as const,
};
