import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';
import { usePollingInterval } from './useLiveUpdates';

/** The request that created a cluster; undefined asks nothing. */
export function useRequest(id: string | undefined) {
  const api = useApi(kafkaClustersApiRef);
  const polling = usePollingInterval();
  return useQuery({
    queryKey: keys.request(id ?? ''),
    queryFn: ({ signal }) => api.getRequest(id ?? '', { signal }),
    enabled: id !== undefined,
    refetchInterval: polling,
  });
}

/** Takes a request back that never became ready. */
export function useDiscard(id: string) {
  const api = useApi(kafkaClustersApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.discardRequest(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.live }),
  });
}
