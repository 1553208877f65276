import type { Clock } from '../clock';

/** A clock that stands until it is moved. */
export class ManualClock implements Clock {
  /** What `random` answers. */
  chance = 0.5;
  #now = 0;
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  date(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.#now).toISOString();
  }

  random(): number {
    return this.chance;
  }

  setTimeout(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Milliseconds until each waiting timer, the nearest first. */
  get waits(): number[] {
    return [...this.#timers]
      .map(({ at }) => at - this.#now)
      .sort((left, right) => left - right);
  }

  /** Moves on, and fires what is due, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#timers]
        .filter(({ at }) => at <= end)
        .sort((left, right) => left.at - right.at);
      if (!next) {
        break;
      }
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }
}

/** A clock that runs faster than the machine's. */
export function createFastClock(factor: number, random = Math.random): Clock {
  const start = performance.now();
  const now = () => (performance.now() - start) * factor;
  return {
    now,
    date: () => new Date(Date.UTC(2026, 0, 1) + now()).toISOString(),
    random,
    setTimeout: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds / factor);
      return () => clearTimeout(timer);
    },
  };
}

/** Waits until a condition holds, and says what did not when time is over. */
export async function waitFor(
  condition: () => boolean,
  what: () => string = () => condition.toString(),
  milliseconds = 30_000,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) {
      throw new Error(`Waited in vain for ${what()}`);
    }
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

/**
 * Moves a standing clock in small steps until a condition holds. Between two
 * steps the network gets a moment, so that no deadline passes unfairly.
 *
 * @returns how many milliseconds of the clock it took.
 */
export async function advanceUntil(
  clock: ManualClock,
  condition: () => boolean,
  options: { limit: number; step?: number },
): Promise<number> {
  const start = clock.now();
  for (;;) {
    await waitForNetwork();
    if (condition()) {
      return clock.now() - start;
    }
    if (clock.now() - start >= options.limit) {
      throw new Error(`Not after ${options.limit} ms: ${condition}`);
    }
    clock.advance(options.step ?? 250);
  }
}

/** Lets what is under way on loopback arrive. */
async function waitForNetwork(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise(resolve => setTimeout(resolve, 1));
  }
}
