import { pods, podsPath, stopAll } from './__testUtils__/setup';
import { advanceUntil, waitFor } from './__testUtils__/clocks';
import {
  both,
  podNames,
  cluster,
  podState,
  startLive,
} from './__testUtils__/observe';
import { type ModelApiServer } from './__testUtils__/ModelApiServer';
import type { WatchedResource } from './types';

afterEach(stopAll);

describe('a quiet server', () => {
  it('is watched without a single reopening', async () => {
    const { clock, server, gateway } = await startLive({ resources: both });
    const before = clock.now();
    await advanceUntil(clock, () => clock.now() - before >= 295_000, {
      limit: 300_000,
      step: 5_000,
    });
    expect(server.count('watch')).toBe(2);
    expect(server.count('list')).toBe(2);
    expect(server.openWatches).toBe(2);
    // What is shown is current, and known to be so.
    expect(
      clock.now() +
        Date.UTC(2026, 0, 1) -
        Date.parse(cluster(gateway).lastContact ?? ''),
    ).toBeLessThanOrEqual(20_000);
    // One small question now and then, for all types together.
    expect(server.count('other')).toBeLessThanOrEqual(1 + 300 / 15);
    expect(cluster(gateway).state).toBe('live');
  });

  it('asks for bookmarks and a random lifetime', async () => {
    const { server } = await startLive();
    const { query } = server.requests.find(({ kind }) => kind === 'watch')!;
    expect(query.get('allowWatchBookmarks')).toBe('true');
    expect(query.get('timeoutSeconds')).toBe('450');
  });

  it('goes on where a watch ended, at once and without a change of state', async () => {
    const { clock, server, gateway, changes } = await startLive();
    clock.advance(5_000);
    const before = changes.length;
    server.endWatches();
    await advanceUntil(clock, () => server.count('watch') === 2, {
      limit: 10,
      step: 1,
    });
    expect(podState(gateway)).toBe('live');
    expect(changes).toHaveLength(before);
    expect(server.count('list')).toBe(1);
  });

  it('goes on behind the last event, and behind a bookmark when there was none', async () => {
    const { clock, server, gateway } = await startLive();
    const store = server.store(podsPath);
    const versions = () =>
      server.requests
        .filter(({ kind }) => kind === 'watch')
        .map(({ query }) => query.get('resourceVersion'));
    const first = store.text();
    store.put('orders', 'kafka-1');
    const second = store.text();
    await waitFor(() => podNames(gateway).length === 2);
    clock.advance(5_000);
    server.endWatches();
    await waitFor(
      () => server.count('watch') === 2 && server.openWatches === 1,
    );
    store.advance();
    const third = store.text();
    clock.advance(5_000);
    server.sendBookmarks();
    server.endWatches();
    await waitFor(() => server.count('watch') === 3);
    expect(versions()).toEqual([first, second, third]);
  });

  it('does not storm a proxy that ends every watch at once', async () => {
    const { clock, server } = await startLive();
    const script: ModelApiServer['scripts'][number] = ({ kind }, response) => {
      if (kind !== 'watch') {
        return false;
      }
      response.writeHead(200).end();
      return true;
    };
    server.scripts.push(script);
    server.endWatches();
    const before = clock.now();
    await advanceUntil(clock, () => clock.now() - before > 60_000, {
      limit: 70_000,
    });
    expect(server.count('watch')).toBeLessThanOrEqual(10);
  });
});

describe('R1: a server that restarts', () => {
  it('is served from the cache, marked with its age, and resumed without a list', async () => {
    const { clock, server, gateway, objectChanges } = await startLive();
    await server.stop();
    await waitFor(() => podState(gateway) === 'stale');
    expect(podNames(gateway)).toEqual(['kafka-0']);
    const { lastContact, since } = cluster(gateway);
    await advanceUntil(clock, () => podState(gateway) === 'unreachable', {
      limit: 10_000,
    });
    expect(cluster(gateway).detail).toContain('ECONNREFUSED');
    expect(cluster(gateway).lastContact).toBe(lastContact);
    expect(Date.parse(cluster(gateway).since)).toBeGreaterThan(
      Date.parse(since),
    );
    clock.advance(20_000);
    server.store(podsPath).remove('orders', 'kafka-0');
    server.store(podsPath).put('orders', 'kafka-1');
    await server.listen();
    await advanceUntil(clock, () => podState(gateway) === 'live', {
      limit: 31_000,
    });
    await waitFor(() => podNames(gateway).join() === 'kafka-1');
    expect(server.count('list')).toBe(1);
    expect(objectChanges()).toEqual([
      'new kafka-0 is',
      'was kafka-0 gone',
      'new kafka-1 is',
    ]);
  });

  it('survives reset connections and half a line without losing an event', async () => {
    const { clock, server, gateway } = await startLive();
    server.sendRaw('{"type":"ADDED","object":{"metadata":{"na');
    server.resetConnections();
    server.store(podsPath).put('orders', 'kafka-1');
    await advanceUntil(clock, () => podNames(gateway).length === 2, {
      limit: 2_000,
    });
    server.sendRaw('{"type":"ADDED","object":{"metadata":{"na');
    server.endWatches();
    server.store(podsPath).put('orders', 'kafka-2');
    await advanceUntil(clock, () => podNames(gateway).length === 3, {
      limit: 4_000,
    });
    expect(server.count('list')).toBe(1);
  });
});

