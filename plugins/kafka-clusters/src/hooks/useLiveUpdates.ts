import { useEffect } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  CHANGED_CHANNEL,
  SIGNAL_HEARTBEAT_MS,
  type ChangeSignal,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  skipToken,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { keys } from './keys';

/** Two heartbeats may be late; then the connection counts as lost. */
const longestSilence = 2.25 * SIGNAL_HEARTBEAT_MS;

/** Asked again this often while no signal is heard. */
const pollingInterval = 5_000;

/** What the page knows of the backend's signals. */
interface Heard {
  /** Whether they arrive. */
  now: boolean;
  /** Count of changes by backend, as last heard. */
  changes: Record<string, number>;
}

const nothingHeard: Heard = { now: false, changes: {} };

function readHeard(queryClient: QueryClient): Heard {
  return queryClient.getQueryData<Heard>(keys.signals) ?? nothingHeard;
}

function hearNothing(queryClient: QueryClient): void {
  queryClient.setQueryData<Heard>(keys.signals, {
    ...readHeard(queryClient),
    now: false,
  });
}

/**
 * Reads again whatever is on the screen when the backend says that something
 * changed. Once on a page: each use is a subscription, and Backstage's client
 * loses a connection when two subscribe at the same moment.
 *
 * That signals are installed does not say that they arrive: the first
 * connection after a start of the backend is never answered, a proxy may refuse
 * them, a laptop sleeps. So they count from the first one heard until it has
 * been silent for longer than the backend ever is. What a short gap swallowed
 * shows in the count of the next one.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const { lastSignal } = useSignal<ChangeSignal>(CHANGED_CHANNEL);
  useEffect(() => {
    if (!lastSignal) {
      return undefined;
    }
    const { instance, changes } = lastSignal;
    const before = readHeard(queryClient).changes;
    queryClient.setQueryData<Heard>(keys.signals, {
      now: true,
      changes: { ...before, [instance]: changes },
    });
    if (before[instance] !== changes) {
      queryClient.invalidateQueries({ queryKey: keys.live });
    }
    const timer = setTimeout(() => hearNothing(queryClient), longestSilence);
    return () => clearTimeout(timer);
  }, [queryClient, lastSignal]);
  useEffect(() => () => hearNothing(queryClient), [queryClient]);
}

/** How often to ask again: never while signals tell. */
export function usePollingInterval(): number | false {
  const { data } = useQuery<Heard>({
    queryKey: keys.signals,
    queryFn: skipToken,
    staleTime: Infinity,
  });
  return data?.now ? false : pollingInterval;
}
