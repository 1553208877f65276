/* eslint-disable no-console -- a command speaks on the console */
import fs from 'node:fs';
import path from 'node:path';
import { Sandbox, startSandbox } from '../launch/startSandbox';
import { FlagError, Flags, readFlags, USAGE } from './flags';

// This program runs from its sources alone; it is never built.
// eslint-disable-next-line no-restricted-syntax
const REPOSITORY_ROOT = path.resolve(__dirname, '../../../..');
/** A stop that takes longer than this is cut short. */
const STOP_WITHIN_MS = 1_500;

/** The command `sandbox`. */
export async function main(args: string[]): Promise<void> {
  try {
    const flags = readFlags(args);
    if (flags.help) {
      console.log(USAGE);
      return;
    }
    await run(flags);
  } catch (error) {
    console.error(`sandbox: ${describe(error)}`);
    if (error instanceof FlagError) {
      console.error(`\n${USAGE}`);
    }
    process.exit(error instanceof FlagError ? 2 : 1);
  }
}

async function run(flags: Flags): Promise<void> {
  const dataDir = flags.dataDir ?? path.join(REPOSITORY_ROOT, '.sandbox');
  // A signal during the start must end what has been started so far.
  const ending = endSignal(flags.exitWithParent);
  const sandbox = await startSandbox({
    dataDir,
    reset: flags.reset,
    empty: flags.empty,
    speed: flags.speed,
    ports: flags.port === undefined ? undefined : portsFrom(flags.port),
    tokenFile: readTokenFile(flags.tokenAuthFile),
  });
  announce(sandbox);
  let stopping = false;
  sandbox.fleet.catch(error => {
    if (!stopping) {
      console.error(`sandbox: the sample fleet: ${describe(error)}`);
    }
  });
  await ending;
  stopping = true;
  await stopWithinLimit(sandbox);
  process.exit(0);
}

function portsFrom(port: number) {
  return port === 0 ? { dev: 0, prod: 0 } : { dev: port, prod: port + 1 };
}

function readTokenFile(file: string | undefined): string | undefined {
  return file === undefined ? undefined : fs.readFileSync(file, 'utf8');
}

function announce({ clusters, kubeconfigPath }: Sandbox): void {
  const shown = path.relative(process.cwd(), kubeconfigPath ?? '');
  console.log(
    `Sandbox ready: dev ${clusters.dev.url} prod ${clusters.prod.url} kubeconfig ${shown}`,
  );
}

function endSignal(exitWithParent: boolean): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    if (exitWithParent) {
      process.stdin.on('end', () => resolve());
      process.stdin.on('error', () => resolve());
      process.stdin.resume();
    }
  });
}

async function stopWithinLimit(sandbox: Sandbox): Promise<void> {
  const limit = setTimeout(() => process.exit(0), STOP_WITHIN_MS);
  await sandbox.stop();
  clearTimeout(limit);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken; give another --port, or 0 for free ones`;
  }
  if (code === 'EACCES' && port) {
    return `port ${port} may not be used by this account; give another --port`;
  }
  return error.message;
}