describe('R3: a connection that only looks open', () => {
  it('is found by the heartbeat when the whole server hangs, and resumed', async () => {
    const { clock, server, gateway } = await startLive();
    server.hanging = true;
    server.store(podsPath).put('orders', 'kafka-1');
    await advanceUntil(clock, () => podState(gateway) === 'stale', {
      limit: 40_000,
    });
    await advanceUntil(clock, () => podState(gateway) === 'unreachable', {
      limit: 15_000,
    });
    expect(podNames(gateway)).toEqual(['kafka-0']);
    server.hanging = false;
    await advanceUntil(clock, () => podNames(gateway).length === 2, {
      limit: 41_000,
    });
    expect(server.count('list')).toBe(1);
  });

  it('is found by its idle limit when only one watch is dead', async () => {
    const { clock, server, gateway } = await startLive();
    server.store(podsPath).put('orders', 'kafka-1');
    await waitFor(() => podNames(gateway).length === 2);
    server.muteWatches();
    server.store(podsPath).put('orders', 'kafka-2');
    await advanceUntil(clock, () => podNames(gateway).length === 3, {
      limit: 470_000,
      step: 5_000,
    });
    expect(server.count('list')).toBe(1);
    expect(server.count('watch')).toBe(2);
  });

  it('is found by three missing bookmarks', async () => {
    const { clock, server, gateway } = await startLive();
    for (let minute = 0; minute < 3; minute += 1) {
      const before = clock.now();
      await advanceUntil(clock, () => clock.now() - before >= 60_000, {
        limit: 60_000,
        step: 5_000,
      });
      server.sendBookmarks();
    }
    await advanceUntil(clock, () => true, { limit: 1 });
    server.muteWatches();
    server.store(podsPath).put('orders', 'kafka-1');
    await advanceUntil(clock, () => podNames(gateway).length === 2, {
      limit: 190_000,
      step: 5_000,
    });
    expect(server.count('watch')).toBe(2);
  });
});

describe('R4: bytes that arrive in pieces', () => {
  it('gives the same cache as whole ones', async () => {
    const { server, gateway } = await startLive();
    server.lineEnd = '\r\n';
    server.cut = bytes => [...bytes].map(byte => Buffer.from([byte]));
    const text = 'Bröker 卡夫卡 🦉 \u2028 end';
    server.store(podsPath).put('orders', 'kafka-1', { status: { text } });
    await waitFor(() => podNames(gateway).length === 2);
    expect(gateway.list('dev', pods).map(({ status }) => status)[1]).toEqual({
      text,
    });
  });

  it('takes an event of 5 MB', async () => {
    const { server, gateway } = await startLive();
    const text = 'ü'.repeat(2_500_000);
    server.store(podsPath).put('orders', 'kafka-1', { status: { text } });
    await waitFor(() => podNames(gateway).length === 2);
    expect(server.count('watch')).toBe(1);
  });
});

describe('R10: code that throws', () => {
  it('puts a poison object aside, counts it, and lets the others flow', async () => {
    const project: WatchedResource['project'] = object => {
      if (object.status === 'poison') {
        throw new Error('cannot read this');
      }
      return object;
    };
    const { server, gateway, objectChanges } = await startLive({
      resources: [{ ...pods, project }],
    });
    const quarantined = () => cluster(gateway).resources['/pods'].quarantined;
    const store = server.store(podsPath);
    store.put('orders', 'kafka-1', { status: 'poison' });
    store.put('orders', 'kafka-2');
    store.put('orders', 'kafka-0', { status: 'poison' });
    await waitFor(() => quarantined() === 2);
    // The last readable state stays: that it cannot be read is no deletion.
    expect(podNames(gateway)).toEqual(['kafka-0', 'kafka-2']);
    store.put('orders', 'kafka-1', { status: 'fine' });
    store.remove('orders', 'kafka-0');
    await waitFor(() => podNames(gateway).join() === 'kafka-1,kafka-2');
    expect(quarantined()).toBe(0);
    expect(objectChanges()).toEqual([
      'new kafka-0 is',
      'new kafka-2 is',
      'new kafka-1 is',
      'was kafka-0 gone',
    ]);
    expect(server.count('watch')).toBe(1);
  });

  it('survives handlers that throw or reject, and still tells the others', async () => {
    const { server, gateway, objectChanges } = await startLive();
    gateway.subscribe(() => {
      throw new Error('handler');
    });
    gateway.subscribe(async () => {
      throw new Error('handler');
    });
    const late: string[] = [];
    gateway.subscribe(change => late.push(change.type));
    server.store(podsPath).put('orders', 'kafka-1');
    await waitFor(() => objectChanges().length === 2);
    await waitFor(() => late.includes('object'));
    expect(podState(gateway)).toBe('live');
  });
});
