/* eslint-disable no-console -- a command speaks on the console */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FAULT_COMMANDS, usage, UsageError } from './commands';
import { readConnection } from './readConnection';
import { SandboxControl } from './SandboxControl';

// This program runs from its sources alone; it is never built.
// eslint-disable-next-line no-restricted-syntax
const REPOSITORY_ROOT = path.resolve(__dirname, '../../../..');

/** The command `fault`. */
export async function main(argv: string[]): Promise<void> {
  try {
    console.log(await runFault(argv));
  } catch (error) {
    const wrong = error instanceof UsageError;
    console.error(`fault: ${error instanceof Error ? error.message : error}`);
    if (wrong) {
      console.error(`\n${usage()}`);
    }
    process.exitCode = wrong ? 2 : 1;
  }
}

/** Runs one fault and tells what happened. */
export async function runFault(argv: string[]): Promise<string> {
  const { values, positionals } = readArgs(argv);
  const [name, cluster, ...args] = positionals;
  if (values.help || name === undefined) {
    return usage();
  }
  const command = Object.hasOwn(FAULT_COMMANDS, name)
    ? FAULT_COMMANDS[name]
    : undefined;
  if (!command) {
    throw new UsageError(`there is no command ${name}`);
  }
  const needed = command.args.filter(one => !one.startsWith('['));
  if (cluster === undefined || args.length < needed.length) {
    throw new UsageError(`${name} needs ${['CLUSTER', ...needed].join(' ')}`);
  }
  if (args.length > command.args.length) {
    throw new UsageError(`${args[command.args.length]} is too much`);
  }
  const dataDir = values['data-dir'] ?? path.join(REPOSITORY_ROOT, '.sandbox');
  const control = SandboxControl.create(
    readConnection(readKubeconfig(dataDir), cluster),
  );
  try {
    return await command.run(control, args);
  } finally {
    control.close();
  }
}

function readArgs(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readKubeconfig(dataDir: string): string {
  const file = path.join(dataDir, 'kubeconfig');
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    throw new Error(
      `${file} cannot be read; start the sandbox first, or give its --data-dir`,
    );
  }
}
