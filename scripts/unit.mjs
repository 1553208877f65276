/** `yarn test:unit`: all Jest tests, on SQLite and PostgreSQL. Arguments go to Jest. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { isMain } from './isMain.mjs';
import { Problem, runMain } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { supervise } from './supervise.mjs';
import { prepareToolchain } from './toolchain.mjs';

const GIVEN_DATABASE =
  /^BACKSTAGE_TEST_DATABASE_POSTGRES\d+_CONNECTION_STRING$/;

/** Store tests run on PostgreSQL too; without one they must fail, so one is started unless the environment names one. */
async function databaseEnv(children, tools, log) {
  if (Object.keys(process.env).some(name => GIVEN_DATABASE.test(name))) {
    return {};
  }
  log('Starting PostgreSQL');
  const postgres = children.start('PostgreSQL', tools, [
    inRoot('scripts/postgres.mjs'),
  ]);
  const [, url] = await postgres.line(/^PostgreSQL ready: (\S+)/);
  return { BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: url };
}

function countTests(report) {
  if (!existsSync(report)) {
    throw new Problem('The unit tests ended without a report.');
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: result.numPassedTests,
    // A file that does not even load has no failed test to count.
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
  };
}

/** Runs the unit tests and answers how many passed and failed. */
export async function runUnitTests({ tools, log, args = [] }) {
  const report = inRoot('.cache', 'unit-report.json');
  mkdirSync(inRoot('.cache'), { recursive: true });
  rmSync(report, { force: true });
  return supervise(async children => {
    const database = await databaseEnv(children, tools, log);
    const jest = children.start(
      'unit tests',
      tools,
      [
        inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'test',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${report}`,
        ...args,
      ],
      {
        cwd: root,
        inherit: true,
        mayEnd: true,
        env: {
          ...database,
          // Without CI the command watches for ever; with it, it would look for Docker.
          CI: '1',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          NODE_OPTIONS: `${
            process.env.NODE_OPTIONS ?? ''
          } --experimental-vm-modules --no-warnings`.trim(),
        },
      },
    );
    const code = await jest.ended;
    const counts = countTests(report);
    if (code !== 0 && counts.failed === 0) {
      throw new Problem(`The unit tests ended with ${code}.`);
    }
    return counts;
  });
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    const log = createProgress();
    const tools = await prepareToolchain(log);
    const counts = await runUnitTests({
      tools,
      log,
      args: process.argv.slice(2),
    });
    if (counts && counts.failed > 0) {
      process.exitCode = 1;
    }
  });
}
