import { plainText } from './text';

/** A character by its number, so that no invisible one stands in this file. */
const at = (...codes: number[]) => String.fromCodePoint(...codes);

describe('plainText', () => {
  it.each([
    ['terminal colours', `${at(0x1b)}[31mred${at(0x1b)}[0m`, 'red'],
    ['a terminal command of one character', `${at(0x9b)}31mred`, 'red'],
    [
      'a link of a terminal',
      `${at(0x1b)}]8;;https://a.example${at(0x07)}here`,
      'here',
    ],
    [
      'a link of a terminal, ended the other way',
      `${at(0x1b)}]8;;https://a.example${at(0x1b)}\\here`,
      'here',
    ],
    ['controls', `a${at(0x00, 0x07, 0x0d, 0x7f, 0x85)}b`, 'ab'],
    ['a right-to-left override', `${at(0x202e)}gpj.exe`, 'gpj.exe'],
    ['isolates', `a${at(0x2066)}b${at(0x2069)}`, 'ab'],
    ['an Arabic letter mark', `a${at(0x61c)}b`, 'ab'],
    ['zero width', `a${at(0x200b, 0x200d, 0x2060, 0xfeff)}b`, 'ab'],
    ['a soft hyphen', `or${at(0xad)}ders`, 'orders'],
    ['a Mongolian vowel separator', `or${at(0x180e)}ders`, 'orders'],
    ['a combining grapheme joiner', `or${at(0x34f)}ders`, 'orders'],
    ['Hangul fillers', `a${at(0x115f, 0x3164, 0xffa0)}b`, 'ab'],
    ['variation selectors', `a${at(0xfe0f, 0xe0100)}b`, 'ab'],
    ['a message in tags', `ok${at(0xe0001, 0xe0069, 0xe0067, 0xe007f)}`, 'ok'],
    ['marks of annotations', `a${at(0xfff9)}b${at(0xfffb)}`, 'ab'],
    ['separators of lines', `a${at(0x2028)}b${at(0x2029)}c`, 'abc'],
    ['half a character', `a${String.fromCharCode(0xd83d)}b`, 'ab'],
  ])('leaves out %s', (_, text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it.each([
    ['tab and line', 'a\tb\nc'],
    ['Chinese', '集群，正在启动。'],
    ['Arabic and Hebrew letters', 'سلام שלום'],
    ['emoji', '🚀 ready'],
    ['accents', 'Škoda é'],
    ['HTML, which is text here', '<img src=x onerror=alert(1)>'],
  ])('keeps %s', (_, text) => {
    expect(plainText(text)).toBe(text);
  });

  it('is not endless, and says so', () => {
    expect(plainText('x'.repeat(10_000), 20)).toBe(`${'x'.repeat(20)}…`);
    expect(plainText('x'.repeat(20), 20)).toBe('x'.repeat(20));
  });

  it('counts what is shown only', () => {
    expect(plainText(`${at(0x200b).repeat(50)}abc`, 3)).toBe('abc');
  });

  it('does not cut a character in two', () => {
    expect(plainText('ab🚀cd', 3)).toBe('ab…');
    expect(plainText('ab🚀cd', 4)).toBe('ab🚀…');
  });
});
