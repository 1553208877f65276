import { resolve } from 'node:path';
import { root } from './paths.mjs';
import { readKubeconfigText } from './kubeconfig.mjs';
import { readOptions } from './options.mjs';
import { Problem } from './problem.mjs';

const USAGE = `Usage: npm start -- [options]

  --port NUMBER       port of the portal (default 7007)
  --data-dir DIR      folder of the portal's and the sandbox's data (default: this clone)
  --reset             begin anew: forget all data of the portal and the sandbox
  --verbose           show the logs of both on this terminal
  --help              this text

The sandbox, which is shown unless there is a kubeconfig:
  --sandbox-port N    port of the first sandbox API server; the second takes the next one; 0 takes free ones
  --empty             begin without the sample fleet
  --speed FACTOR      how much faster than life the sandbox runs (default 1)

Your own clusters instead, for you alone:
  --kubeconfig FILE   show the Kubernetes clusters of this file
  --context NAME      one of its contexts; may be repeated (default: the current one)
  --allow-writes      let the portal create and change things there; otherwise it only reads`;

const SANDBOX_ONLY = ['sandbox-port', 'empty', 'speed'];
const OWN_ONLY = ['context', 'allow-writes'];

function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`--port ${text} is not a port: 1 to 65535 are.`);
  }
  return port;
}

function sandboxArgs(options) {
  return [
    ...(options['sandbox-port'] ? ['--port', options['sandbox-port']] : []),
    ...(options.speed ? ['--speed', options.speed] : []),
    ...(options.empty ? ['--empty'] : []),
  ];
}

function describe(names) {
  return names.map(name => `--${name}`).join(', ');
}

function readOwnClusters(options) {
  const isGiven = name => Boolean(options[name]);
  if (options.kubeconfig === undefined) {
    const given = OWN_ONLY.filter(isGiven);
    if (given.length > 0) {
      throw new Problem(`${describe(given)}: only with --kubeconfig FILE.`, [
        'Without one, the portal shows its sandbox.',
      ]);
    }
    return undefined;
  }
  const given = SANDBOX_ONLY.filter(isGiven);
  if (given.length > 0) {
    throw new Problem(
      `${describe(
        given,
      )}: only for the sandbox, and --kubeconfig shows your own clusters instead.`,
      ['Leave one of them out.'],
    );
  }
  const kubeconfig = resolve(options.kubeconfig);
  readKubeconfigText(kubeconfig);
  return {
    kubeconfig,
    contexts: options.context ?? [],
    allowWrites: options['allow-writes'],
  };
}

/** What `npm start` shall do; throws in words what nobody can do. */
export function readStartOptions() {
  const options = readOptions(
    {
      port: { type: 'string', default: '7007' },
      'sandbox-port': { type: 'string' },
      'data-dir': { type: 'string', default: root },
      reset: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      speed: { type: 'string' },
      kubeconfig: { type: 'string' },
      context: { type: 'string', multiple: true },
      'allow-writes': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
    USAGE,
  );
  return {
    port: readPort(options.port),
    parentDir: resolve(options['data-dir']),
    reset: options.reset,
    verbose: options.verbose,
    sandboxArgs: sandboxArgs(options),
    ownClusters: readOwnClusters(options),
  };
}
