import { at, id, properties, raw, text, time } from './parse';

describe('properties', () => {
  it('reads what Kafka reads: comments left out, the last of equal keys', () => {
    expect([
      ...properties(
        '# note\n! other\nmin.insync.replicas = 1\r\nbroken\n=x\nmin.insync.replicas:2\n  a=b=c\n',
      ),
    ]).toEqual([
      ['min.insync.replicas', '2'],
      ['a', 'b=c'],
    ]);
  });

  it.each([undefined, 7, {}, ['a=b']])('takes %p for none', value => {
    expect(properties(value).size).toBe(0);
  });
});

describe('fields of anything', () => {
  it('are own fields only', () => {
    expect(at({}, 'constructor', 'name')).toBeUndefined();
    expect(at(JSON.parse('{"__proto__":{"a":1}}'), 'a')).toBeUndefined();
    expect(at('text', 'length')).toBeUndefined();
    expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
  });

  it('are cut where they are huge', () => {
    expect(text('x'.repeat(100_000))).toHaveLength(1024);
    expect(raw('x'.repeat(100_000))).toHaveLength(1024);
  });

  it('are named by their type where they are no text', () => {
    expect([raw(7), raw([]), raw({}), raw('x')]).toEqual([
      '(number)',
      '(list)',
      '(object)',
      'x',
    ]);
  });

  it.each([
    ['7', 7],
    [7, 7],
    ['007', 7],
    ['-1', undefined],
    [1.5, undefined],
    ['1e3', undefined],
    ['12345678901', undefined],
    [undefined, undefined],
  ])('are the id %p only as whole numbers', (value, expected) => {
    expect(id(value)).toBe(expected);
  });

  it.each([
    ['2026-11-23T12:00:00Z', '2026-11-23T12:00:00.000Z'],
    ['yesterday', undefined],
    ['9'.repeat(50), undefined],
    [0, undefined],
  ])('are the time %p only as times', (value, expected) => {
    expect(time(value)).toBe(expected);
  });
});
