import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const program = resolve(__dirname, '../../../sandbox/bin/fault.mjs');

/** Folder of the sandbox behind the portal under test: its kubeconfig is in it. */
export function sandboxDir(): string {
  const folder = process.env.SANDBOX_DIR;
  if (!folder) {
    throw new Error('SANDBOX_DIR is not set');
  }
  return folder;
}

/** Runs the sandbox's fault command, e.g. `runFault('kill-broker', 'dev', 'orders/orders-dev', '1')`. */
export async function runFault(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    ...args,
    '--data-dir',
    sandboxDir(),
  ]);
  return stdout;
}
