import type { PropsWithChildren } from 'react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { SIGNAL_HEARTBEAT_MS } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  QueryClient,
  QueryClientProvider,
  useQuery,
} from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { createSignals } from '../__testUtils__/renderPages';
import { keys } from './keys';
import { useLiveUpdates, usePollingInterval } from './useLiveUpdates';

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

/** A page with one thing to read; `reads` counts how often it was. */
async function openPage(
  signals?: ReturnType<typeof createSignals>,
  client = new QueryClient(),
) {
  const read = jest.fn().mockResolvedValue('data');
  const wrapper = ({ children }: PropsWithChildren<{}>) => (
    <QueryClientProvider client={client}>
      {signals ? (
        <TestApiProvider apis={[[signalApiRef, signals.api]]}>
          {children}
        </TestApiProvider>
      ) : (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      )}
    </QueryClientProvider>
  );
  const { unmount } = renderHook(
    () => {
      useLiveUpdates();
      const refetchInterval = usePollingInterval();
      return useQuery({
        queryKey: keys.request('1'),
        queryFn: read,
        refetchInterval,
      });
    },
    { wrapper },
  );
  await pass(0);
  return { client, unmount, reads: () => read.mock.calls.length };
}

describe('useLiveUpdates', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('subscribes once: two subscriptions at a moment break the connection', async () => {
    const signals = createSignals();
    await openPage(signals);
    expect(signals.count()).toBe(1);
  });

  it('reads again with each change, and not with a heartbeat', async () => {
    const signals = createSignals();
    const { reads } = await openPage(signals);
    await signals.send();
    await pass(0);
    expect(reads()).toBe(2);
    await signals.beat();
    await pass(0);
    expect(reads()).toBe(2);
    await signals.send();
    await pass(0);
    expect(reads()).toBe(3);
  });

  it('asks now and then until it hears, since a socket does not tell whether it stands', async () => {
    const { reads } = await openPage(createSignals());
    await pass(11_000);
    expect(reads()).toBe(3);
  });

  it('asks now and then where the portal has no signals', async () => {
    const { reads } = await openPage();
    await pass(11_000);
    expect(reads()).toBe(3);
  });

  it('asks no more as long as heartbeats come', async () => {
    const signals = createSignals();
    const { reads } = await openPage(signals);
    await signals.beat();
    await pass(0);
    const before = reads();
    for (let i = 0; i < 5; i++) {
      await pass(SIGNAL_HEARTBEAT_MS);
      await signals.beat();
    }
    expect(reads()).toBe(before);
  });

  it('reads what a short gap swallowed, when the next heartbeat counts further', async () => {
    const signals = createSignals();
    const { reads } = await openPage(signals);
    await signals.beat();
    await pass(0);
    const before = reads();
    signals.miss();
    await pass(SIGNAL_HEARTBEAT_MS);
    expect(reads()).toBe(before);
    await signals.beat();
    await pass(0);
    expect(reads()).toBe(before + 1);
  });

  it('asks again when the backend has been silent for longer than it ever is', async () => {
    const signals = createSignals();
    const { reads } = await openPage(signals);
    await signals.beat();
    await pass(2 * SIGNAL_HEARTBEAT_MS);
    const before = reads();
    await pass(10_000);
    await pass(10_000);
    expect(reads()).toBeGreaterThan(before);
  });

  it('does not trust on a page what another one heard', async () => {
    const signals = createSignals();
    const first = await openPage(signals);
    await signals.beat();
    first.unmount();
    const second = await openPage(signals, first.client);
    await pass(6_000);
    expect(second.reads()).toBe(2);
    expect(signals.count()).toBe(1);
  });
});
