import { useApi } from '@backstage/core-plugin-api';
import type { ClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';

/** The objects of a cluster as Kubernetes keeps them. */
export function useManifest(ref: ClusterRef) {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.manifest(ref),
    queryFn: ({ signal }) => api.getManifest(ref, { signal }),
  });
}
