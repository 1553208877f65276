import {
  formatAge,
  formatBytes,
  formatCores,
  formatMoment,
  joinList,
} from './format';

const KiB = 1024;
const GiB = 1024 ** 3;

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1,023 B'],
    [KiB, '1 KiB'],
    [1.5 * KiB, '1.5 KiB'],
    [9.94 * KiB, '9.9 KiB'],
    [9.96 * KiB, '10 KiB'],
    [10.4 * KiB, '10 KiB'],
    [1023.4 * KiB, '1,023 KiB'],
    // What rounds up to a whole unit is said in that unit.
    [1023.96 * KiB, '1 MiB'],
    [1024 * KiB - 1, '1 MiB'],
    [1024 ** 2, '1 MiB'],
    [1023.96 * 1024 ** 2, '1 GiB'],
    [50 * GiB, '50 GiB'],
    [1023 * GiB, '1,023 GiB'],
    [1023.96 * GiB, '1 TiB'],
    [1024 * GiB, '1 TiB'],
    [1536 * GiB, '1.5 TiB'],
    [1024 ** 5, '1 PiB'],
    [1024 ** 6, '1 EiB'],
    [2000 * 1024 ** 6, '2,000 EiB'],
    [-1, '–'],
    [NaN, '–'],
    [Infinity, '–'],
  ])('shows %d as %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });

  it('writes numbers as the reader does', () => {
    expect(formatBytes(1.5 * GiB, 'de')).toBe('1,5 GiB');
  });
});

describe('formatCores', () => {
  it.each([
    [1000, '1'],
    [1500, '1.5'],
    [125, '0.13'],
    [0, '0'],
  ])('shows %d millicores as %s', (millicores, words) => {
    expect(formatCores(millicores)).toBe(words);
  });
});

describe('formatAge', () => {
  const hour = 3_600_000;
  it.each([
    [0, '0 sec'],
    [-5_000, '0 sec'],
    [59_999, '59 sec'],
    [60_000, '1 min'],
    [hour - 1, '59 min'],
    [hour, '1 hr'],
    [24 * hour - 1, '23 hr'],
    [24 * hour, '1 day'],
    [48 * hour, '2 days'],
    // Of a time that is none.
    [NaN, '–'],
  ])('shows %d ms as %s', (milliseconds, words) => {
    expect(formatAge(milliseconds)).toBe(words);
  });

  it('speaks Chinese', () => {
    expect(formatAge(4 * 60_000, 'zh')).toBe('4分钟');
  });
});

describe('formatMoment', () => {
  const now = new Date(2026, 0, 2, 12, 0, 0);

  it('says the time alone, with seconds, when it was today', () => {
    const at = new Date(2026, 0, 2, 9, 5, 7).toISOString();
    expect(formatMoment(at, 'en', now)).toBe('09:05:07');
  });

  it('says the day, without seconds, when it was another', () => {
    const at = new Date(2026, 0, 1, 23, 5, 7).toISOString();
    expect(formatMoment(at, 'en', now)).toBe('Jan 1, 23:05');
  });

  it('does not say 24:00', () => {
    const at = new Date(2026, 0, 2, 0, 0, 0).toISOString();
    expect(formatMoment(at, 'en', now)).toBe('00:00:00');
  });

  it('is a dash for what is no time', () => {
    expect(formatMoment('yesterday', 'en', now)).toBe('–');
  });
});

describe('joinList', () => {
  it.each([
    ['en', 'a, b, c'],
    ['de', 'a, b, c'],
    ['zh', 'a、b、c'],
    ['zh-CN', 'a、b、c'],
  ])('joins as %s does', (language, words) => {
    expect(joinList(['a', 'b', 'c'], language)).toBe(words);
  });

  it('leaves out what is empty', () => {
    expect(joinList(['a', '', undefined, 'b'])).toBe('a, b');
    expect(joinList([])).toBe('');
  });
});
