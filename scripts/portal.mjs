import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { buildApp } from './appBuild.mjs';
import { openDataDir } from './dataDir.mjs';
import { forHumans, inRoot } from './paths.mjs';
import { sampleUsers, writeRuntimeConfig } from './runtimeConfig.mjs';
import { startSandbox } from './sandboxProcess.mjs';
import { supervise } from './supervise.mjs';

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

/** One handshake of a WebSocket; whether the server took it within a moment. */
function shakeHands(url) {
  return new Promise(resolve => {
    const attempt = request(url, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
      timeout: 500,
    });
    const end = taken => {
      attempt.destroy();
      resolve(taken);
    };
    attempt.on('upgrade', (_response, socket) => {
      socket.destroy();
      end(true);
    });
    attempt.on('response', () => end(false));
    attempt.on('timeout', () => end(false));
    attempt.on('error', () => end(false));
    attempt.end();
  });
}

/**
 * Resolves when browsers can be told of changes. Backstage's signals never answer the first handshake after a start, which would leave
 * the first visitor without them.
 */
async function untilSignals(url, signal) {
  while (!signal.aborted && !(await shakeHands(`${url}/api/signals`))) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}

/** Resolves when all plugins have started, and pages are live. */
export async function untilStarted(url, signal) {
  await untilOk(`${url}/.backstage/health/v1/readiness`, { signal });
  await untilSignals(url, signal);
}

/** Resolves when the portal has started and the catalog has read the people, so that each of them can sign in. */
async function untilReady(url, signal) {
  await untilStarted(url, signal);
  for (const user of sampleUsers) {
    await untilOk(`${url}/api/auth/sample-users/refresh`, {
      signal,
      headers: { 'x-sample-user': user },
    });
  }
}

/** Starts the backend, which serves the built app too. */
export function startBackend(
  children,
  { tools, configFile, portalDir, verbose },
) {
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
      // Sample users and the local user refuse to exist in production.
      env: { NODE_ENV: 'development' },
      logFile: join(portalDir, 'portal.log'),
      echo: verbose,
    },
  );
}

/** Runs the sandbox and the built portal on it until a signal comes or one of them ends by itself, which it throws. */
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
  const url = `http://127.0.0.1:${port}`;
  try {
    await supervise(async (children, stopped) => {
      log('Starting the sandbox');
      await Promise.all([
        startSandbox(children, {
          tools,
          dataDir: data.sandbox,
          args: sandboxArgs,
          logFile: join(data.portal, 'sandbox.log'),
          verbose,
        }),
        buildApp(children, tools, log),
      ]);
      log('Starting the portal');
      startBackend(children, {
        tools,
        configFile: writeRuntimeConfig({
          appUrl: url,
          backendUrl: url,
          port,
          portalDir: data.portal,
          sandboxDir: data.sandbox,
        }),
        portalDir: data.portal,
        verbose,
      });
      await untilReady(url, stopped);
      if (!stopped.aborted) {
        log(`Ready; the logs are in ${forHumans(data.portal)}`);
        onReady({ url, kubeconfig: join(data.sandbox, 'kubeconfig') });
        await new Promise(() => {});
      }
    });
  } finally {
    data.release();
  }
}
