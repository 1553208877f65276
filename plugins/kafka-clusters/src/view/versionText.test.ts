import { versionText } from './versionText';

describe('versionText', () => {
  it.each([
    [{}, undefined],
    [{ current: '3.9.1' }, '3.9.1'],
    [{ target: '3.9.1' }, '3.9.1'],
    [{ current: '3.9.1', target: '3.9.1' }, '3.9.1'],
    [{ current: '3.8.1', target: '3.9.1' }, '3.8.1 → 3.9.1'],
    [{ current: `${String.fromCharCode(0x202e)}3.9.1` }, '3.9.1'],
    [{ current: 'x'.repeat(10_000) }, `${'x'.repeat(40)}…`],
  ])('%j', (version, text) => {
    expect(versionText(version)).toBe(text);
  });
});
