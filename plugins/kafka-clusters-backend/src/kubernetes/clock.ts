/** Time and chance, injected so that tests decide about both. */
export interface Clock {
  /** Milliseconds that only grow: a changed wall clock shortens no wait. */
  now(): number;
  /** The wall clock as ISO text, for people. */
  date(): string;
  /** Between 0 (included) and 1 (excluded). */
  random(): number;
  /** Calls back once; the returned function cancels. */
  setTimeout(callback: () => void, milliseconds: number): () => void;
}

/** The clock of the machine. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date().toISOString(),
  random: () => Math.random(),
  setTimeout: (callback, milliseconds) => {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits; ends early, without an error, when the signal aborts. */
export function sleep(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted || milliseconds <= 0) {
      resolve();
      return;
    }
    const ended = new AbortController();
    const cancel = clock.setTimeout(() => {
      ended.abort();
      resolve();
    }, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true, signal: ended.signal },
    );
  });
}

/** A limit of time around one request. Always `clear` it. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** True when time ran out, false when somebody else aborted. */
  readonly expired: boolean;
  /** Starts the wait again, for limits between two bytes. */
  extend(milliseconds?: number): void;
  clear(): void;
}

/** Makes a signal that aborts with the parent, or when the time is over. */
export function createDeadline(
  clock: Clock,
  milliseconds: number,
  parent?: AbortSignal,
): Deadline {
  const controller = new AbortController();
  let limit = milliseconds;
  let expired = false;
  const expire = () => {
    expired = true;
    controller.abort();
  };
  const follow = () => controller.abort(parent?.reason);
  let cancel = clock.setTimeout(expire, limit);
  if (parent?.aborted) {
    follow();
  }
  parent?.addEventListener('abort', follow);
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    extend: next => {
      cancel();
      limit = next ?? limit;
      cancel = clock.setTimeout(expire, limit);
    },
    clear: () => {
      cancel();
      parent?.removeEventListener('abort', follow);
    },
  };
}

/** The promise, or a rejection as soon as the signal aborts. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) {
      giveUp();
    } else {
      signal.addEventListener('abort', giveUp, { signal: settled.signal });
    }
  });
  return Promise.race([promise, aborted]).finally(() => settled.abort());
}
