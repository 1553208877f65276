/** `yarn sandbox`: the sandbox alone; every flag goes to its program. */
import { runMain } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { sandboxProgram } from './sandboxProcess.mjs';
import { supervise } from './supervise.mjs';
import { prepareToolchain } from './toolchain.mjs';

runMain(async () => {
  const tools = await prepareToolchain(createProgress());
  const args = process.argv.slice(2);
  await supervise(async children => {
    const sandbox = children.start(
      'sandbox',
      tools,
      [sandboxProgram, ...args, '--exit-with-parent'],
      { inherit: true, mayEnd: true },
    );
    process.exitCode = await sandbox.ended;
  });
});
