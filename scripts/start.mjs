/** `npm start`: the sandbox and the built portal, on one port of this machine. */
import { resolve } from 'node:path';
import { forHumans, root } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { Problem, runMain } from './problem.mjs';
import { readOptions } from './options.mjs';
import { assertPortFree } from './ports.mjs';
import { assertNode, prepareToolchain } from './toolchain.mjs';

const USAGE = `Usage: npm start -- [options]

  --port NUMBER       port of the portal (default 7007)
  --sandbox-port N    port of the first sandbox API server; the second takes the next one; 0 takes free ones
  --data-dir DIR      folder of the portal's and the sandbox's data (default: this clone)
  --reset             begin anew: forget all data of the portal and the sandbox
  --empty             begin without the sample fleet
  --speed FACTOR      how much faster than life the sandbox runs (default 1)
  --verbose           show the logs of both on this terminal
  --help              this text`;

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

runMain(async () => {
  assertNode();
  const options = readOptions(
    {
      port: { type: 'string', default: '7007' },
      'sandbox-port': { type: 'string' },
      'data-dir': { type: 'string', default: root },
      reset: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      speed: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const log = createProgress();
  const port = readPort(options.port);
  await assertPortFree(port, '--port');
  const tools = await prepareToolchain(log);
  const { startPortal } = await import('./portal.mjs');
  await startPortal({
    tools,
    log,
    port,
    parentDir: resolve(options['data-dir']),
    reset: options.reset,
    sandboxArgs: sandboxArgs(options),
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
