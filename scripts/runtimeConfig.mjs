import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Names of the people in `catalog/organization.yaml` that one may sign in as. */
export const sampleUsers = ['dana', 'pablo', 'petra'];

/** Addresses and folders, which differ from start to start. */
function describePlace({ appUrl, backendUrl, port, portalDir }) {
  return {
    baseUrl: backendUrl,
    listen: { host: '127.0.0.1', port },
    cors: { origin: appUrl },
    database: {
      client: 'better-sqlite3',
      connection: { directory: join(portalDir, 'databases') },
    },
  };
}

/** JSON is YAML, so no library is needed. */
function writeConfig(portalDir, config) {
  const file = join(portalDir, 'app-config.runtime.yaml');
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}

/**
 * Writes the part of the configuration that only a start knows: addresses, folders, and that this is the sandbox.
 *
 * @param {{ appUrl: string, backendUrl: string, port: number, portalDir: string, sandboxDir: string }} facts
 * @returns {string} the file
 */
export function writeRuntimeConfig(facts) {
  const { appUrl, portalDir, sandboxDir } = facts;
  const kubeconfig = join(sandboxDir, 'portal.kubeconfig');
  return writeConfig(portalDir, {
    app: { baseUrl: appUrl },
    backend: describePlace(facts),
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
  });
}

const templates = ['kafka-cluster', 'link-kafka-cluster'].map(name => ({
  type: 'file',
  target: inRoot('templates', name, 'template.yaml'),
  rules: [{ allow: ['Template'] }],
}));

/**
 * Writes the same part for somebody's own clusters: one local user, and nothing that writes unless it was asked for.
 *
 * @param {{ appUrl: string, backendUrl: string, port: number, portalDir: string, kubeconfig: string, allowWrites: boolean,
 *   clusters: { name: string, title: string, context: string }[] }} facts
 * @returns {string} the file
 */
export function writeOwnClustersConfig(facts) {
  const { appUrl, portalDir, kubeconfig, allowWrites, clusters } = facts;
  return writeConfig(portalDir, {
    app: { baseUrl: appUrl, signIn: 'local-user' },
    organization: { name: 'Own clusters' },
    backend: describePlace(facts),
    auth: { providers: { 'local-user': {} } },
    catalog: {
      // Instead of the sandbox's organization.
      locations: [
        {
          type: 'file',
          target: inRoot('catalog/own-clusters.yaml'),
          rules: [{ allow: ['User', 'Group'] }],
        },
        ...(allowWrites ? templates : []),
      ],
    },
    kafkaClusters: {
      readOnly: !allowWrites,
      kubernetesClusters: clusters.map(({ name, title, context }) => ({
        name,
        title,
        kubeconfig: { path: kubeconfig, context },
      })),
    },
  });
}
