/**
 * Loaded first into processes that the commands start: ends them when their parent is gone, even when it was killed and could
 * not say so. The parent holds the other end of standard input, which the operating system closes with it.
 */
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.EXIT_WITH_PARENT === String(process.ppid)) {
  const end = () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(143), 2_000).unref();
  };
  process.stdin.on('end', end).on('error', end).resume();
  process.stdin.unref?.();
}
