import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { keys } from './keys';

/** Whether the catalog has the entity, and the person may see it; a cluster just made comes there a moment later. */
export function useCatalogHas(entityRef: string): boolean {
  const catalog = useApi(catalogApiRef);
  const { data } = useQuery({
    queryKey: keys.entity(entityRef),
    queryFn: async () =>
      (await catalog.getEntityByRef(entityRef)) !== undefined,
    // The catalog tells nobody when an entity comes.
    refetchInterval: query => (query.state.data ? false : 5_000),
    // A link less; the page itself does not need the catalog.
    retry: false,
  });
  return data ?? false;
}
