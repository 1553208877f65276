import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { keys } from './keys';

/** Whether the person belongs to a group, as their session says. It decides what is worth showing, never what may be done. */
export function useIsMember(groupRef: string): boolean {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: keys.identity,
    queryFn: () => identity.getBackstageIdentity(),
    retry: false,
  });
  return data?.ownershipEntityRefs.includes(groupRef) ?? false;
}
