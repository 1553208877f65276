import { at, JsonObject, objectsAt, textAt } from '../json';
import { TestServer } from '../testServer';
import { CONFIG_MAPS, configMap } from './fixtures';

describe('objects', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  async function made(name: string, extra?: JsonObject) {
    const answer = await server.create(CONFIG_MAPS, configMap(name, extra));
    expect(answer.code).toBe(201);
    return answer.body;
  }

  it('gives a new object what the server owns', async () => {
    const body = await made('owned');
    const metadata = body.metadata as JsonObject;
    expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(metadata.creationTimestamp).toMatch(/^\d{4}-.*:\d\dZ$/);
    expect(metadata.namespace).toBe('default');
    expect(Number(metadata.resourceVersion)).toBeGreaterThan(100);
    expect(metadata.generation).toBeUndefined();
  });

  it('refuses a name that is taken, and says so', async () => {
    await made('taken');
    const answer = await server.create(CONFIG_MAPS, configMap('taken'));
    expect(answer.code).toBe(409);
    expect(answer.body).toMatchObject({
      kind: 'Status',
      reason: 'AlreadyExists',
      message: 'configmaps "taken" already exists',
      details: { name: 'taken', kind: 'configmaps' },
    });
  });

  it('makes names from generateName', async () => {
    const create = () =>
      server.create(CONFIG_MAPS, { metadata: { generateName: 'batch-' } });
    const names = [await create(), await create()].map(({ body }) =>
      textAt(body, 'metadata', 'name'),
    );
    expect(names[0]).toMatch(/^batch-[b-z2-9]{5}$/);
    expect(names[0]).not.toBe(names[1]);
  });

  it.each([
    [
      'no name',
      { metadata: {} },
      422,
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    ],
    [
      'a name that is none',
      { metadata: { name: 'Bad_Name' } },
      422,
      `ConfigMap "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    ],
    [
      'another namespace',
      { metadata: { name: 'x', namespace: 'other' } },
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    ],
    [
      'another version',
      { apiVersion: 'v2', kind: 'ConfigMap', metadata: { name: 'x' } },
      400,
      'the API version in the data (v2) does not match the expected API version (v1)',
    ],
    [
      'a resourceVersion',
      { metadata: { name: 'x', resourceVersion: '5' } },
      500,
      'resourceVersion should not be set on objects to be created',
    ],
  ])('refuses to create with %s', async (_, body, code, message) => {
    const answer = await server.create(CONFIG_MAPS, body);
    expect([answer.code, answer.body.message]).toEqual([code, message]);
  });

  it.each([
    ['half of JSON', '{"metadata":', 400],
    ['a list', '[]', 400],
    ['nothing', '', 400],
    ['a polluting key', '{"metadata":{"name":"p"},"__proto__":{"x":1}}', 400],
    [
      'labels that are numbers',
      '{"metadata":{"name":"p","labels":{"a":1}}}',
      400,
    ],
    ['data that is a number', '{"metadata":{"name":"p"},"data":{"a":1}}', 400],
    ['metadata that is text', '{"metadata":"x"}', 400],
    ['a thousand levels', `${'['.repeat(1000)}${']'.repeat(1000)}`, 400],
  ])('refuses a body of %s', async (_, body, code) => {
    const answer = await server.create(CONFIG_MAPS, body);
    expect(answer.code).toBe(code);
    expect(answer.body.kind).toBe('Status');
    expect(({} as JsonObject).x).toBeUndefined();
  });

  it('keeps keys that look like parts of a prototype as data', async () => {
    await made('keys', { data: { constructor: 'a', toString: 'b' } });
    await server.patch(`${CONFIG_MAPS}/keys`, {
      data: { hasOwnProperty: 'c' },
    });
    const { body } = await server.get(`${CONFIG_MAPS}/keys`);
    expect(Object.entries(body.data as JsonObject)).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
      ['hasOwnProperty', 'c'],
    ]);
  });

  it('takes YAML, in which y is a boolean', async () => {
    const send = (name: string) =>
      server.create(CONFIG_MAPS, `metadata:\n  name: ${name}\n`, {
        type: 'application/yaml',
      });
    expect((await send('written')).code).toBe(201);
    expect((await send('y')).code).toBe(400);
  });

  it('refuses protobuf', async () => {
    const answer = await server.create(CONFIG_MAPS, 'k8s', {
      type: 'application/vnd.kubernetes.protobuf',
    });
    expect(answer.code).toBe(415);
    expect(answer.body.reason).toBe('UnsupportedMediaType');
  });

  it('lets only the newest version be replaced', async () => {
    const first = await made('raced');
    const second = await server.call('PUT', `${CONFIG_MAPS}/raced`, {
      body: { ...first, data: { colour: 'blue' } },
    });
    expect(second.code).toBe(200);
    const late = await server.call('PUT', `${CONFIG_MAPS}/raced`, {
      body: { ...first, data: { colour: 'green' } },
    });
    expect(late.code).toBe(409);
    expect(late.body.message).toBe(
      'Operation cannot be fulfilled on configmaps "raced": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('replaces a ConfigMap without a resourceVersion', async () => {
    await made('loose');
    const answer = await server.call('PUT', `${CONFIG_MAPS}/loose`, {
      body: configMap('loose', { data: { colour: 'blue' } }),
    });
    expect(at(answer.body, 'data', 'colour')).toBe('blue');
  });

  it('does not count a change that changes nothing', async () => {
    const before = await made('same');
    const after = await server.patch(`${CONFIG_MAPS}/same`, {
      data: { colour: 'red' },
    });
    expect(textAt(after.body, 'metadata', 'resourceVersion')).toBe(
      textAt(before, 'metadata', 'resourceVersion'),
    );
  });

  it('does nothing in a dry run, but checks', async () => {
    const made1 = await server.create(
      `${CONFIG_MAPS}?dryRun=All`,
      configMap('dry'),
    );
    expect(made1.code).toBe(201);
    expect((await server.get(`${CONFIG_MAPS}/dry`)).code).toBe(404);
    await made('wet');
    const again = await server.create(
      `${CONFIG_MAPS}?dryRun=All`,
      configMap('wet'),
    );
    expect(again.code).toBe(409);
    await server.call('DELETE', `${CONFIG_MAPS}/wet?dryRun=All`);
    expect((await server.get(`${CONFIG_MAPS}/wet`)).code).toBe(200);
  });

  describe('JSON patch', () => {
    it.each([
      ['add', [{ op: 'add', path: '/data/a', value: '1' }], 200],
      ['test', [{ op: 'test', path: '/data/colour', value: 'red' }], 200],
      ['failed test', [{ op: 'test', path: '/data/colour', value: '' }], 422],
      ['remove of nothing', [{ op: 'remove', path: '/data/none' }], 422],
      [
        'replace of nothing',
        [{ op: 'replace', path: '/data/n', value: '1' }],
        200,
      ],
      ['move', [{ op: 'move', from: '/data/colour', path: '/data/hue' }], 200],
      ['unknown operation', [{ op: 'jump', path: '/data' }], 422],
      [
        'pollution',
        [{ op: 'add', path: '/__proto__/polluted', value: '1' }],
        422,
      ],
    ])('%s', async (name, patch, code) => {
      const id = `json-${name.replace(/ /g, '-').toLowerCase()}`;
      await made(id);
      const answer = await server.patch(`${CONFIG_MAPS}/${id}`, patch);
      expect(answer.code).toBe(code);
      expect(({} as JsonObject).polluted).toBeUndefined();
      expect(answer.body.message).toBe(
        code === 422
          ? 'the server rejected our request due to an error in our request'
          : undefined,
      );
    });

    it('applies all operations or none', async () => {
      await made('atomic');
      await server.patch(`${CONFIG_MAPS}/atomic`, [
        { op: 'add', path: '/data/a', value: '1' },
        { op: 'test', path: '/data/colour', value: 'no' },
      ]);
      const { body } = await server.get(`${CONFIG_MAPS}/atomic`);
      expect(body.data).toEqual({ colour: 'red' });
    });
  });

  it('names the media types of patches that it takes', async () => {
    await made('apply');
    const answer = await server.call('PATCH', `${CONFIG_MAPS}/apply`, {
      type: 'application/apply-patch+yaml',
      body: 'data: {}',
    });
    expect(answer.code).toBe(415);
    expect(answer.body.message).toContain('application/merge-patch+json');
  });

  describe('managedFields', () => {
    const managers = (body: JsonObject) =>
      objectsAt(body, 'metadata', 'managedFields').map(entry => [
        entry.manager,
        entry.operation,
        entry.fieldsV1,
      ]);

    it('tells who manages which field', async () => {
      await server.create(CONFIG_MAPS, configMap('managed'), {
        headers: { 'user-agent': 'kubectl/v1.34 (linux)' },
      });
      const answer = await server.patch(
        `${CONFIG_MAPS}/managed?fieldManager=painter`,
        { data: { colour: 'blue' }, metadata: { finalizers: ['a.b/c'] } },
      );
      expect(managers(answer.body)).toEqual([
        ['kubectl', 'Update', { 'f:data': {} }],
        [
          'painter',
          'Update',
          {
            'f:data': { 'f:colour': {} },
            'f:metadata': {
              'f:finalizers': { '.': {}, 'v:"a.b/c"': {} },
            },
          },
        ],
      ]);
    });

    it('forgets who managed what is gone', async () => {
      await made('shrinks', { data: { a: '1', b: '2' } });
      const answer = await server.patch(
        `${CONFIG_MAPS}/shrinks?fieldManager=other`,
        { data: { b: null } },
      );
      expect(managers(answer.body)).toEqual([
        ['tester', 'Update', { 'f:data': { '.': {}, 'f:a': {} } }],
      ]);
    });

    it('can be reset', async () => {
      await made('reset');
      const answer = await server.patch(`${CONFIG_MAPS}/reset`, {
        metadata: { managedFields: [{}] },
      });
      expect(at(answer.body, 'metadata', 'managedFields')).toBeUndefined();
    });
  });

  describe('deletion', () => {
    it('answers with what was deleted', async () => {
      const body = await made('short');
      const answer = await server.call('DELETE', `${CONFIG_MAPS}/short`);
      expect(answer.body).toMatchObject({
        status: 'Success',
        details: {
          name: 'short',
          kind: 'configmaps',
          uid: at(body, 'metadata', 'uid'),
        },
      });
    });

    it('waits for finalizers', async () => {
      await made('held', {
        metadata: { name: 'held', finalizers: ['example.com/hold'] },
      });
      const marked = await server.call('DELETE', `${CONFIG_MAPS}/held`);
      expect(textAt(marked.body, 'metadata', 'deletionTimestamp')).toBeTruthy();
      const again = await server.create(CONFIG_MAPS, configMap('held'));
      expect(again.body.message).toBe(
        'object is being deleted: configmaps "held" already exists',
      );
      const more = await server.patch(`${CONFIG_MAPS}/held`, {
        metadata: { finalizers: ['example.com/hold', 'example.com/more'] },
      });
      expect(more.body.message).toContain(
        'no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/more"}',
      );
      await server.patch(`${CONFIG_MAPS}/held`, {
        metadata: { finalizers: null },
      });
      expect((await server.get(`${CONFIG_MAPS}/held`)).code).toBe(404);
    });

    it.each([
      ['uid', 'the UID in the precondition (wrong) does not match the UID'],
      ['resourceVersion', 'the ResourceVersion in the precondition (wrong)'],
    ])('respects the precondition %s', async (field, text) => {
      const name = `pre-${field.toLowerCase()}`;
      await made(name);
      const answer = await server.call('DELETE', `${CONFIG_MAPS}/${name}`, {
        body: { preconditions: { [field]: 'wrong' } },
      });
      expect(answer.code).toBe(409);
      expect(answer.body.message).toContain(text);
      expect(at(answer.body, 'details', 'kind')).toBe('ConfigMap');
    });

    it('refuses a policy that is none', async () => {
      await made('policy');
      const answer = await server.call('DELETE', `${CONFIG_MAPS}/policy`, {
        body: { propagationPolicy: 'Sideways' },
      });
      expect(answer.code).toBe(422);
    });

    it('deletes a collection by selector', async () => {
      for (const [name, group] of [
        ['c1', 'a'],
        ['c2', 'a'],
        ['c3', 'b'],
      ]) {
        await made(name, { metadata: { name, labels: { group } } });
      }
      const answer = await server.call(
        'DELETE',
        `${CONFIG_MAPS}?labelSelector=group%3Da`,
      );
      expect(objectsAt(answer.body, 'items')).toHaveLength(2);
      expect((await server.get(`${CONFIG_MAPS}/c3`)).code).toBe(200);
    });
  });

  it('keeps age and status of seeds of an administrator only', async () => {
    const creationTimestamp = '2026-01-01T00:00:00Z';
    const seed = configMap('seed', {
      metadata: { name: 'seed', creationTimestamp },
    });
    const answer = await server.create(CONFIG_MAPS, seed, {
      headers: { 'x-sandbox-seed': 'true' },
    });
    expect(textAt(answer.body, 'metadata', 'creationTimestamp')).toBe(
      creationTimestamp,
    );
    const plain = await made('plain', {
      metadata: { name: 'plain', creationTimestamp },
    });
    expect(textAt(plain, 'metadata', 'creationTimestamp')).not.toBe(
      creationTimestamp,
    );
  });
});
