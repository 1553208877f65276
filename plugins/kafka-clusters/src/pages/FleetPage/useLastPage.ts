import { useEffect } from 'react';
import type {
  FleetQuery,
  FleetResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { offsetOfLastPage } from '../../view/fleetQuery';

/**
 * Goes to the last page that exists, when the address names a later one or the
 * clusters of its page are gone. The address is replaced, so that the way back
 * does not lead there again.
 *
 * @returns whether it is on the way: what is here is not to be shown
 */
export function useLastPage(
  fleet: {
    readonly data: FleetResponse | undefined;
    readonly isPlaceholderData: boolean;
  },
  query: FleetQuery,
  change: (
    changes: Partial<FleetQuery>,
    options?: { replace?: boolean },
  ) => void,
): boolean {
  const { data, isPlaceholderData } = fleet;
  // What is kept of another query says nothing about this one.
  const offset =
    data && !isPlaceholderData
      ? offsetOfLastPage(query, data.totalCount)
      : undefined;
  useEffect(() => {
    if (offset !== undefined) {
      change({ offset }, { replace: true });
    }
  }, [offset, change]);
  return (
    offset !== undefined ||
    Boolean(isPlaceholderData && data?.items.length === 0 && data.totalCount)
  );
}
