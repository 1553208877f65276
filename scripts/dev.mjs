/** `yarn dev`: the sandbox and Backstage's development server, which reloads what changes. */
import { join } from 'node:path';
import { openDataDir } from './dataDir.mjs';
import { readOptions } from './options.mjs';
import { inRoot, root } from './paths.mjs';
import { assertPortFree } from './ports.mjs';
import { runMain } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { writeRuntimeConfig } from './runtimeConfig.mjs';
import { startSandbox } from './sandboxProcess.mjs';
import { supervise } from './supervise.mjs';
import { prepareToolchain } from './toolchain.mjs';

const BACKEND_PORT = 7007;
const APP_URL = 'http://127.0.0.1:3000';

const USAGE = `Usage: yarn dev [options]

  --reset           begin anew: forget all data of the portal and the sandbox
  --speed FACTOR    how much faster than life the sandbox runs (default 1)
  --help            this text`;

runMain(async () => {
  const options = readOptions(
    {
      reset: { type: 'boolean', default: false },
      speed: { type: 'string' },
    },
    USAGE,
  );
  const log = createProgress();
  await assertPortFree(BACKEND_PORT);
  await assertPortFree(Number(new URL(APP_URL).port));
  const tools = await prepareToolchain(log);
  const data = openDataDir(root, options.reset);
  try {
    await supervise(async children => {
      log('Starting the sandbox');
      await startSandbox(children, {
        tools,
        dataDir: data.sandbox,
        args: options.speed ? ['--speed', options.speed] : [],
        logFile: join(data.portal, 'sandbox.log'),
      });
      const configFile = writeRuntimeConfig({
        appUrl: APP_URL,
        backendUrl: `http://127.0.0.1:${BACKEND_PORT}`,
        port: BACKEND_PORT,
        portalDir: data.portal,
        sandboxDir: data.sandbox,
      });
      log(`Starting the development server, which will be at ${APP_URL}`);
      const server = children.start(
        'development server',
        tools,
        [
          inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
          'repo',
          'start',
          '--config',
          inRoot('app-config.yaml'),
          '--config',
          configFile,
        ],
        { cwd: root, inherit: true },
      );
      await server.ended;
    });
  } finally {
    data.release();
  }
});
