import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readPid(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Throws when a running command holds the folder; then holds it. */
function holdDir(dir, reset) {
  const lock = join(dir, 'pid');
  const holder = readPid(lock);
  if (holder && holder !== process.pid && isAlive(holder)) {
    throw new Problem(
      `A portal with these data is running already (process ${holder}).`,
      [
        'End it, or start a second one beside it: npm start -- --port 7008 --data-dir DIRECTORY',
        `If no such portal runs, delete ${lock}`,
      ],
    );
  }
  if (reset) {
    rmSync(dir, { recursive: true, force: true });
  }
  mkdirSync(join(dir, 'databases'), { recursive: true });
  const holdAs = pid => writeFileSync(lock, String(pid));
  holdAs(process.pid);
  return {
    /** Hands the folder to another process. */
    holdAs,
    release: () => {
      if (readPid(lock) === process.pid) {
        rmSync(lock, { force: true });
      }
    },
  };
}

/**
 * The folders of one portal and its sandbox, held by one running command at a time: two would share one database.
 *
 * @param {string} parent the folder that holds both
 * @param {boolean} reset whether to begin anew
 */
export function openDataDir(parent, reset) {
  const portal = join(parent, '.portal');
  const sandbox = join(parent, '.sandbox');
  const held = holdDir(portal, reset);
  if (reset) {
    rmSync(sandbox, { recursive: true, force: true });
  }
  mkdirSync(sandbox, { recursive: true });
  return { portal, sandbox, ...held };
}

/**
 * The folder of a portal on somebody's own clusters: one for each kubeconfig, so that neither the sandbox nor the clusters of
 * another file ever appear among them.
 *
 * @param {string} parent the folder that holds it
 * @param {string} kubeconfig whole path of the file
 * @param {boolean} reset whether to begin anew
 */
export function openOwnDataDir(parent, kubeconfig, reset) {
  const name = createHash('sha256').update(kubeconfig).digest('hex');
  const portal = join(parent, '.own-clusters', name.slice(0, 12));
  return { portal, ...holdDir(portal, reset) };
}
