/** `npm start`: the sandbox and the built portal, on one port of this machine. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { forHumans, root } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';

const USAGE = `Usage: npm start -- [options]

  --port NUMBER       port of the portal (default 7007)
  --sandbox-port N    port of the first sandbox API server; the second takes the next one
  --data-dir DIR      folder of the portal's and the sandbox's data (default: this clone)
  --reset             begin anew: forget all data of the portal and the sandbox
  --speed FACTOR      how much faster than life the sandbox runs (default 1)
  --verbose           show the logs of both on this terminal
  --help              this text`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '7007' },
        'sandbox-port': { type: 'string' },
        'data-dir': { type: 'string', default: root },
        reset: { type: 'boolean', default: false },
        speed: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Problem(error.message, USAGE.split('\n'));
  }
}

function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`--port ${text} is not a port: 1 to 65535 are.`);
  }
  return port;
}

function startSandboxArgs(options, sandboxDir) {
  return [
    ...(options['sandbox-port'] ? ['--port', options['sandbox-port']] : []),
    ...(options.speed ? ['--speed', options.speed] : []),
    '--data-dir',
    sandboxDir,
    '--exit-with-parent',
  ];
}

/** Says what takes time, and how long it has taken so far. */
function createProgress() {
  const begin = Date.now();
  return line => {
    const seconds = String(Math.round((Date.now() - begin) / 1000));
    console.log(`[${seconds.padStart(3)} s] ${line}`);
  };
}

runMain(async () => {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const log = createProgress();
  const { assertNode, prepareToolchain } = await import('./toolchain.mjs');
  assertNode();
  const port = readPort(options.port);
  const { assertPortFree } = await import('./ports.mjs');
  await assertPortFree(port, '--port');
  const tools = await prepareToolchain(log);
  const { startPortal } = await import('./portal.mjs');
  await startPortal({
    tools,
    log,
    port,
    parentDir: resolve(options['data-dir']),
    reset: options.reset,
    sandboxArgs: dir => startSandboxArgs(options, dir),
    verbose: options.verbose,
    onReady: ({ url, kubeconfig }) => {
      console.log(`
Ready: ${url}

Kubernetes of the sandbox: kubectl --kubeconfig ${forHumans(
        kubeconfig,
      )} get pods -A
Ctrl-C ends the portal and the sandbox.`);
    },
  });
});
