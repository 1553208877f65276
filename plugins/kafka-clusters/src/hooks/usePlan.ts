import { useApi } from '@backstage/core-plugin-api';
import type { ClusterRequestInput } from '@kafka-clusters/plugin-kafka-clusters-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';

/**
 * What a request would do. While the next plan is on its way, the last one
 * stays; an older answer never replaces a newer one.
 *
 * @param input - undefined while the request is not complete: nothing is asked
 * @public
 */
export function usePlan(input: ClusterRequestInput | undefined) {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.plan(input),
    queryFn: ({ signal }) =>
      api.planCluster(input as ClusterRequestInput, { signal }),
    enabled: input !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
