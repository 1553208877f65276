import {
  kafkaClustersPath,
  pods,
  podsPath,
  startGateway,
  startModel,
  stopAll,
  toConfig,
} from './__testUtils__/setup';
import { advanceUntil, ManualClock, waitFor } from './__testUtils__/clocks';
import {
  both,
  podNames,
  cluster,
  podState,
  startLive,
  answerAlways,
} from './__testUtils__/observe';
import { sendJson, toStatus } from './__testUtils__/ModelApiServer';

afterEach(stopAll);

describe('R2: a resource version that expired', () => {
  it('lists once after an ERROR event, sees deletions, adds nothing twice', async () => {
    const { clock, server, gateway, objectChanges } = await startLive();
    const store = server.store(podsPath);
    store.put('orders', 'kafka-1');
    await waitFor(() => podNames(gateway).length === 2);
    server.muteWatches();
    store.remove('orders', 'kafka-0');
    store.put('orders', 'kafka-2');
    store.compact();
    clock.advance(5_000);
    server.endWatches();
    await advanceUntil(clock, () => server.openWatches === 1, { limit: 5_000 });
    await waitFor(() => podNames(gateway).join() === 'kafka-1,kafka-2');
    expect(server.count('list')).toBe(2);
    expect(objectChanges()).toEqual([
      'new kafka-0 is',
      'new kafka-1 is',
      'new kafka-2 is',
      'was kafka-0 gone',
    ]);
    expect(podState(gateway)).toBe('live');
  });

  it('lists once after an HTTP 410', async () => {
    const { clock, server, gateway } = await startLive();
    clock.advance(5_000);
    server.script(1, 'watch', (_, response) =>
      sendJson(response, 410, toStatus(410, 'Gone')),
    );
    server.endWatches();
    await advanceUntil(clock, () => server.count('watch') === 3, {
      limit: 5_000,
    });
    expect(server.count('list')).toBe(2);
    expect(podState(gateway)).toBe('live');
  });

  it('reads the whole list when a page of it has expired', async () => {
    const server = await startModel();
    for (let index = 0; index < 5; index += 1) {
      server.store(podsPath).put('orders', `kafka-${index}`);
    }
    server.pageLimit = 2;
    server.scripts.push(({ query }) => {
      if (query.has('continue')) {
        server.expirePages();
      }
      return false;
    });
    const gateway = await startGateway({
      kubernetesClusters: [toConfig(server)],
    });
    await waitFor(() => podState(gateway) === 'live');
    expect(podNames(gateway)).toHaveLength(5);
    expect(server.count('list')).toBe(3);
  });

  it('puts pages together', async () => {
    const server = await startModel();
    for (let index = 0; index < 7; index += 1) {
      server.store(podsPath).put('orders', `kafka-${index}`);
    }
    server.pageLimit = 3;
    const gateway = await startGateway({
      kubernetesClusters: [toConfig(server)],
    });
    await waitFor(() => podState(gateway) === 'live');
    expect(podNames(gateway)).toHaveLength(7);
    expect(
      server.requests.find(r => r.kind === 'list')?.query.get('limit'),
    ).toBe('500');
  });
});

describe('R5, R6: odd events', () => {
  it('survives bookmarks without a version, unknown events and empty lines', async () => {
    const { clock, server, gateway } = await startLive();
    server.sendRaw('{"type":"SOMETHING","object":{"metadata":{}}}\n[]\n');
    server.sendRaw('{"type":"MODIFIED","object":7}\n');
    server.store(podsPath).put('orders', 'kafka-1');
    const version = server.store(podsPath).text();
    server.sendRaw('\n\r\n{"type":"BOOKMARK","object":{}}\n');
    server.sendRaw('{"type":"BOOKMARK","object":{"metadata":null}}\n');
    await waitFor(() => podNames(gateway).length === 2);
    expect(server.count('watch')).toBe(1);
    clock.advance(5_000);
    server.endWatches();
    await waitFor(() => server.count('watch') === 2);
    expect(server.count('list')).toBe(1);
    expect(server.requests.at(-1)?.query.get('resourceVersion')).toBe(version);
  });

  it('ends a watch that sends garbage, and lists when it does so again', async () => {
    const { clock, server, gateway } = await startLive();
    server.sendRaw('<html>\n');
    await advanceUntil(clock, () => server.count('watch') === 2, {
      limit: 2_000,
    });
    expect(server.count('list')).toBe(1);
    await waitFor(() => server.openWatches === 1);
    server.sendRaw('<html>\n');
    await advanceUntil(clock, () => server.count('watch') === 3, {
      limit: 4_000,
    });
    expect(server.count('list')).toBe(2);
    expect(podNames(gateway)).toEqual(['kafka-0']);
  });

  it('tells duplicates and late events of a deleted object from its successor', async () => {
    const { server, gateway, objectChanges } = await startLive();
    const store = server.store(podsPath);
    const first = store.find('orders', 'kafka-0');
    store.remove('orders', 'kafka-0');
    store.put('orders', 'kafka-0', { status: { phase: 'second' } });
    await waitFor(() => objectChanges().length === 3);
    const late = JSON.stringify({ type: 'MODIFIED', object: first });
    const gone = JSON.stringify({ type: 'DELETED', object: first });
    server.sendRaw(`${late}\n${gone}\n${late}\n`);
    store.put('orders', 'sentinel');
    await waitFor(() => podNames(gateway).includes('sentinel'));
    expect(podNames(gateway)).toEqual(['kafka-0', 'sentinel']);
    expect(objectChanges()).toEqual([
      'new kafka-0 is',
      'was kafka-0 gone',
      'new kafka-0 is',
      'new sentinel is',
    ]);
  });
});

