import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { FleetQuery } from '@kafka-clusters/plugin-kafka-clusters-common';
import { formatFleetQuery, readFleetQuery } from '../../view/fleetQuery';
import { openParts } from './useOpenPart';

/** The query that the address holds, and a way to change it: every list can be linked to. */
export function useFleetQuery() {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readFleetQuery(params), [params]);
  const change = useCallback(
    (changes: Partial<FleetQuery>, options?: { replace?: boolean }) =>
      setParams(
        previous => {
          const next = formatFleetQuery({
            ...readFleetQuery(previous),
            // Other clusters stand on other pages.
            offset: 0,
            ...changes,
          });
          openParts
            .filter(part => previous.has(part))
            .forEach(part => next.set(part, '1'));
          return next;
        },
        { replace: options?.replace ?? false },
      ),
    [setParams],
  );
  return { query, change };
}
