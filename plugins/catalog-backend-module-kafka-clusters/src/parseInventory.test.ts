import { parseInventory } from './parseInventory';

const item = {
  entityName: 'dev.orders.stream',
  title: 'stream',
  ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'stream' },
  uid: 'u-1',
  owner: 'group:default/orders',
  operator: 'koperator',
  zookeeper: { namespace: 'orders', name: 'stream-zk' },
};
const answer = {
  items: [item],
  complete: ['dev'],
  configured: ['dev', 'prod'],
};

describe('parseInventory', () => {
  it('reads an inventory, whole or without what may be missing', () => {
    expect(parseInventory(answer)).toEqual(answer);
    const { owner: _, zookeeper: __, ...least } = item;
    expect(parseInventory({ ...answer, items: [least] }).items).toEqual([
      least,
    ]);
    expect(parseInventory({ items: [], complete: [], configured: [] })).toEqual(
      { items: [], complete: [], configured: [] },
    );
  });

  it('takes over what it knows and nothing else', () => {
    const more = JSON.parse(
      JSON.stringify({
        ...answer,
        extra: 1,
        items: [
          {
            ...item,
            secret: 'x',
            ref: { ...item.ref, secret: 'x' },
            zookeeper: { ...item.zookeeper, secret: 'x' },
          },
        ],
      }),
    );
    expect(parseInventory(more)).toEqual(answer);
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['a text', '<html>'],
    ['a list', []],
    ['no items', { complete: [], configured: [] }],
    ['items that are none', { ...answer, items: {} }],
    ['a number among names', { ...answer, configured: ['dev', 1] }],
    ['an empty name', { ...answer, complete: [''] }],
    ...Object.keys(item).map(
      key =>
        [
          `an item with a wrong ${key}`,
          { ...answer, items: [{ ...item, [key]: 7 }] },
        ] as const,
    ),
    [
      'an item without a namespace',
      { ...answer, items: [{ ...item, ref: { ...item.ref, namespace: '' } }] },
    ],
  ])('refuses %s', (_, wrong) => {
    expect(() => parseInventory(wrong)).toThrow(/is not an inventory/);
  });
});
