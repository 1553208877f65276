/**
 * Bounds how many list pages are in memory at once over all Kubernetes
 * clusters. When twenty of them return together, the pages take turns.
 */
export class ListGate {
  readonly #limit: number;
  readonly #waiting = new Set<{ start: () => void }>();
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs the task when it is its turn. Rejects when the signal aborts first. */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.#limit) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = { start: resolve };
      const giveUp = () => {
        this.#waiting.delete(turn);
        reject(signal.reason);
      };
      turn.start = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(turn);
    });
  }

  #leave() {
    const [next] = this.#waiting;
    if (next) {
      // The place passes on, so the count of the running stays.
      this.#waiting.delete(next);
      next.start();
    } else {
      this.#running -= 1;
    }
  }
}
