import { readOptions } from './options.mjs';
import { Problem, runMain } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { prepareToolchain } from './toolchain.mjs';

/** A command that runs some of the stages and ends with a line that says how many tests passed and failed. */
export function runTestCommand({ usage, defaultStages }) {
  return runMain(async () => {
    const options = readOptions(
      {
        only: { type: 'string' },
        skip: { type: 'string' },
        fix: { type: 'boolean', default: false },
      },
      usage,
    );
    const log = createProgress();
    const tools = await prepareToolchain(log);
    // Only now: the stages import what the toolchain has installed.
    const { runStages, stages } = await import('./stages.mjs');
    const known = stages.map(stage => stage.name);
    const wanted = options.only?.split(',') ?? defaultStages ?? known;
    const skipped = options.skip?.split(',') ?? [];
    const unknown = [...wanted, ...skipped].filter(
      name => !known.includes(name),
    );
    if (unknown.length > 0) {
      throw new Problem(`There is no stage ${unknown.join(', ')}.`, [
        `The stages are ${known.join(', ')}.`,
      ]);
    }
    const { passed, failed } = await runStages(
      wanted.filter(name => !skipped.includes(name)),
      { tools, log, fix: options.fix },
    );
    log('Done');
    console.log(`\n${passed} passed, ${failed} failed`);
    if (failed > 0) {
      process.exitCode = 1;
    }
  });
}
