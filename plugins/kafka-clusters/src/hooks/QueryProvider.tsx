import type { PropsWithChildren } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { isFinalError } from './isFinalError';

/** One client for page, tab, card and form: what one has read, the others show. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !isFinalError(error),
      staleTime: 1_000,
    },
  },
});

/**
 * Shares what was read between all parts of the plugin.
 *
 * @public
 */
export function QueryProvider({ children }: PropsWithChildren<{}>) {
  return (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
}
