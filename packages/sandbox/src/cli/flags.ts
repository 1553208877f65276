import { parseArgs } from 'node:util';

/** What the command line says. */
export interface Flags {
  help: boolean;
  /** Port of `dev`; `prod` takes the next one; 0 takes free ones. */
  port: number | undefined;
  dataDir: string | undefined;
  tokenAuthFile: string | undefined;
  empty: boolean;
  speed: number;
  reset: boolean;
  exitWithParent: boolean;
}

/** Shown by `--help` and after a mistake. */
export const USAGE = `Usage: sandbox [flags]

A Kubernetes-compatible control plane for one laptop: two API servers, dev and
prod, on loopback, with nodes, controllers and a sample fleet of Kafka clusters.

  --port N                port of dev; prod takes the next one; 0 takes free ones
                          (default: the ports of the last start, or free ones)
  --data-dir DIR          where state and kubeconfigs are kept (default: .sandbox)
  --token-auth-file FILE  further users: token,user,uid,"group1,group2"
  --empty                 no sample fleet
  --speed FACTOR          makes the time of the controllers faster (default: 1)
  --reset                 forgets all state first
  --exit-with-parent      ends when standard input ends
  --help                  shows this`;

/** A command line that cannot be followed; the message says why. */
export class FlagError extends Error {}

/** Reads the command line. */
export function readFlags(args: string[]): Flags {
  const values = parse(args);
  const port = wholeNumber('port', values.port);
  if (port !== undefined && port > 65_534) {
    throw new FlagError('--port must be at most 65534');
  }
  return {
    help: values.help ?? false,
    port,
    dataDir: values['data-dir'],
    tokenAuthFile: values['token-auth-file'],
    empty: values.empty ?? false,
    speed: readSpeed(values.speed),
    reset: values.reset ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'token-auth-file': { type: 'string' },
        empty: { type: 'boolean' },
        speed: { type: 'string' },
        reset: { type: 'boolean' },
        'exit-with-parent': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new FlagError(`--${name} must be a whole number, not '${text}'`);
  }
  return Number(text);
}

function readSpeed(text: string | undefined): number {
  const speed = Number(text ?? 1);
  if (!Number.isFinite(speed) || speed <= 0 || speed > 1000) {
    throw new FlagError(
      `--speed must be a number above 0 and up to 1000, not '${text}'`,
    );
  }
  return speed;
}
