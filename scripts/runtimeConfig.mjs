import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the people in `catalog/organization.yaml` that one may sign in as. */
export const sampleUsers = ['dana', 'pablo', 'petra'];

/**
 * Writes the part of the configuration that only a start knows: addresses, folders, and that this is the sandbox. JSON is
 * YAML, so no library is needed.
 *
 * @param {{ appUrl: string, backendUrl: string, port: number, portalDir: string, sandboxDir: string }} facts
 * @returns {string} the file
 */
export function writeRuntimeConfig({
  appUrl,
  backendUrl,
  port,
  portalDir,
  sandboxDir,
}) {
  const kubeconfig = join(sandboxDir, 'portal.kubeconfig');
  const file = join(portalDir, 'app-config.runtime.yaml');
  const config = {
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: backendUrl,
      listen: { host: '127.0.0.1', port },
      cors: { origin: appUrl },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(portalDir, 'databases') },
      },
    },
    auth: {
      providers: {
        'sample-users': { sandbox: true, users: sampleUsers },
      },
    },
    kafkaClusters: {
      kubernetesClusters: [
        { name: 'dev', title: 'Development' },
        { name: 'prod', title: 'Production' },
      ].map(cluster => ({
        ...cluster,
        kubeconfig: { path: kubeconfig, context: cluster.name },
      })),
    },
  };
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}
