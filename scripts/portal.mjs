import { join } from 'node:path';
import { buildApp } from './appBuild.mjs';
import { Children } from './children.mjs';
import { openDataDir } from './dataDir.mjs';
import { forHumans, inRoot } from './paths.mjs';
import { sampleUsers, writeRuntimeConfig } from './runtimeConfig.mjs';

const POLL_MS = 200;

async function untilOk(url, { signal, headers }) {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal, headers });
      if (response.ok) {
        return;
      }
    } catch {
      // It does not listen yet.
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}

/** Resolves when all plugins have started and the catalog has read the people, so that each of them can sign in. */
async function untilReady(url, signal) {
  await untilOk(`${url}/.backstage/health/v1/readiness`, { signal });
  for (const user of sampleUsers) {
    await untilOk(`${url}/api/auth/sample-users/refresh`, {
      signal,
      headers: { 'x-sample-user': user },
    });
  }
}

/** Resolves at the first signal that asks this process to end. */
function untilAsked() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
  });
}

function startBackend(children, { tools, configFile, portalDir, verbose }) {
  return children.start(
    'portal',
    tools,
    [
      '--enable-source-maps',
      '--require',
      inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      '--config',
      inRoot('app-config.yaml'),
      '--config',
      configFile,
    ],
    {
      cwd: inRoot('packages/backend'),
      // The sample users refuse to exist in production.
      env: { NODE_ENV: 'development' },
      logFile: join(portalDir, 'portal.log'),
      echo: verbose,
    },
  );
}

/** Starts the sandbox and resolves when its API servers answer. */
export async function startSandbox(
  children,
  { tools, args, logFile, verbose },
) {
  const sandbox = children.start(
    'sandbox',
    tools,
    [inRoot('packages/sandbox/bin/sandbox.mjs'), ...args],
    { logFile, echo: verbose },
  );
  await sandbox.line(/^Sandbox ready:/);
}

/** Runs sandbox and portal until a signal comes or one of them ends by itself, which it throws. */
export async function startPortal({
  tools,
  log,
  port,
  parentDir,
  reset,
  sandboxArgs,
  verbose,
  onReady,
}) {
  const data = openDataDir(parentDir, reset);
  const aborted = new AbortController();
  let fail;
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  const children = new Children(problem => fail(problem));
  const url = `http://127.0.0.1:${port}`;

  const run = async () => {
    log('Starting the sandbox');
    await Promise.all([
      startSandbox(children, {
        tools,
        args: sandboxArgs(data.sandbox),
        logFile: join(data.portal, 'sandbox.log'),
        verbose,
      }),
      buildApp(tools, log),
    ]);
    const configFile = writeRuntimeConfig({
      appUrl: url,
      backendUrl: url,
      port,
      portalDir: data.portal,
      sandboxDir: data.sandbox,
    });
    log('Starting the portal');
    startBackend(children, {
      tools,
      configFile,
      portalDir: data.portal,
      verbose,
    });
    await untilReady(url, aborted.signal);
    log(`Logs: ${forHumans(data.portal)}`);
    onReady({ url, kubeconfig: join(data.sandbox, 'kubeconfig') });
    await new Promise(() => {});
  };

  try {
    await Promise.race([run(), failed, untilAsked()]);
  } finally {
    aborted.abort();
    await children.stop();
    data.release();
  }
}
