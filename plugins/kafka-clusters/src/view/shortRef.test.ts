import { shortRef } from './shortRef';

describe('an entity ref', () => {
  it.each([
    ['group:default/orders', 'orders'],
    ['user:default/dana', 'dana'],
    ['component:default/checkout', 'checkout'],
    ['group:partners/orders', 'partners/orders'],
    ['system:default/ledger', 'system:default/ledger'],
    ['orders', 'orders'],
    ['', ''],
  ])('is said shortly: %s', (ref, text) => {
    expect(shortRef(ref)).toBe(text);
  });

  it('is made safe', () => {
    expect(shortRef(`group:default/a\u202eb\u001b[31mc`)).toBe('abc');
    expect(shortRef('x'.repeat(10_000)).length).toBeLessThan(130);
  });
});
