import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';

/**
 * Makes an address that signs in once. The token is made here and exists in the printed address alone: the portal gets its digest,
 * by its standard input, where nobody else can write (the environment would be inherited by the exec plugins of a kubeconfig, and a
 * file or an argument can be read by others). In a fragment it never reaches a server, a proxy or a log.
 *
 * @param {string} url of the portal
 * @param {{ send: (text: string) => void, line: (pattern: RegExp) => Promise<unknown> }} portal
 * @returns {Promise<string>} once the portal expects it
 */
export async function createSignInAddress(url, portal) {
  const token = randomBytes(32).toString('base64url');
  const digest = createHash('sha256').update(token).digest('hex');
  const expected = portal.line(
    new RegExp(`Sign-in address ${digest.slice(0, 8)} is good`),
  );
  portal.send(`sign-in-token sha256:${digest}\n`);
  await expected;
  return `${url}/#token=${token}`;
}

/** Reading the terminal would stop a command that runs in the background. */
function isInForeground() {
  try {
    const [group, foreground] = execFileSync(
      'ps',
      ['-o', 'pgid=,tpgid=', '-p', String(process.pid)],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
      .trim()
      .split(/\s+/);
    return group === foreground;
  } catch {
    return false;
  }
}

/**
 * Calls back whenever somebody presses Enter.
 *
 * @returns {boolean} whether there is a keyboard that could
 */
export function onEnter(callback) {
  if (!process.stdin.isTTY || !isInForeground()) {
    return false;
  }
  process.stdin.on('data', callback);
  process.stdin.unref();
  return true;
}
