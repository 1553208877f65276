import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';

/**
 * The places where the person may create clusters, read anew with each visit
 * of a form.
 *
 * @public
 */
export function useTargets() {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.targets,
    queryFn: ({ signal }) => api.listTargets({ signal }),
    refetchOnMount: 'always',
  });
}
