import { useApi } from '@backstage/core-plugin-api';
import type { FleetQuery } from '@kafka-clusters/plugin-kafka-clusters-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';
import { usePollingInterval } from './useLiveUpdates';

/** One page of the fleet; the last one stays while the next is on its way. */
export function useFleet(query: FleetQuery) {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.fleet(query),
    queryFn: ({ signal }) => api.listClusters(query, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollingInterval(),
  });
}
