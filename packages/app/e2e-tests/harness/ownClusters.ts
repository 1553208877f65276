import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { sandboxDir } from './sandbox';

const root = resolve(__dirname, '../../../..');

function findFreePort(): Promise<number> {
  return new Promise(done => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** A portal on somebody's own clusters. */
export interface OwnPortal {
  /** The address that it printed: signs in once. */
  readonly address: string;
  /** Everything that it said until then. */
  readonly said: string;
  stop(): Promise<void>;
}

/** Starts a second portal by `npm start -- --kubeconfig`, to which the sandbox is somebody's clusters. */
export async function startOwnPortal(
  ...args: readonly string[]
): Promise<OwnPortal> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'scripts/start.mjs'),
      '--port',
      String(await findFreePort()),
      '--data-dir',
      join(root, '.cache/e2e-own'),
      '--reset',
      '--kubeconfig',
      join(sandboxDir(), 'kubeconfig'),
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>(done => {
    child.on('close', () => done());
  });
  const lines: string[] = [];
  child.stderr.on('data', chunk => lines.push(String(chunk)));
  const address = await new Promise<string>((done, fail) => {
    let ready: string | undefined;
    createInterface({ input: child.stdout }).on('line', line => {
      lines.push(line);
      ready ??= /^Ready: (\S+)/.exec(line)?.[1];
      // The last of what it says then.
      if (ready && line.startsWith('Ctrl-C')) {
        done(ready);
      }
    });
    ended.then(() => fail(new Error(`It ended:\n${lines.join('\n')}`)));
  });
  return {
    address,
    said: lines.join('\n'),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
