import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';

/**
 * What the portal's own account may do, and how to ask anew. The backend asks
 * the Kubernetes clusters for it, so nothing reads it again by itself.
 */
export function useRights() {
  const api = useApi(kafkaClustersApiRef);
  const client = useQueryClient();
  const rights = useQuery({
    queryKey: keys.rights,
    queryFn: ({ signal }) => api.listRights({ signal }),
    refetchOnWindowFocus: false,
  });
  const refresh = useMutation({
    mutationFn: () => api.refreshRights(),
    onSuccess: answer => client.setQueryData(keys.rights, answer),
  });
  return {
    data: rights.data,
    dataUpdatedAt: rights.dataUpdatedAt,
    error: refresh.error ?? rights.error,
    retry: rights.refetch,
    refresh: refresh.mutate,
    isRefreshing: refresh.isPending,
  };
}
