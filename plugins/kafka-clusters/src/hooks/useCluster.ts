import { useApi } from '@backstage/core-plugin-api';
import type { ClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { errorName } from './isFinalError';
import { keys } from './keys';
import { usePollingInterval } from './useLiveUpdates';

/**
 * Everything about one cluster. While there is none it is asked for again now
 * and then: one that was just requested comes a moment later.
 */
export function useCluster(ref: ClusterRef) {
  const api = useApi(kafkaClustersApiRef);
  const polling = usePollingInterval();
  return useQuery({
    queryKey: keys.cluster(ref),
    queryFn: ({ signal }) => api.getCluster(ref, { signal }),
    refetchInterval: query =>
      errorName(query.state.error) === 'NotFoundError' ? 5_000 : polling,
  });
}
