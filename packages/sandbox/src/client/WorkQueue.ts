import { isStatus } from './HttpsConnection';

/** Brings one object to its state; a number asks to be called again after as many milliseconds. */
export type Reconcile = (key: string) => Promise<number | undefined | void>;

/** What a work queue needs. */
export interface WorkQueueOptions {
  name: string;
  reconcile: Reconcile;
  /** How many keys are worked on at once. */
  workers?: number;
  onError?: (name: string, key: string, error: unknown) => void;
}

/**
 * Runs `reconcile` for keys: never twice at once for one key, once more when a
 * key was added meanwhile, later again when it failed.
 */
export class WorkQueue {
  private readonly waiting = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly timers = new Map<
    string,
    { at: number; timer: NodeJS.Timeout }
  >();
  private readonly failures = new Map<string, number>();
  private stopped = false;

  private constructor(private readonly options: WorkQueueOptions) {}

  static create(options: WorkQueueOptions): WorkQueue {
    return new WorkQueue(options);
  }

  add(key: string): void {
    if (!this.stopped) {
      this.waiting.add(key);
      this.fill();
    }
  }

  /** Adds a key later; of two wishes the earlier one counts. */
  addAfter(key: string, ms: number): void {
    const at = Date.now() + ms;
    const existing = this.timers.get(key);
    if (this.stopped || (existing && existing.at <= at)) {
      return;
    }
    clearTimeout(existing?.timer);
    const timer = setTimeout(() => {
      this.timers.delete(key);
      this.add(key);
    }, Math.max(0, ms));
    this.timers.set(key, { at, timer });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.timers.forEach(({ timer }) => clearTimeout(timer));
    this.timers.clear();
    this.waiting.clear();
    await Promise.all(this.running.values());
  }

  private fill(): void {
    for (const key of this.waiting) {
      if (this.running.size >= (this.options.workers ?? 8)) {
        return;
      }
      if (!this.running.has(key)) {
        this.waiting.delete(key);
        this.running.set(key, this.work(key));
      }
    }
  }

  private async work(key: string): Promise<void> {
    // The turn of the event loop lets changes that come together be one call.
    await new Promise(resolve => setImmediate(resolve));
    try {
      const again = this.stopped
        ? undefined
        : await this.options.reconcile(key);
      this.failures.delete(key);
      if (typeof again === 'number') {
        this.addAfter(key, again);
      }
    } catch (error) {
      this.retry(key, error);
    } finally {
      this.running.delete(key);
      if (!this.stopped) {
        this.fill();
      }
    }
  }

  private retry(key: string, error: unknown): void {
    const count = (this.failures.get(key) ?? 0) + 1;
    this.failures.set(key, count);
    // A conflict or a vanished object only means that the cache was behind.
    if (!isStatus(error, 404, 409) && !this.stopped) {
      this.options.onError?.(this.options.name, key, error);
    }
    this.addAfter(key, Math.min(10 * 2 ** count, 2_000));
  }
}
