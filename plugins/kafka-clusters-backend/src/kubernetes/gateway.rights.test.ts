import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  kafkaClusters,
  kafkaClustersPath,
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
  kafkaState,
  startLive,
  answerAlways,
} from './__testUtils__/observe';

afterEach(stopAll);

describe('R8: rights', () => {
  it('reads a rotated token again and goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kafka-clusters-'));
    try {
      const tokenFile = join(folder, 'token');
      await writeFile(tokenFile, 'first\n');
      const clock = new ManualClock();
      const server = await startModel();
      server.tokens = new Set(['first']);
      const gateway = await startGateway({
        kubernetesClusters: [
          {
            name: 'dev',
            connection: { type: 'url', url: server.url, tokenFile },
          },
        ],
        clock,
      });
      await waitFor(() => podState(gateway) === 'live');
      await writeFile(tokenFile, 'second');
      server.tokens = new Set(['second']);
      clock.advance(5_000);
      server.endWatches();
      await advanceUntil(clock, () => server.openWatches === 1, {
        limit: 1_000,
      });
      const tokens = server.requests
        .filter(({ kind }) => kind === 'watch')
        .map(({ token }) => token);
      expect(tokens).toEqual(['first', 'first', 'second']);
      expect(podState(gateway)).toBe('live');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('degrades only the type that is forbidden, and comes back unaided', async () => {
    const clock = new ManualClock();
    const server = await startModel();
    const allow = answerAlways(server, kafkaClustersPath, 403, 'Forbidden');
    server.store(kafkaClustersPath).put('orders', 'kafka');
    const gateway = await startGateway({
      kubernetesClusters: [toConfig(server)],
      resources: both,
      clock,
    });
    await waitFor(() => podState(gateway) === 'live');
    await waitFor(() => kafkaState(gateway) === 'forbidden');
    expect(cluster(gateway).state).toBe('live');
    expect(gateway.hasSynced('dev', kafkaClusters)).toBe(true);
    allow();
    const took = await advanceUntil(
      clock,
      () => kafkaState(gateway) === 'live',
      { limit: 46_000, step: 1_000 },
    );
    expect(took).toBeGreaterThanOrEqual(30_000);
    expect(gateway.list('dev', kafkaClusters)).toHaveLength(1);
  });

  it('shows a type as absent until it is installed, and again when it is taken away', async () => {
    const clock = new ManualClock();
    const server = await startModel();
    server.stores.delete(kafkaClustersPath);
    const gateway = await startGateway({
      kubernetesClusters: [toConfig(server)],
      resources: both,
      clock,
    });
    await waitFor(() => kafkaState(gateway) === 'absent');
    await waitFor(() => cluster(gateway).state === 'live');
    server.store(kafkaClustersPath).put('orders', 'kafka');
    await advanceUntil(clock, () => kafkaState(gateway) === 'live', {
      limit: 46_000,
      step: 1_000,
    });
    expect(gateway.list('dev', kafkaClusters)).toHaveLength(1);
    server.stores.delete(kafkaClustersPath);
    server.endWatches();
    await advanceUntil(clock, () => kafkaState(gateway) === 'absent', {
      limit: 2_000,
    });
    expect(gateway.list('dev', kafkaClusters)).toHaveLength(0);
  });

  it('keeps every object when only a proxy says that there is nothing', async () => {
    const { clock, server, gateway } = await startLive();
    server.scripts.push((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' });
      response.end('<h1>no backend</h1>');
      return true;
    });
    clock.advance(5_000);
    server.endWatches();
    await waitFor(() => podState(gateway) === 'stale');
    expect(podNames(gateway)).toEqual(['kafka-0']);
  });

  it('R12: says of one cluster that its credentials are bad, beside a good one', async () => {
    const clock = new ManualClock();
    const good = await startModel();
    const bad = await startModel();
    bad.tokens = new Set(['another']);
    good.store(podsPath).put('orders', 'kafka-0');
    const gateway = await startGateway({
      kubernetesClusters: [
        toConfig(good, 'good'),
        toConfig(bad, 'bad'),
        {
          name: 'none',
          connection: { type: 'kubeconfig', path: '/does/not/exist' },
        },
      ],
      clock,
    });
    await waitFor(() => cluster(gateway, 0).state === 'live');
    await waitFor(() => cluster(gateway, 1).state === 'unauthorized');
    await waitFor(() => cluster(gateway, 2).state === 'unauthorized');
    expect(podNames(gateway, 'good')).toEqual(['kafka-0']);
    expect(cluster(gateway, 2).detail).toBe(
      'The credentials could not be loaded (ENOENT)',
    );
    bad.tokens = undefined;
    await advanceUntil(clock, () => cluster(gateway, 1).state === 'live', {
      limit: 31_000,
    });
  });
});
