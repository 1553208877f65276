import { digestOf, SignInTokens, TOKEN_MINUTES } from './SignInTokens';

describe('SignInTokens', () => {
  let now: number;
  let tokens: SignInTokens;

  beforeEach(() => {
    now = 1_000;
    tokens = SignInTokens.create({ now: () => now });
    tokens.expect(digestOf('first'));
  });

  it('accepts a token once', () => {
    expect(tokens.redeem('first')).toBe('accepted');
    expect(tokens.redeem('first')).toBe('used');
  });

  it.each(['', 'First', 'first ', 'second', digestOf('first').toString('hex')])(
    'does not know %j',
    token => {
      expect(tokens.redeem(token)).toBe('unknown');
      expect(tokens.redeem('first')).toBe('accepted');
    },
  );

  it('lets a token expire that nobody used, and no other', () => {
    now += TOKEN_MINUTES * 60_000 - 1;
    tokens.expect(digestOf('second'));
    now += 1;
    expect(tokens.redeem('first')).toBe('expired');
    expect(tokens.redeem('second')).toBe('accepted');
  });

  it('says of a used token that it was used, however old', () => {
    expect(tokens.redeem('first')).toBe('accepted');
    now += TOKEN_MINUTES * 120_000;
    expect(tokens.redeem('first')).toBe('used');
  });
});
