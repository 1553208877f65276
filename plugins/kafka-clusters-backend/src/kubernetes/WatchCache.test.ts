import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { WatchCache } from './WatchCache';

function pod(
  name: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    metadata: {
      namespace: 'orders',
      uid: `uid-${name}`,
      resourceVersion: 'a',
      ...metadata,
      name,
    },
  };
}

describe('WatchCache', () => {
  it('finds by namespace and name, and lists one namespace or all', () => {
    const cache = new WatchCache();
    const [one, two, node] = [
      pod('one'),
      pod('two', { namespace: 'payments' }),
      pod('node', { namespace: undefined }),
    ];
    [one, two, node].forEach(object => cache.upsert(object));
    expect(cache.find('orders', 'one')).toBe(one);
    expect(cache.find('payments', 'one')).toBeUndefined();
    expect(cache.find(undefined, 'node')).toBe(node);
    expect(cache.list('payments')).toEqual([two]);
    expect(cache.list('nowhere')).toEqual([]);
    expect(cache.list('__proto__')).toEqual([]);
    expect(cache.list()).toHaveLength(3);
  });

  it('gives snapshots that never change, and the same one while nothing does', () => {
    const cache = new WatchCache();
    cache.upsert(pod('one'));
    const before = cache.list();
    const namespaceBefore = cache.list('orders');
    expect(cache.list()).toBe(before);
    cache.upsert(pod('two'));
    expect(before).toHaveLength(1);
    expect(namespaceBefore).toHaveLength(1);
    expect(cache.list()).toHaveLength(2);
    cache.remove({ namespace: 'orders', name: 'one' });
    expect(cache.list().map(({ metadata }) => metadata.name)).toEqual(['two']);
    expect(() => (before as KubernetesObject[]).push(pod('x'))).toThrow();
  });

  it('says nothing of a duplicate', () => {
    const cache = new WatchCache();
    cache.upsert(pod('one'));
    expect(cache.upsert(pod('one'))).toBeUndefined();
  });

  it('takes any other resource version as new, whatever it looks like', () => {
    const cache = new WatchCache();
    cache.upsert(pod('one', { resourceVersion: '99999' }));
    const next = pod('one', { resourceVersion: '7' });
    expect(cache.upsert(next)?.current).toBe(next);
    const opaque = pod('one', { resourceVersion: 'x/y' });
    expect(cache.upsert(opaque)?.current).toBe(opaque);
  });

  it('ignores a state with an older generation of the same object', () => {
    const cache = new WatchCache();
    cache.upsert(pod('one', { generation: 3, resourceVersion: 'c' }));
    const older = pod('one', { generation: 2, resourceVersion: 'b' });
    expect(cache.upsert(older)).toBeUndefined();
    const successor = pod('one', { generation: 1, uid: 'other' });
    expect(cache.upsert(successor)?.current).toBe(successor);
  });

  it('does not bring a deleted object back, nor lets it take its successor along', () => {
    const cache = new WatchCache();
    const first = pod('one', { uid: 'first' });
    const second = pod('one', { uid: 'second' });
    cache.upsert(first);
    cache.remove(first.metadata);
    expect(cache.upsert(first)).toBeUndefined();
    cache.upsert(second);
    expect(cache.remove(first.metadata)).toBeUndefined();
    expect(cache.find('orders', 'one')).toBe(second);
  });

  it('shows a successor as one change with two uids', () => {
    const cache = new WatchCache();
    const first = pod('one', { uid: 'first' });
    const second = pod('one', { uid: 'second' });
    cache.upsert(first);
    expect(cache.upsert(second)).toEqual({ previous: first, current: second });
    expect(cache.upsert({ ...first })).toBeUndefined();
  });

  it('remembers a bounded number of deleted objects', () => {
    const cache = new WatchCache();
    const first = pod('first');
    cache.upsert(first);
    cache.remove(first.metadata);
    for (let index = 0; index < 1_000; index += 1) {
      const other = pod(`pod-${index}`);
      cache.upsert(other);
      cache.remove(other.metadata);
    }
    expect(cache.upsert(first)?.current).toBe(first);
  });

  describe('replace', () => {
    it('tells what came, changed and went, and keeps what is the same', () => {
      const cache = new WatchCache();
      const same = pod('same');
      cache.upsert(same);
      cache.upsert(pod('changed'));
      cache.upsert(pod('gone'));
      const changed = pod('changed', { resourceVersion: 'b' });
      const changes = cache.replace([pod('same'), changed, pod('new')]);
      expect(
        changes.map(({ previous, current }) => [
          previous?.metadata.name,
          current?.metadata.name,
        ]),
      ).toEqual([
        ['changed', 'changed'],
        [undefined, 'new'],
        ['gone', undefined],
      ]);
      expect(cache.find('orders', 'same')).toBe(same);
      expect(cache.list()).toHaveLength(3);
    });

    it('keeps what is missing only because it could not be read', () => {
      const cache = new WatchCache();
      const poison = pod('poison');
      cache.upsert(poison);
      expect(cache.replace([], object => object === poison)).toEqual([]);
      expect(cache.list('orders')).toEqual([poison]);
    });

    it('takes the list as the truth even where events said otherwise', () => {
      const cache = new WatchCache();
      const one = pod('one');
      cache.upsert(one);
      cache.remove(one.metadata);
      cache.replace([one]);
      expect(cache.find('orders', 'one')).toBe(one);
      const next = pod('one', { resourceVersion: 'b' });
      expect(cache.upsert(next)?.current).toBe(next);
    });
  });
});
