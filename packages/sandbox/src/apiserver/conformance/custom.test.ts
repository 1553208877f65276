import { at, JsonObject, objectsAt } from '../json';
import { TestServer } from '../testServer';
import {
  DEFINITIONS,
  defineGadgets,
  gadget,
  gadgetDefinition,
  GADGETS,
  untilCode,
} from './fixtures';

describe('custom resources', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await defineGadgets(server);
  });
  afterAll(() => server.stop());

  it.each<[string, JsonObject, string, string, string]>([
    [
      'a missing field',
      {},
      'spec.size: Required value',
      'FieldValueRequired',
      'spec.size',
    ],
    [
      'a number that is too small',
      { size: 0 },
      'spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1',
      'FieldValueInvalid',
      'spec.size',
    ],
    [
      'a number that is too large',
      { size: 1, id: 70000 },
      'spec.id: Invalid value: 70000: spec.id in body should be less than 65535',
      'FieldValueInvalid',
      'spec.id',
    ],
    [
      'text for a number',
      { size: '1' },
      'spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
      'FieldValueTypeInvalid',
      'spec.size',
    ],
    [
      'null for a number',
      { size: null },
      'spec.size: Invalid value: "null": spec.size in body must be of type integer: "null"',
      'FieldValueTypeInvalid',
      'spec.size',
    ],
    [
      'a value outside of the list',
      { size: 1, colour: 'green' },
      'spec.colour: Unsupported value: "green": supported values: "red", "blue"',
      'FieldValueNotSupported',
      'spec.colour',
    ],
    [
      'text that does not match',
      { size: 1, code: 'A1' },
      'spec.code: Invalid value: "A1": spec.code in body should match \'^[a-z]+$\'',
      'FieldValueInvalid',
      'spec.code',
    ],
    [
      'too many items',
      { size: 1, roles: ['a', 'b', 'c'] },
      'spec.roles: Too many: 3: must have at most 2 items',
      'FieldValueTooMany',
      'spec.roles',
    ],
    [
      'a wrong item',
      { size: 1, items: [{ id: 1 }, { id: 'x' }] },
      'spec.items[1].id: Invalid value: "string": spec.items[1].id in body must be of type integer: "string"',
      'FieldValueTypeInvalid',
      'spec.items[1].id',
    ],
    [
      'a wrong value of a map',
      { size: 1, texts: { 'retention.ms': 5 } },
      'spec.texts.retention.ms: Invalid value: "integer": spec.texts.retention.ms in body must be of type string: "integer"',
      'FieldValueTypeInvalid',
      'spec.texts.retention.ms',
    ],
  ])('refuses %s in the words of the real server', async (...row) => {
    const [, spec, text, reason, field] = row;
    const answer = await server.create(GADGETS, gadget('bad', spec));
    expect(answer.code).toBe(422);
    expect(answer.body.message).toBe(
      `Gadget.example.com "bad" is invalid: ${text}`,
    );
    expect(answer.body.details).toMatchObject({
      name: 'bad',
      group: 'example.com',
      kind: 'Gadget',
      causes: [{ reason, field }],
    });
  });

  it('names every problem at once', async () => {
    const spec = { size: 0, colour: 'green' };
    const answer = await server.create(GADGETS, gadget('bad', spec));
    expect(objectsAt(answer.body, 'details', 'causes')).toHaveLength(2);
    expect(answer.body.message).toMatch(/is invalid: \[spec\..*, spec\..*\]$/);
  });

  it('fills in defaults, drops unknown fields and says so', async () => {
    const spec = { size: 1, what: 1, free: { any: 1 }, replicas: null };
    const answer = await server.create(GADGETS, gadget('pruned', spec));
    expect(answer.body.spec).toEqual({
      size: 1,
      replicas: 2,
      free: { any: 1 },
    });
    expect(answer.headers.warning).toBe(
      '299 - "unknown field \\"spec.what\\""',
    );
  });

  it('refuses unknown fields when asked to be strict', async () => {
    const answer = await server.create(
      `${GADGETS}?fieldValidation=Strict`,
      gadget('strict', { size: 1, what: 1 }),
    );
    expect(answer.code).toBe(400);
    expect(answer.body.message).toBe(
      'Gadget in version "v1" cannot be handled as a Gadget: strict decoding error: unknown field "spec.what"',
    );
  });

  it('needs kind and apiVersion', async () => {
    const answer = await server.create(GADGETS, { metadata: { name: 'x' } });
    expect(answer.code).toBe(400);
  });

  it('separates specification and status', async () => {
    const body = { ...gadget('two', { size: 1 }), status: { phase: 'New' } };
    const created = await server.create(GADGETS, body);
    expect(created.body.status).toBeUndefined();
    const written = await server.patch(`${GADGETS}/two/status`, {
      spec: { size: 5 },
      status: { phase: 'Ready' },
      metadata: { labels: { a: 'b' } },
    });
    expect(written.body).toMatchObject({
      spec: { size: 1 },
      status: { phase: 'Ready' },
      metadata: { generation: 1 },
    });
    expect(at(written.body, 'metadata', 'labels')).toBeUndefined();
    const changed = await server.patch(`${GADGETS}/two`, {
      spec: { size: 2 },
      status: { phase: 'Lost' },
    });
    expect(changed.body).toMatchObject({
      spec: { size: 2 },
      status: { phase: 'Ready' },
      metadata: { generation: 2 },
    });
    const managers = objectsAt(changed.body, 'metadata', 'managedFields');
    expect(managers.map(entry => entry.subresource)).toEqual([
      'status',
      undefined,
    ]);
  });

  it('needs a resourceVersion to be replaced', async () => {
    await server.create(GADGETS, gadget('put', { size: 1 }));
    const answer = await server.call('PUT', `${GADGETS}/put`, {
      body: gadget('put', { size: 2 }),
    });
    expect(answer.code).toBe(422);
    expect(answer.body.message).toBe(
      'Gadget.example.com "put" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    );
  });

  it('takes no strategic merge patch', async () => {
    await server.create(GADGETS, gadget('merge', { size: 1 }));
    const answer = await server.call('PATCH', `${GADGETS}/merge`, {
      type: 'application/strategic-merge-patch+json',
      body: {},
    });
    expect(answer.code).toBe(415);
  });

  it('counts the deletion of an object that has finalizers', async () => {
    await server.create(GADGETS, {
      ...gadget('final', { size: 1 }),
      metadata: { name: 'final', finalizers: ['example.com/x'] },
    });
    const answer = await server.call('DELETE', `${GADGETS}/final`);
    expect(at(answer.body, 'metadata', 'generation')).toBe(2);
  });

  it('scales', async () => {
    await server.create(GADGETS, gadget('scaled', { size: 1 }));
    const shown = await server.get(`${GADGETS}/scaled/scale`);
    expect(shown.body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 } });
    const zero = await server.patch(`${GADGETS}/scaled/scale`, {
      spec: { replicas: 0 },
    });
    expect(zero.body.spec).toEqual({});
    const { body } = await server.get(`${GADGETS}/scaled`);
    expect(at(body, 'spec', 'replicas')).toBe(0);
  });

  it('applies later defaults to older objects', async () => {
    await server.create(GADGETS, gadget('older', { size: 1 }));
    const path = `${DEFINITIONS}/gadgets.example.com`;
    const schema =
      '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties';
    await server.patch(path, [
      { op: 'add', path: `${schema}/colour/default`, value: 'blue' },
    ]);
    const { body } = await server.get(`${GADGETS}/older`);
    expect(at(body, 'spec', 'colour')).toBe('blue');
  });

  it('is established, and gone with its objects when deleted', async () => {
    const definition = gadgetDefinition();
    const spec = definition.spec as JsonObject;
    await server.create(DEFINITIONS, {
      ...definition,
      metadata: { name: 'toys.example.com' },
      spec: { ...spec, names: { plural: 'toys', kind: 'Toy' } },
    });
    const path = `${DEFINITIONS}/toys.example.com`;
    const watch = await server.watch(
      `${DEFINITIONS}?watch=true&fieldSelector=metadata.name=toys.example.com`,
    );
    await watch.until(events =>
      events.some(event =>
        objectsAt(event, 'object', 'status', 'conditions').some(
          one => one.type === 'Established' && one.status === 'True',
        ),
      ),
    );
    watch.close();
    const toys = '/apis/example.com/v1/namespaces/default/toys';
    const toy = { ...gadget('t', { size: 1 }), kind: 'Toy' };
    expect((await server.create(toys, toy)).code).toBe(201);
    await server.call('DELETE', path);
    await untilCode(server, path, 404);
    expect((await server.get(toys)).code).toBe(404);
  });

  it('serves one object in two versions', async () => {
    const definition = gadgetDefinition();
    const spec = definition.spec as JsonObject;
    const [version] = spec.versions as JsonObject[];
    await server.create(DEFINITIONS, {
      ...definition,
      metadata: { name: 'pairs.example.com' },
      spec: {
        ...spec,
        names: { plural: 'pairs', kind: 'Pair' },
        versions: [version, { ...version, name: 'v1beta1', storage: false }],
      },
    });
    const pairs = (of: string) =>
      `/apis/example.com/${of}/namespaces/default/pairs`;
    const made = await server.create(pairs('v1beta1'), {
      apiVersion: 'example.com/v1beta1',
      kind: 'Pair',
      metadata: { name: 'p' },
      spec: { size: 1 },
    });
    expect(made.body.apiVersion).toBe('example.com/v1beta1');
    const other = await server.get(`${pairs('v1')}/p`);
    expect(other.body).toMatchObject({
      apiVersion: 'example.com/v1',
      spec: { size: 1 },
    });
  });

  it('refuses a definition that is none', async () => {
    const answer = await server.create(DEFINITIONS, {
      metadata: { name: 'x' },
      spec: {},
    });
    expect(answer.code).toBe(422);
  });
});
