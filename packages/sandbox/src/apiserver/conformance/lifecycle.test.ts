import { at, JsonObject, objectsAt, textAt } from '../json';
import { TestServer } from '../testServer';
import {
  CONFIG_MAPS,
  configMap,
  defineGadgets,
  gadget,
  GADGETS,
  untilCode,
} from './fixtures';

describe('owners and namespaces', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await defineGadgets(server);
  });
  afterAll(() => server.stop());

  async function owner(name: string): Promise<JsonObject> {
    const { body } = await server.create(GADGETS, gadget(name, { size: 1 }));
    return {
      apiVersion: 'example.com/v1',
      kind: 'Gadget',
      name,
      uid: textAt(body, 'metadata', 'uid'),
    };
  }

  async function owned(name: string, ownerReferences: JsonObject[]) {
    const metadata = { name, ownerReferences, finalizers: undefined };
    const answer = await server.create(
      CONFIG_MAPS,
      configMap(name, { metadata }),
    );
    expect(answer.code).toBe(201);
  }

  it('collects dependents after their owner', async () => {
    await owned('child', [await owner('parent')]);
    await server.call('DELETE', `${GADGETS}/parent`);
    expect(await untilCode(server, `${CONFIG_MAPS}/child`, 404)).toBe(true);
  });

  it('collects grandchildren too', async () => {
    await owned('son', [await owner('grandparent')]);
    const son = await server.get(`${CONFIG_MAPS}/son`);
    await owned('grandson', [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'son',
        uid: textAt(son.body, 'metadata', 'uid'),
      },
    ]);
    await server.call('DELETE', `${GADGETS}/grandparent`);
    expect(await untilCode(server, `${CONFIG_MAPS}/grandson`, 404)).toBe(true);
  });

  it('keeps dependents that have another owner', async () => {
    const [first, second] = [await owner('first'), await owner('second')];
    await owned('shared', [first, second]);
    await owned('single', [first]);
    await server.call('DELETE', `${GADGETS}/first`);
    await untilCode(server, `${CONFIG_MAPS}/single`, 404);
    expect((await server.get(`${CONFIG_MAPS}/shared`)).code).toBe(200);
  });

  it('orphans dependents when asked', async () => {
    await owned('orphan', [await owner('leaving')]);
    await server.call('DELETE', `${GADGETS}/leaving`, {
      body: { propagationPolicy: 'Orphan' },
    });
    await untilCode(server, `${GADGETS}/leaving`, 404);
    const { code, body } = await server.get(`${CONFIG_MAPS}/orphan`);
    expect(code).toBe(200);
    expect(at(body, 'metadata', 'ownerReferences')).toBeUndefined();
  });

  it('deletes in the foreground: the owner goes last', async () => {
    const reference = await owner('boss');
    await server.create(
      CONFIG_MAPS,
      configMap('worker', {
        metadata: {
          name: 'worker',
          finalizers: ['example.com/busy'],
          ownerReferences: [{ ...reference, blockOwnerDeletion: true }],
        },
      }),
    );
    const marked = await server.call('DELETE', `${GADGETS}/boss`, {
      body: { propagationPolicy: 'Foreground' },
    });
    expect(at(marked.body, 'metadata', 'finalizers')).toEqual([
      'foregroundDeletion',
    ]);
    const watch = await server.watch(
      `${CONFIG_MAPS}?watch=true&fieldSelector=metadata.name=worker`,
    );
    await watch.until(events =>
      events.some(event => at(event.object, 'metadata', 'deletionTimestamp')),
    );
    watch.close();
    expect((await server.get(`${GADGETS}/boss`)).code).toBe(200);
    await server.patch(`${CONFIG_MAPS}/worker`, {
      metadata: { finalizers: null },
    });
    await untilCode(server, `${GADGETS}/boss`, 404);
  });

  it('collects what names an owner that never was', async () => {
    await owned('lost', [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'none' },
    ]);
    expect(await untilCode(server, `${CONFIG_MAPS}/lost`, 404)).toBe(true);
  });

  describe('namespaces', () => {
    it('must exist', async () => {
      const answer = await server.create(
        '/api/v1/namespaces/none/configmaps',
        configMap('x'),
      );
      expect([answer.code, answer.body.message]).toEqual([
        404,
        'namespaces "none" not found',
      ]);
    });

    it('end with all they hold', async () => {
      await server.create('/api/v1/namespaces', { metadata: { name: 'gone' } });
      const inside = '/api/v1/namespaces/gone/configmaps';
      await server.create(inside, configMap('plain'));
      await server.create(
        inside,
        configMap('sticky', {
          metadata: { name: 'sticky', finalizers: ['example.com/stay'] },
        }),
      );
      const marked = await server.call('DELETE', '/api/v1/namespaces/gone');
      expect(at(marked.body, 'status', 'phase')).toBe('Terminating');
      await untilCode(server, `${inside}/plain`, 404);
      const refused = await server.create(inside, configMap('new'));
      expect(refused.code).toBe(403);
      expect(refused.body.message).toBe(
        'configmaps "new" is forbidden: unable to create new content in namespace gone because it is being terminated',
      );
      expect(objectsAt(refused.body, 'details', 'causes')[0].reason).toBe(
        'NamespaceTerminating',
      );
      const { body } = await server.get('/api/v1/namespaces/gone');
      expect(
        objectsAt(body, 'status', 'conditions').map(one => one.message),
      ).toEqual([
        'Some resources are remaining: configmaps. has 1 resource instances',
        'Some content in the namespace has finalizers remaining: example.com/stay in 1 resource instances',
      ]);
      await server.patch(`${inside}/sticky`, {
        metadata: { finalizers: null },
      });
      await untilCode(server, '/api/v1/namespaces/gone', 404);
    });

    it('cannot all be deleted', async () => {
      const answer = await server.call('DELETE', '/api/v1/namespaces/default');
      expect(answer.code).toBe(403);
    });
  });
});
