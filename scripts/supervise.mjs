import { Children } from './children.mjs';

/** Resolves at the first signal that asks this process to end. */
function untilAsked() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
  });
}

/**
 * Runs something that starts processes, and ends all of them when it returns, fails, is asked to end, or when one of them ends
 * by itself, which it throws.
 *
 * @template T
 * @param {(children: Children, stopped: AbortSignal) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function supervise(run) {
  const stopped = new AbortController();
  let fail;
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  const children = new Children(problem => fail(problem));
  const interrupted = untilAsked().then(signal => {
    // The conventional status of a process that a signal has ended.
    process.exitCode = signal === 'SIGINT' ? 130 : 143;
  });
  try {
    return await Promise.race([
      run(children, stopped.signal),
      failed,
      interrupted,
    ]);
  } finally {
    stopped.abort();
    await children.stop();
  }
}
