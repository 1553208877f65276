import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Parts of the fleet that unfold; a link can open them. */
export const openParts = ['inbox', 'claims'] as const;

/** Whether a part is unfolded, as the address says (`?inbox=1`). */
export function useOpenPart(part: (typeof openParts)[number]) {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (isOpen: boolean) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          if (isOpen) {
            next.set(part, '1');
          } else {
            next.delete(part);
          }
          return next;
        },
        { replace: true },
      ),
    [part, setParams],
  );
  return [params.has(part), change] as const;
}
