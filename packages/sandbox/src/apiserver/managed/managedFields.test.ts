import { JsonObject } from '../json';
import { FieldShapes } from './FieldSet';
import { updateManagedFields } from './managedFields';

const TIME = '2026-01-01T00:00:00Z';
const OWNER = { name: 'owner', apiVersion: 'v1' };
const OTHER = { name: 'other', apiVersion: 'v1' };

// Lists named `items` have keys, `tags` are sets, maps named `ref` are whole.
const SHAPES: FieldShapes = {
  list: path =>
    ({ items: { keys: ['id'] }, tags: 'set' as const }[path[path.length - 1]] ??
    'atomic'),
  atomicMap: path => path[path.length - 1] === 'ref',
};

function own(...versions: Array<[JsonObject, typeof OWNER]>) {
  let before: JsonObject | undefined;
  for (const [version, manager] of versions) {
    const managedFields = updateManagedFields(
      before,
      version,
      manager,
      TIME,
      SHAPES,
    );
    before = { ...version, metadata: { managedFields } };
  }
  const entries = (before?.metadata as JsonObject).managedFields;
  return Object.fromEntries(
    (entries as JsonObject[]).map(entry => [entry.manager, entry.fieldsV1]),
  );
}

describe('updateManagedFields', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['scalars', { spec: { a: 1 } }, { 'f:spec': { '.': {}, 'f:a': {} } }],
    ['an empty map', { spec: {} }, { 'f:spec': {} }],
    ['a plain list', { list: [1, 2] }, { 'f:list': {} }],
    [
      'a keyed list',
      { items: [{ id: 1, x: 2 }] },
      {
        'f:items': {
          '.': {},
          'k:{"id":1}': { '.': {}, 'f:id': {}, 'f:x': {} },
        },
      },
    ],
    ['a set', { tags: ['a'] }, { 'f:tags': { '.': {}, 'v:"a"': {} } }],
    ['a whole map', { ref: { name: 'x' } }, { 'f:ref': {} }],
    [
      'server-owned metadata',
      { metadata: { name: 'n', uid: 'u', labels: { a: 'b' } } },
      { 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } } },
    ],
  ])('a creator owns %s', (_, object, fields) => {
    expect(own([object, OWNER])).toEqual({ owner: fields });
  });

  it('hands a changed field over', () => {
    const after = own(
      [{ spec: { a: 1, b: 1 } }, OWNER],
      [{ spec: { a: 2, b: 1 } }, OTHER],
    );
    expect(after).toEqual({
      owner: { 'f:spec': { '.': {}, 'f:b': {} } },
      other: { 'f:spec': { 'f:a': {} } },
    });
  });

  it('takes a removed field from everybody', () => {
    const after = own(
      [{ spec: { a: 1 } }, OWNER],
      [{ spec: { a: 1, b: 1 } }, OTHER],
      [{ spec: {} }, OWNER],
    );
    expect(after).toEqual({ owner: { 'f:spec': {} } });
  });

  it('hands one item of a keyed list over', () => {
    const after = own(
      [{ items: [{ id: 1 }, { id: 2 }] }, OWNER],
      [{ items: [{ id: 1, x: 1 }] }, OTHER],
    );
    expect(after).toEqual({
      owner: { 'f:items': { '.': {}, 'k:{"id":1}': { '.': {}, 'f:id': {} } } },
      other: { 'f:items': { 'k:{"id":1}': { 'f:x': {} } } },
    });
  });

  it('keeps doors apart', () => {
    const entries = updateManagedFields(
      { spec: { a: 1 }, metadata: { managedFields: [] } },
      { spec: { a: 1 }, status: { b: 1 } },
      { ...OWNER, subresource: 'status' },
      TIME,
      SHAPES,
    );
    expect(entries).toEqual([
      {
        manager: 'owner',
        operation: 'Update',
        apiVersion: 'v1',
        time: TIME,
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:status': { '.': {}, 'f:b': {} } },
        subresource: 'status',
      },
    ]);
  });
});
