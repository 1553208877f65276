import { buildApp } from './appBuild.mjs';
import { openOwnDataDir } from './dataDir.mjs';
import { readContexts } from './kubeconfig.mjs';
import { forHumans } from './paths.mjs';
import { startBackend, untilStarted } from './portal.mjs';
import { writeOwnClustersConfig } from './runtimeConfig.mjs';
import { createSignInAddress, onEnter } from './signInAddress.mjs';
import { supervise } from './supervise.mjs';

/**
 * Runs the built portal on the Kubernetes clusters of a kubeconfig until a signal comes or it ends by itself, which it throws.
 * Nothing is asked of the clusters before: one that does not answer is a line in the portal.
 */
export async function startOwnClusters({
  tools,
  log,
  port,
  parentDir,
  reset,
  verbose,
  kubeconfig,
  contexts,
  allowWrites,
  onReady,
  onRenewed,
}) {
  const { clusters, notes } = readContexts(kubeconfig, contexts);
  notes.forEach(note => log(note));
  const data = openOwnDataDir(parentDir, kubeconfig, reset);
  const url = `http://127.0.0.1:${port}`;
  try {
    await supervise(async (children, stopped) => {
      await buildApp(children, tools, log);
      log('Starting the portal');
      const portal = startBackend(children, {
        tools,
        configFile: writeOwnClustersConfig({
          appUrl: url,
          backendUrl: url,
          port,
          portalDir: data.portal,
          kubeconfig,
          clusters,
          allowWrites,
        }),
        portalDir: data.portal,
        verbose,
      });
      await untilStarted(url, stopped);
      if (stopped.aborted) {
        return;
      }
      log(`Ready; the logs are in ${forHumans(data.portal)}`);
      const address = await createSignInAddress(url, portal);
      const canRenew = onEnter(async () =>
        onRenewed(await createSignInAddress(url, portal)),
      );
      onReady({ address, clusters, allowWrites, canRenew });
      await new Promise(() => {});
    });
  } finally {
    data.release();
  }
}
