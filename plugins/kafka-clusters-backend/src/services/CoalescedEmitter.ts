import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Tells listeners that something changed, never what, and at most once in a
 * while: the first change waits for those that follow it closely.
 */
export class CoalescedEmitter {
  readonly #logger: LoggerService;
  readonly #milliseconds: number;
  readonly #listeners = new Set<() => void | Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { logger: LoggerService; milliseconds: number }) {
    this.#logger = options.logger;
    this.#milliseconds = options.milliseconds;
  }

  subscribe(listener: () => void | Promise<void>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, this.#milliseconds);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#listeners.clear();
  }

  #tell() {
    for (const listener of [...this.#listeners]) {
      Promise.resolve()
        .then(listener)
        .catch(error =>
          this.#logger.warn(`A listener to changes failed: ${error}`),
        );
    }
  }
}
