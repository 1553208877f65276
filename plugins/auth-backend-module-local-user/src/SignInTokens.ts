import { createHash, timingSafeEqual } from 'node:crypto';

/** What became of an attempt to sign in by a token. */
export type Redemption = 'accepted' | 'used' | 'expired' | 'unknown';

/** So long may an address lie around unused. */
export const TOKEN_MINUTES = 15;

/** More addresses than anybody asks for; older ones are unknown again, which is as good a refusal. */
const REMEMBERED = 50;

interface KnownToken {
  readonly digest: Buffer;
  readonly expiresAt: number;
  used: boolean;
}

/** SHA-256 of a secret, which says nothing about it as long as it is random and long. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * The tokens that may be signed in with, each once. Only their digests are known here: the token itself exists in the printed
 * address and nowhere else.
 */
export class SignInTokens {
  readonly #now: () => number;
  #known: KnownToken[] = [];

  private constructor(now: () => number) {
    this.#now = now;
  }

  static create(options: { now?: () => number } = {}) {
    return new SignInTokens(options.now ?? Date.now);
  }

  /** From now on the token of this digest can be redeemed, once and for {@link TOKEN_MINUTES} minutes. */
  expect(digest: Buffer): void {
    this.#known.push({
      digest,
      expiresAt: this.#now() + TOKEN_MINUTES * 60_000,
      used: false,
    });
    this.#known = this.#known.slice(-REMEMBERED);
  }

  /** Uses the token up. */
  redeem(token: string): Redemption {
    const digest = digestOf(token);
    // All are compared, each in constant time: how long it takes says nothing about how near a guess came.
    const [found] = this.#known.filter(known =>
      timingSafeEqual(known.digest, digest),
    );
    if (!found) {
      return 'unknown';
    }
    if (found.used) {
      return 'used';
    }
    if (this.#now() >= found.expiresAt) {
      return 'expired';
    }
    found.used = true;
    return 'accepted';
  }
}
