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

/**
 * The folders of one portal and its sandbox, held by one running command at a time: two would share one database.
 *
 * @param {string} parent the folder that holds both
 * @param {boolean} reset whether to begin anew
 */
export function openDataDir(parent, reset) {
  const portal = join(parent, '.portal');
  const sandbox = join(parent, '.sandbox');
  const lock = join(portal, 'pid');
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
    rmSync(portal, { recursive: true, force: true });
    rmSync(sandbox, { recursive: true, force: true });
  }
  mkdirSync(join(portal, 'databases'), { recursive: true });
  mkdirSync(sandbox, { recursive: true });
  const holdAs = pid => writeFileSync(lock, String(pid));
  holdAs(process.pid);
  return {
    portal,
    sandbox,
    /** Hands the folders to another process. */
    holdAs,
    release: () => {
      if (readPid(lock) === process.pid) {
        rmSync(lock, { force: true });
      }
    },
  };
}
