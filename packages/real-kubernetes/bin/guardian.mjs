/**
 * Runs the programs of one real control plane, and ends them and removes their folder when the process that asked for them ends,
 * in whatever way: a test that is killed can end nothing itself.
 *
 * Messages to it: `{ start, command, args, log }`; from it: `{ started, pid }`, `{ ended, code }`.
 */
import { spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';

const [folder] = process.argv.slice(2);
const running = new Set();

process.on('message', ({ start, command, args, log }) => {
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    stdio: ['ignore', output, output],
    // A signal of the terminal ends the tests first, and the tests end these.
    detached: true,
  });
  running.add(child);
  const tell = message => process.connected && process.send(message);
  child.on('spawn', () => tell({ started: start, pid: child.pid }));
  child.on('error', error => tell({ ended: start, code: error.message }));
  child.on('exit', (code, signal) => {
    running.delete(child);
    tell({ ended: start, code: code ?? signal });
  });
});

process.on('disconnect', async () => {
  await Promise.all(
    [...running].map(
      child =>
        new Promise(resolve => {
          child.on('exit', resolve);
          child.kill('SIGKILL');
        }),
    ),
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.connected && process.disconnect());
}
