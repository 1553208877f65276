import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

const LONGEST_NAME = 63;

const hashOf = text =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Throws in words when the file cannot be read. Imports nothing, so that it can be asked before anything is installed. */
export function readKubeconfigText(path) {
  if (!existsSync(path)) {
    throw new Problem(`There is no file ${path}.`, [
      'Name your kubeconfig: npm start -- --kubeconfig ~/.kube/config',
    ]);
  }
  if (!statSync(path).isFile()) {
    throw new Problem(`${path} is not a file.`, [
      'Name the kubeconfig itself, not its folder.',
    ]);
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem(`${path} cannot be read (${error.code}).`);
  }
}

function parse(text, path) {
  // A dependency of the backend, which is installed by the time that anybody asks.
  const require = createRequire(
    inRoot('plugins/kafka-clusters-backend/package.json'),
  );
  try {
    return require('yaml').parse(text);
  } catch (error) {
    // Its message shows the line, which may hold a token.
    throw new Problem(`${path} is not YAML (${error.code ?? 'unreadable'}).`);
  }
}

function listNamed(value) {
  return (Array.isArray(value) ? value : []).filter(
    item => typeof item?.name === 'string',
  );
}

/**
 * The name of a Kubernetes cluster for a context: a DNS label that depends on nothing but the context's name, since it is part of
 * every reference to its Kafka clusters.
 */
export function toClusterName(context) {
  const label = context
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (label === context && label.length <= LONGEST_NAME) {
    return label;
  }
  const hash = hashOf(context);
  const short = label
    .slice(0, LONGEST_NAME - hash.length - 1)
    .replace(/-+$/, '');
  return short ? `${short}-${hash}` : hash;
}

/**
 * The contexts of a kubeconfig that shall be shown.
 *
 * @param {string} path
 * @param {string[]} wanted names of contexts; the current one when there are none
 * @returns {{ clusters: { name: string, title: string, context: string }[], notes: string[] }} what was left out is in `notes`
 */
export function readContexts(path, wanted) {
  const config = parse(readKubeconfigText(path), path);
  const contexts = listNamed(config?.contexts);
  const known = contexts.map(({ name }) => name);
  const list = known.length > 0 ? known.join(', ') : 'none';
  const current = config?.['current-context'];
  if (wanted.length === 0 && !current) {
    throw new Problem(`${path} has no current context.`, [
      `Name one or more with --context: ${list}`,
    ]);
  }
  const names = wanted.length > 0 ? [...new Set(wanted)] : [current];
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Problem(`${path} has no context ${unknown.join(', ')}.`, [
      `Its contexts: ${list}`,
    ]);
  }
  const servers = new Map(
    listNamed(config?.clusters).map(({ name, cluster }) => [
      name,
      String(cluster?.server ?? '').replace(/\/+$/, ''),
    ]),
  );
  const shown = new Map();
  const notes = [];
  for (const name of names) {
    const cluster = contexts.find(item => item.name === name).context?.cluster;
    const server = servers.get(cluster) || `context ${name}`;
    const other = shown.get(server);
    if (other === undefined) {
      shown.set(server, name);
    } else {
      // Twice in the fleet, each Kafka cluster would count twice.
      notes.push(
        `Context ${name} leads to the same Kubernetes cluster as ${other}: it is shown once, as ${other}`,
      );
    }
  }
  return {
    clusters: [...shown.values()].map(context => ({
      name: toClusterName(context),
      title: context,
      context,
    })),
    notes,
  };
}
