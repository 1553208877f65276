import {
  kafkaClusters,
  pods,
  podsPath,
  startGateway,
  startModel,
  stopAll,
  toConfig,
} from './__testUtils__/setup';
import { createFastClock, waitFor } from './__testUtils__/clocks';
import { cluster, podNames } from './__testUtils__/observe';
import type { GatewayChange } from './types';

afterEach(stopAll);

describe('DefaultKubernetesGateway', () => {
  it('lists, watches, and tells of each change', async () => {
    const server = await startModel();
    server.store(podsPath).put('orders', 'kafka-0');
    const gateway = await startGateway({
      kubernetesClusters: [toConfig(server)],
      clock: createFastClock(1),
    });
    const changes: GatewayChange[] = [];
    gateway.subscribe(change => changes.push(change));

    await waitFor(() => cluster(gateway).resources['/pods'].state === 'live');
    expect(gateway.hasSynced('dev', pods)).toBe(true);
    expect(podNames(gateway)).toEqual(['kafka-0']);
    server.store(podsPath).put('orders', 'kafka-1', { status: { a: 1 } });
    await waitFor(() => podNames(gateway).length === 2);
    server.store(podsPath).remove('orders', 'kafka-0');
    await waitFor(() => podNames(gateway).length === 1);

    expect(
      changes.flatMap(change =>
        change.type === 'object'
          ? [[change.name, !!change.previous, !!change.current]]
          : [],
      ),
    ).toEqual([
      ['kafka-0', false, true],
      ['kafka-1', false, true],
      ['kafka-0', true, false],
    ]);
    expect(
      gateway.find({
        kubernetesCluster: 'dev',
        resource: pods,
        namespace: 'orders',
        name: 'kafka-1',
      }),
    ).toMatchObject({ kind: 'Pod', apiVersion: 'v1', status: { a: 1 } });
    expect(gateway.list('dev', pods, 'payments')).toEqual([]);
    expect(gateway.list('dev', kafkaClusters)).toEqual([]);
    expect(gateway.list('elsewhere', pods)).toEqual([]);
    expect(server.count('list')).toBe(1);
    expect(server.count('watch')).toBe(1);
  });
});
