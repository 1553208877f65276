/**
 * `yarn test:e2e`: the journeys in Chromium, on a portal of their own that is started for them. Arguments go to Playwright.
 * `PORTAL_URL` names a portal that runs already.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, hasCjkFont } from './chromium.mjs';
import { inRoot, root } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { Problem, runMain } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { supervise } from './supervise.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { isMain } from './isMain.mjs';

/** Everything in the sandbox happens so much faster than life: a journey lasts seconds. */
const SPEED = '10';

async function startOwnPortal(children, tools, log) {
  const dataDir = inRoot('.cache', 'e2e');
  mkdirSync(dataDir, { recursive: true });
  const port = await findFreePort();
  log('Starting a portal for the browser tests');
  const portal = children.start('portal under test', tools, [
    inRoot('scripts/start.mjs'),
    '--port',
    String(port),
    '--sandbox-port',
    '0',
    '--data-dir',
    dataDir,
    '--reset',
    '--speed',
    process.env.E2E_SPEED ?? SPEED,
  ]);
  const [, url] = await portal.line(/^Ready: (\S+)/);
  return { url, sandboxDir: join(dataDir, '.sandbox') };
}

function countTests(report) {
  if (!existsSync(report)) {
    throw new Problem('The browser tests ended without a report.');
  }
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

/** Runs the browser tests and answers how many passed and failed. */
export async function runBrowserTests({ tools, log, args = [] }) {
  const browser = await findChromium();
  const report = inRoot('.cache', 'e2e-report.json');
  rmSync(report, { force: true });
  return supervise(async children => {
    const portal = process.env.PORTAL_URL
      ? {
          url: process.env.PORTAL_URL,
          sandboxDir: process.env.SANDBOX_DIR ?? inRoot('.sandbox'),
        }
      : await startOwnPortal(children, tools, log);
    log(`Walking the journeys on ${portal.url}`);
    const playwright = children.start(
      'browser tests',
      tools,
      [inRoot('node_modules/@playwright/test/cli.js'), 'test', ...args],
      {
        cwd: root,
        inherit: true,
        mayEnd: true,
        env: {
          ...browser.env,
          CHROMIUM_PATH: browser.executablePath,
          CHROMIUM_ARGS: JSON.stringify(browser.args),
          PORTAL_URL: portal.url,
          SANDBOX_DIR: portal.sandboxDir,
          BRING_CJK_FONT: hasCjkFont() ? '' : '1',
          E2E_REPORT: report,
        },
      },
    );
    const code = await playwright.ended;
    const counts = countTests(report);
    if (code !== 0 && counts.failed === 0) {
      throw new Problem(`The browser tests ended with ${code}.`);
    }
    return counts;
  });
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    const log = createProgress();
    const tools = await prepareToolchain(log);
    const counts = await runBrowserTests({
      tools,
      log,
      args: process.argv.slice(2),
    });
    if (counts && counts.failed > 0) {
      process.exitCode = 1;
    }
  });
}
