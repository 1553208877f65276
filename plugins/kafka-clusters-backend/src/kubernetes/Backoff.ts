import type { Clock } from './clock';

const firstMilliseconds = 800;
const maxMilliseconds = 30_000;
const factor = 2;
const resetAfterMilliseconds = 120_000;

/**
 * Waits between attempts as client-go's reflector does: 0.8 s, doubled up to
 * 30 s, forgotten after two minutes without a failure. The jitter goes down
 * (half to whole), not up, so that 30 s stays a promise and many watches that
 * failed together still return apart.
 */
export class Backoff {
  readonly #clock: Clock;
  #step = firstMilliseconds;
  #readyAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * How long to wait now.
   *
   * @param atLeast - what the server asked for (Retry-After). It is never
   * undercut; up to a quarter is added, since all clients were told the same.
   */
  next(atLeast: number = 0): number {
    const now = this.#clock.now();
    if (now - this.#readyAt > resetAfterMilliseconds) {
      this.#step = firstMilliseconds;
    }
    const own = this.#step * (0.5 + 0.5 * this.#clock.random());
    this.#step = Math.min(this.#step * factor, maxMilliseconds);
    const wait =
      atLeast > own ? atLeast * (1 + 0.25 * this.#clock.random()) : own;
    this.#readyAt = now + wait;
    return wait;
  }
}
