import { randomBytes } from 'node:crypto';
import { digestOf } from './SignInTokens';

/** Sessions of browsers, in memory: the end of the process ends them all. */
export class Sessions {
  // By digest: a lookup by the secret itself would take longer the nearer a guess comes.
  readonly #open = new Set<string>();

  private constructor() {}

  static create() {
    return new Sessions();
  }

  /** Begins a session and answers its secret. */
  begin(): string {
    const secret = randomBytes(32).toString('base64url');
    this.#open.add(digestOf(secret).toString('hex'));
    return secret;
  }

  has(secret: string): boolean {
    return this.#open.has(digestOf(secret).toString('hex'));
  }

  end(secret: string): void {
    this.#open.delete(digestOf(secret).toString('hex'));
  }
}
