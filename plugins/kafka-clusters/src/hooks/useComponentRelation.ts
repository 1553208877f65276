import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';
import { usePollingInterval } from './useLiveUpdates';

/** What became of a component's request for a cluster. */
export function useComponentRelation(component: string) {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.relation(component),
    queryFn: ({ signal }) => api.getComponentRelation(component, { signal }),
    refetchInterval: usePollingInterval(),
  });
}
