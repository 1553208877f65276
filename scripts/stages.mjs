import { rmSync } from 'node:fs';
import { checkBoundaries } from './boundaries.mjs';
import { checkBundle } from './bundle.mjs';
import { checkCommands } from './commandChecks.mjs';
import { runBrowserTests } from './e2e.mjs';
import { inRoot, root } from './paths.mjs';
import { runToEnd } from './run.mjs';
import { checkTranslations } from './translations.mjs';
import { runUnitTests } from './unit.mjs';

const backstageCli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');

/** Runs a Node program of a dependency in the root of the clone, with its output on the terminal. */
function program(what, { tools }, args) {
  return runToEnd(what, tools, args, { cwd: root, echo: true });
}

/**
 * Everything that CI checks, in the order of how fast it fails. Each stage throws when it fails, or answers how many tests passed
 * and failed.
 */
export const stages = [
  {
    name: 'types',
    run: context => {
      // The reports read these declarations, and a compiler that goes on from an earlier run writes them in another order.
      rmSync(inRoot('dist-types'), { recursive: true, force: true });
      return program('The type check', context, [
        inRoot('node_modules/typescript/bin/tsc'),
      ]);
    },
  },
  {
    name: 'format',
    run: context =>
      program('The format check', context, [
        inRoot('node_modules/prettier/bin-prettier.js'),
        context.fix ? '--write' : '--check',
        '--loglevel',
        'warn',
        '.',
      ]),
  },
  {
    name: 'lint',
    run: context =>
      program('Lint', context, [
        backstageCli,
        'repo',
        'lint',
        ...(context.fix ? ['--fix'] : ['--max-warnings', '0']),
      ]),
  },
  { name: 'boundaries', run: () => checkBoundaries() },
  { name: 'commands', run: () => checkCommands() },
  { name: 'translations', run: () => checkTranslations() },
  {
    name: 'reports',
    run: context =>
      program('The check of API and SQL reports', context, [
        inRoot('node_modules/@backstage/repo-tools/bin/backstage-repo-tools'),
        'api-reports',
        'plugins/*',
        // Not published, so nobody relies on their shape.
        '--exclude',
        'plugins/auth-backend-module-*',
        '--sql-reports',
        // The entry points of this workspace are sources, which the extractor takes for a mistake.
        '--omit-messages',
        'ae-wrong-input-file-type,ae-undocumented',
        ...(context.fix ? [] : ['--ci']),
      ]),
  },
  { name: 'unit', run: context => runUnitTests(context) },
  { name: 'bundle', run: context => checkBundle(context) },
  { name: 'e2e', run: context => runBrowserTests(context) },
];

function describeDuration(begin) {
  return `${Math.round((Date.now() - begin) / 1000)} s`;
}

/**
 * Runs stages one after the other and stops at the first that fails.
 *
 * @param {string[]} names
 * @param {{ tools: object, log: (line: string) => void, fix?: boolean }} context
 * @returns {Promise<{ passed: number, failed: number }>} the tests of all stages; a stage without tests that fails counts as one
 */
export async function runStages(names, context) {
  const total = { passed: 0, failed: 0 };
  for (const { name, run } of stages.filter(stage =>
    names.includes(stage.name),
  )) {
    const begin = Date.now();
    console.log(`\n=== ${name}`);
    try {
      const result = await run(context);
      total.passed += result?.passed ?? 0;
      total.failed += result?.failed ?? 0;
    } catch (error) {
      total.failed += 1;
      console.error(`\n${error.message}`);
    }
    const verdict = total.failed > 0 ? 'failed' : 'passed';
    console.log(`=== ${name} ${verdict} after ${describeDuration(begin)}`);
    if (total.failed > 0 || process.exitCode) {
      break;
    }
  }
  return total;
}
