import { useApi } from '@backstage/core-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import {
  CLUSTER_ANNOTATION,
  formatClusterRef,
  parseClusterRef,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useQueries, useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';
import { usePollingInterval } from './useLiveUpdates';

/** A card is no list of everything: of more clusters than these the first are shown. */
const most = 20;

/** Clusters named by entities of the catalog that have a relation to one; each once, texts that name none left out. */
export function useNamedClusters(
  relation: 'ownedBy' | 'partOf',
  entityRef: string,
) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: keys.namedBy(relation, entityRef),
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: {
          kind:
            relation === 'ownedBy' ? ['component'] : ['component', 'resource'],
          [`relations.${relation}`]: entityRef,
          [`metadata.annotations.${CLUSTER_ANNOTATION}`]: CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata'],
        limit: 200,
      });
      const named = items.flatMap(({ metadata }) =>
        readRef(metadata.annotations?.[CLUSTER_ANNOTATION] ?? ''),
      );
      const byName = new Map(named.map(ref => [formatClusterRef(ref), ref]));
      return [...byName.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, ref]) => ref)
        .slice(0, most);
    },
  });
}

function readRef(text: string): ClusterRef[] {
  try {
    return [parseClusterRef(text)];
  } catch {
    return [];
  }
}

/** Of these clusters, the ones that the person may see; a hidden one is as absent as one that does not exist. */
export function useVisibleClusters(refs: readonly ClusterRef[]) {
  const api = useApi(kafkaClustersApiRef);
  const refetchInterval = usePollingInterval();
  const answers = useQueries({
    queries: refs.map(ref => ({
      queryKey: keys.cluster(ref),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.getCluster(ref, { signal }),
      refetchInterval,
    })),
  });
  return {
    isLoading: answers.some(({ isLoading }) => isLoading),
    clusters: answers.flatMap(({ data, error }) =>
      data && !error ? [data.cluster] : [],
    ),
  };
}

/** Of these clusters, the ones of others that a team was granted the use of, as far as the person may know. */
export function useClustersUsedBy(team: string, refs: readonly ClusterRef[]) {
  const api = useApi(kafkaClustersApiRef);
  const refetchInterval = usePollingInterval();
  const answers = useQueries({
    queries: refs.map(ref => ({
      queryKey: keys.ownership(ref),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.getOwnership(ref, { signal }),
      refetchInterval,
    })),
  });
  return refs.filter((_, index) => {
    const { data, error } = answers[index];
    const owner =
      data?.ownership.state === 'owned' ? data.ownership.owner : undefined;
    return (
      !error &&
      owner !== team &&
      data?.consumers.some(
        consumer => consumer.team === team && consumer.state === 'granted',
      )
    );
  });
}
