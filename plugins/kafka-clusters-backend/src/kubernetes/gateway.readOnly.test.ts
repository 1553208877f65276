import { caught, location, object } from './__testUtils__/direct';
import { sendJson } from './__testUtils__/ModelApiServer';
import {
  kafkaClusters,
  pods,
  podsPath,
  startGateway,
  startModel,
  stopAll,
  toConfig,
} from './__testUtils__/setup';
import { waitFor } from './__testUtils__/clocks';

afterEach(stopAll);

async function start(readOnly: boolean) {
  const server = await startModel();
  server.store(podsPath).put('orders', 'kafka-0');
  server.script(Number.POSITIVE_INFINITY, 'other', (_, response) =>
    sendJson(response, 200, {
      ...object,
      kind: kafkaClusters.kind,
      status: { allowed: true },
    }),
  );
  const gateway = await startGateway({
    kubernetesClusters: [toConfig(server)],
    resources: [pods],
    readOnly,
  });
  await waitFor(() => gateway.hasSynced('dev', pods));
  return { server, gateway };
}

type Gateway = Awaited<ReturnType<typeof start>>['gateway'];

const writes: Record<string, (gateway: Gateway) => Promise<unknown>> = {
  create: gateway => gateway.create('dev', kafkaClusters, object),
  'create by dry run': gateway =>
    gateway.create('dev', kafkaClusters, object, { dryRun: true }),
  patch: gateway =>
    gateway.patch(location, [
      { op: 'add', path: '/metadata/annotations/a', value: 'b' },
    ]),
  delete: gateway => gateway.delete(location, { uid: 'u' }),
  'delete by dry run': gateway =>
    gateway.delete(location, { uid: 'u', dryRun: true }),
};

const listSent = (server: Awaited<ReturnType<typeof startModel>>) =>
  server.requests.filter(({ method }) => method !== 'GET');

describe('a gateway that only reads', () => {
  it.each(Object.entries(writes))('sends no %s', async (_, write) => {
    const { server, gateway } = await start(true);
    expect(await caught(write(gateway))).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('was not sent: this portal only reads'),
    });
    expect(listSent(server)).toEqual([]);
  });

  it.each(Object.entries(writes))(
    'is what keeps %s from being sent',
    async (_, write) => {
      const { server, gateway } = await start(false);
      await write(gateway);
      expect(listSent(server)).toHaveLength(1);
    },
  );

  it('reads, watches and asks for its rights', async () => {
    const { server, gateway } = await start(true);
    expect(gateway.list('dev', pods)).toHaveLength(1);
    server.store(podsPath).put('orders', 'kafka-1');
    await waitFor(() => gateway.list('dev', pods).length === 2);
    expect((await gateway.get(location)).metadata.name).toBe('kafka');
    expect(
      await gateway.reviewAccess('dev', {
        verb: 'create',
        resource: kafkaClusters,
      }),
    ).toBe(true);
    expect(listSent(server).map(({ method }) => method)).toEqual(['POST']);
  });
});
