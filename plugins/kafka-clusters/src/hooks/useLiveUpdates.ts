import { useEffect } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from './keys';

const channel = 'kafka-clusters:changed';

/** Asked again this often where the portal has no signals. */
const pollingInterval = 15_000;

/**
 * Reads again whatever is on the screen when the backend says that something
 * changed. A signal that comes before the subscription stands is lost, so all
 * is read once more when it does.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const { lastSignal, isSignalsAvailable } = useSignal(channel);
  useEffect(() => {
    if (isSignalsAvailable) {
      queryClient.invalidateQueries({ queryKey: keys.live });
    }
  }, [queryClient, lastSignal, isSignalsAvailable]);
}

/** How often to ask again: never where signals tell. */
export function usePollingInterval(): number | false {
  const { isSignalsAvailable } = useSignal(channel);
  return isSignalsAvailable ? false : pollingInterval;
}
