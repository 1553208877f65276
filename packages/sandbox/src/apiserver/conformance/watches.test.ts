import fc from 'fast-check';
import { at, isObject, JsonObject, objectsAt, textAt } from '../json';
import { TestServer } from '../testServer';
import { CONFIG_MAPS, configMap } from './fixtures';

describe('watches', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start({ historySize: 100 });
  });
  afterEach(() => server.stop());

  const revision = async () =>
    textAt((await server.get(CONFIG_MAPS)).body, 'metadata', 'resourceVersion');

  const labelled = (name: string, colour: string) =>
    configMap(name, { metadata: { name, labels: { colour } } });

  it('begins with what is there, then follows', async () => {
    await server.create(CONFIG_MAPS, configMap('a'));
    const watch = await server.watch(`${CONFIG_MAPS}?watch=true`);
    await server.create(CONFIG_MAPS, configMap('b'));
    await server.patch(`${CONFIG_MAPS}/a`, { data: { x: '1' } });
    await server.call('DELETE', `${CONFIG_MAPS}/b`);
    await watch.until(events => events.length >= 4);
    expect(watch.summary()).toEqual([
      'ADDED a',
      'ADDED b',
      'MODIFIED a',
      'DELETED b',
    ]);
    expect(at(watch.events[0].object, 'kind')).toBe('ConfigMap');
    watch.close();
  });

  it('resumes after a version', async () => {
    await server.create(CONFIG_MAPS, configMap('a'));
    const from = await revision();
    await server.create(CONFIG_MAPS, configMap('b'));
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`,
    );
    await watch.until(events => events.length >= 1);
    expect(watch.summary()).toEqual(['ADDED b']);
    watch.close();
  });

  it('sees only its namespace', async () => {
    const watch = await server.watch(
      '/api/v1/namespaces/kube-system/configmaps?watch=true&timeoutSeconds=1',
    );
    await server.create(CONFIG_MAPS, configMap('elsewhere'));
    expect(await watch.ended).toBe('end');
    expect(watch.events).toEqual([]);
  });

  it('tells of what enters and leaves a selector', async () => {
    const from = await revision();
    await server.create(CONFIG_MAPS, labelled('a', 'red'));
    await server.patch(`${CONFIG_MAPS}/a`, { data: { n: '1' } });
    const left = await server.patch(`${CONFIG_MAPS}/a`, {
      metadata: { labels: { colour: 'blue' } },
    });
    await server.patch(`${CONFIG_MAPS}/a`, { data: { n: '2' } });
    await server.patch(`${CONFIG_MAPS}/a`, {
      metadata: { labels: { colour: 'red' } },
    });
    await server.call('DELETE', `${CONFIG_MAPS}/a`);
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${from}&labelSelector=colour%3Dred`,
    );
    await watch.until(events => events.length >= 5);
    expect(watch.summary()).toEqual([
      'ADDED a',
      'MODIFIED a',
      'DELETED a',
      'ADDED a',
      'DELETED a',
    ]);
    // The previous object, at the version of the change.
    expect(watch.events[2].object).toMatchObject({
      data: { n: '1' },
      metadata: {
        labels: { colour: 'red' },
        resourceVersion: textAt(left.body, 'metadata', 'resourceVersion'),
      },
    });
    watch.close();
  });

  it('shows the last finalizer in the end', async () => {
    const finalizers = ['example.com/x'];
    await server.create(
      CONFIG_MAPS,
      configMap('f', { metadata: { name: 'f', finalizers } }),
    );
    await server.call('DELETE', `${CONFIG_MAPS}/f`);
    const from = await revision();
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`,
    );
    await server.patch(`${CONFIG_MAPS}/f`, { metadata: { finalizers: [] } });
    await server.create(CONFIG_MAPS, configMap('after'));
    await watch.until(events => events.length >= 2);
    expect(watch.summary()).toEqual(['DELETED f', 'ADDED after']);
    expect(at(watch.events[0].object, 'metadata', 'finalizers')).toEqual(
      finalizers,
    );
    watch.close();
  });

  it('ends with 410 when the version is too old', async () => {
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=1`,
    );
    expect(await watch.ended).toBe('end');
    expect(watch.events).toMatchObject([
      {
        type: 'ERROR',
        object: {
          kind: 'Status',
          code: 410,
          reason: 'Expired',
          message: expect.stringMatching(
            /^too old resource version: 1 \(\d+\)$/,
          ),
        },
      },
    ]);
  });

  it('marks the end of the initial events', async () => {
    await server.create(CONFIG_MAPS, configMap('a'));
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    await watch.until(events => events.length >= 2);
    expect(watch.events[1]).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
    watch.close();
  });

  it('ends after its time with a bookmark', async () => {
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&timeoutSeconds=1&allowWatchBookmarks=true&resourceVersion=${await revision()}`,
    );
    expect(await watch.ended).toBe('end');
    expect(watch.events.map(event => event.type)).toEqual(['BOOKMARK']);
  });

  it('watches one object by name', async () => {
    await server.create(CONFIG_MAPS, configMap('one'));
    await server.create(CONFIG_MAPS, configMap('two'));
    const watch = await server.watch(`${CONFIG_MAPS}/one?watch=true`);
    await server.patch(`${CONFIG_MAPS}/two`, { data: { x: '1' } });
    await server.patch(`${CONFIG_MAPS}/one`, { data: { x: '1' } });
    await watch.until(events => events.length >= 2);
    expect(watch.summary()).toEqual(['ADDED one', 'MODIFIED one']);
    watch.close();
  });

  it('replayed, gives what a list gives (property)', async () => {
    const step = fc.record({
      action: fc.constantFrom('create', 'patch', 'relabel', 'delete'),
      name: fc.constantFrom('p', 'q', 'r'),
      value: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.boolean(),
        async (steps, selected) => {
          const selector = selected ? '&labelSelector=colour%3Dc1' : '';
          const before = await server.get(`${CONFIG_MAPS}?x${selector}`);
          const from = textAt(before.body, 'metadata', 'resourceVersion');
          for (const { action, name, value } of steps) {
            await perform(action, name, value);
          }
          const after = await server.get(`${CONFIG_MAPS}?x${selector}`);
          const to = Number(textAt(after.body, 'metadata', 'resourceVersion'));
          const marker = await server.create(CONFIG_MAPS, {
            metadata: { generateName: 'marker-', labels: { colour: 'c1' } },
          });
          const last = textAt(marker.body, 'metadata', 'name');
          const watch = await server.watch(
            `${CONFIG_MAPS}?watch=true&resourceVersion=${from}${selector}`,
          );
          await watch.until(events =>
            events.some(
              event => textAt(event.object, 'metadata', 'name') === last,
            ),
          );
          watch.close();
          const events = watch.events.filter(event => revisionOf(event) <= to);
          expect(replay(before.body, events)).toEqual(tableOf(after.body));
          await server.call('DELETE', `${CONFIG_MAPS}/${last}`);
        },
      ),
      { numRuns: 40 },
    );
  });

  async function perform(action: string, name: string, value: number) {
    const path = `${CONFIG_MAPS}/${name}`;
    switch (action) {
      case 'create':
        await server.create(CONFIG_MAPS, labelled(name, `c${value}`));
        break;
      case 'patch':
        await server.patch(path, { data: { value: String(value) } });
        break;
      case 'relabel':
        await server.patch(path, {
          metadata: { labels: { colour: `c${value}` } },
        });
        break;
      default:
        await server.call('DELETE', path);
    }
  }
});

function revisionOf(event: JsonObject): number {
  return Number(textAt(event.object, 'metadata', 'resourceVersion'));
}

function tableOf(list: JsonObject): Map<string, string> {
  return new Map(
    objectsAt(list, 'items').map(item => [
      textAt(item, 'metadata', 'name') ?? '',
      textAt(item, 'metadata', 'resourceVersion') ?? '',
    ]),
  );
}

function replay(before: JsonObject, events: JsonObject[]): Map<string, string> {
  const table = tableOf(before);
  for (const { type, object } of events) {
    const name = textAt(object, 'metadata', 'name') ?? '';
    if (type === 'DELETED' || !isObject(object)) {
      table.delete(name);
    } else {
      table.set(name, textAt(object, 'metadata', 'resourceVersion') ?? '');
    }
  }
  return table;
}