describe('R7: a server that asks to wait', () => {
  it('waits at least as long as it is told', async () => {
    const { clock, server, gateway } = await startLive();
    clock.advance(5_000);
    server.script(1, 'watch', (_, response) =>
      sendJson(response, 429, toStatus(429, 'TooManyRequests'), {
        'retry-after': '20',
      }),
    );
    server.endWatches();
    await waitFor(() => podState(gateway) === 'stale');
    const took = await advanceUntil(clock, () => podState(gateway) === 'live', {
      limit: 26_000,
    });
    expect(took).toBeGreaterThanOrEqual(20_000);
    expect(server.count('list')).toBe(1);
  });

  it.each([429, 500, 503])(
    'stays within its budget while everything is answered with %s',
    async code => {
      const { clock, server, gateway } = await startLive({ resources: both });
      const restore = [podsPath, kafkaClustersPath].map(path =>
        answerAlways(server, path, code, 'InternalError'),
      );
      clock.advance(5_000);
      const before = { at: clock.now(), requests: server.requests.length };
      server.endWatches();
      await advanceUntil(clock, () => clock.now() - before.at > 300_000, {
        limit: 310_000,
        step: 1_000,
      });
      const perType = (server.requests.length - before.requests) / both.length;
      // Six while backing off, then one in 15 to 30 s; and the heartbeat.
      expect(perType).toBeLessThanOrEqual(6 + 300 / 15 + 300 / 15 / 2);
      expect(cluster(gateway).state).toBe('stale');
      restore.forEach(undo => undo());
      await advanceUntil(clock, () => cluster(gateway).state === 'live', {
        limit: 31_000,
      });
    },
  );

  it('lists again when a server does not know its resource version any more', async () => {
    const { clock, server, gateway } = await startLive();
    clock.advance(5_000);
    server.script(2, 'watch', (_, response) =>
      sendJson(response, 504, toStatus(504, 'Timeout')),
    );
    server.endWatches();
    await waitFor(() => podState(gateway) === 'stale');
    await advanceUntil(clock, () => podState(gateway) === 'live', {
      limit: 10_000,
    });
    expect(server.count('list')).toBe(2);
  });
});

describe('R9: twenty clusters that return at once', () => {
  it('makes nobody wait for those that hang', async () => {
    const hung = await Promise.all(
      Array.from({ length: 20 }, () => startModel()),
    );
    hung.forEach(server => {
      server.hanging = true;
    });
    const good = await startModel();
    const gateway = await startGateway({
      kubernetesClusters: [...hung, good].map((server, index) =>
        toConfig(server, `c${index}`),
      ),
      // Stands still: no deadline of the others comes to the rescue.
      clock: new ManualClock(),
    });
    await waitFor(() => cluster(gateway, 20).state === 'live');
    expect(hung.map(server => server.count('list'))).toEqual(hung.map(() => 0));
  });

  it('reads a bounded number of lists at a time', async () => {
    const waiting: Array<() => void> = [];
    let running = 0;
    let most = 0;
    const servers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const server = await startModel();
        server.store(podsPath).put('orders', 'kafka-0');
        server.script(1, 'list', (request, response) => {
          running += 1;
          most = Math.max(most, running);
          const { version } = server.store(request.path);
          waiting.push(() => {
            running -= 1;
            sendJson(response, 200, {
              metadata: { resourceVersion: `v${version}` },
              items: server.store(request.path).list(),
            });
          });
        });
        return server;
      }),
    );
    const gateway = await startGateway({
      kubernetesClusters: servers.map((server, index) =>
        toConfig(server, `c${index}`),
      ),
    });
    for (let index = 0; index < 20; index += 1) {
      const expected = Math.min(8, 20 - index);
      await waitFor(() => waiting.length === expected);
      waiting.shift()!();
    }
    await waitFor(() =>
      gateway.listKubernetesClusters().every(({ state }) => state === 'live'),
    );
    expect(most).toBe(8);
  });
});

describe('R28: hostile keys', () => {
  it('changes no prototype', async () => {
    const { server, gateway } = await startLive();
    server.sendRaw(
      '{"type":"ADDED","object":{"__proto__":{"polluted":1},"metadata":{"namespace":"orders","name":"kafka-1","uid":"x","resourceVersion":"vz","labels":{"__proto__":"a","constructor":"b","\\u005f_proto__":"c"}}}}\n',
    );
    await waitFor(() => podNames(gateway).length === 2);
    const object = gateway.find({
      kubernetesCluster: 'dev',
      resource: pods,
      namespace: 'orders',
      name: 'kafka-1',
    });
    expect(Object.keys(object?.metadata.labels ?? {})).toEqual(['constructor']);
    expect(Object.assign({}, object)).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});
