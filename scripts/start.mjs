/** `npm start`: the built portal, on the sandbox or on somebody's own clusters, on one port of this machine. */
import { forHumans } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { runMain } from './problem.mjs';
import { readStartOptions } from './startOptions.mjs';
import { assertPortFree } from './ports.mjs';
import { assertNode, prepareToolchain } from './toolchain.mjs';

function tellSandbox({ url, kubeconfig }) {
  console.log(`
Ready: ${url}

Kubernetes of the sandbox: kubectl --kubeconfig ${forHumans(
    kubeconfig,
  )} get pods -A
Ctrl-C ends the portal and the sandbox.`);
}

function tellOwnClusters({ address, clusters, allowWrites, canRenew }) {
  console.log(`
Ready: ${address}

Your clusters: ${clusters.map(({ title }) => title).join(', ')}
Writes are ${
    allowWrites
      ? 'on: what you create or change in the portal is created or changed there.'
      : 'off: nothing is changed there, not even an annotation. --allow-writes turns them on.'
  }
The address signs in once, within 15 minutes. ${
    canRenew
      ? 'Press Enter for a new one.'
      : 'Start the portal again for a new one.'
  }
Ctrl-C ends the portal.`);
}

runMain(async () => {
  assertNode();
  const { ownClusters, ...options } = readStartOptions();
  const log = createProgress();
  await assertPortFree(options.port, '--port');
  const tools = await prepareToolchain(log);
  if (ownClusters) {
    const { startOwnClusters } = await import('./ownClusters.mjs');
    await startOwnClusters({
      tools,
      log,
      ...options,
      ...ownClusters,
      onReady: tellOwnClusters,
      onRenewed: address => console.log(`\nReady: ${address}`),
    });
  } else {
    const { startPortal } = await import('./portal.mjs');
    await startPortal({ tools, log, ...options, onReady: tellSandbox });
  }
});
