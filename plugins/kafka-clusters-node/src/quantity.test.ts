import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['10Gi', 10 * 2 ** 30],
    ['500m', 0.5],
    ['2', 2],
    [3, 3],
    ['1e3', 1000],
    ['1.5G', 1.5e9],
    ['0', 0],
    [0.25, 0.25],
    ['.5Mi', 0.5 * 2 ** 20],
    ['+1k', 1000],
    ['100n', 1e-7],
    ['1E', 1e18],
  ])('reads %s', (text, expected) => {
    expect(parseQuantity(text)).toBeCloseTo(expected, 6);
  });

  it.each([
    '',
    'ten',
    '1Gib',
    '0x10',
    '-1',
    '1e999',
    -1,
    NaN,
    Infinity,
    undefined,
    true,
    {},
    [],
    ['1'],
    { toString: () => '1' },
    '1'.repeat(1000),
  ])('gives nothing for %p', value => {
    expect(parseQuantity(value)).toBeUndefined();
  });
});
