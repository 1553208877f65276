import { pods, podsPath, startModel, stopAll } from './__testUtils__/setup';
import { ApiConnection } from './ApiConnection';
import { systemClock } from './clock';
import { createCredentialsSource } from './credentials';
import { ListGate } from './ListGate';
import { listAll } from './listAll';

afterEach(stopAll);

async function start(maxPageBytes?: number) {
  const server = await startModel();
  const connection = new ApiConnection({
    source: createCredentialsSource({ type: 'url', url: server.url }),
    clock: systemClock,
    connections: 1,
  });
  const { signal } = new AbortController();
  const list = () =>
    listAll({
      connection,
      clock: systemClock,
      gate: new ListGate(1),
      resource: pods,
      signal,
      convert: item => JSON.stringify(item),
      onRestart: () => {},
      onBytes: () => {},
      maxPageBytes,
    }).finally(() => connection.close());
  const limits = () => server.requests.map(({ query }) => query.get('limit'));
  return { server, list, limits };
}

describe('listAll', () => {
  it('asks for halves of a page that is too large', async () => {
    const { server, list, limits } = await start(7_000);
    for (let index = 0; index < 100; index += 1) {
      server.store(podsPath).put('orders', `kafka-${index}`);
    }
    const { items, resourceVersion } = await list();
    expect(items).toHaveLength(100);
    expect(new Set(items).size).toBe(100);
    expect(resourceVersion).toBe(server.store(podsPath).text());
    expect(limits().slice(0, 4)).toEqual(['500', '250', '125', '62']);
  });

  it('gives up when one object alone is too large', async () => {
    const { server, list, limits } = await start(1_000);
    const status = 'x'.repeat(2_000);
    server.store(podsPath).put('orders', 'kafka-0', { status });
    await expect(list()).rejects.toMatchObject({
      failure: { reason: 'TOO_LARGE' },
    });
    expect(limits().at(-1)).toBe('1');
    expect(limits()).toHaveLength(9);
  });

  it('takes null for an empty list', async () => {
    const { server, list } = await start();
    server.script(1, 'list', (_, response) => {
      response.end('{"metadata":{"resourceVersion":"v1"},"items":null}');
    });
    await expect(list()).resolves.toEqual({ items: [], resourceVersion: 'v1' });
  });

  it.each([
    '',
    '<html>',
    '[]',
    '{"items":[]}',
    '{"metadata":{"resourceVersion":""},"items":[]}',
    '{"metadata":{"resourceVersion":7},"items":[]}',
    '{"metadata":{"resourceVersion":"v1"},"items":{}}',
  ])('refuses %j as no list', async text => {
    const { server, list } = await start();
    server.script(1, 'list', (_, response) => {
      response.end(text);
    });
    await expect(list()).rejects.toMatchObject({
      failure: { reason: 'MALFORMED' },
    });
  });
});
