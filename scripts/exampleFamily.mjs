/** A command with one child that never ends by itself, for `commandChecks.mjs`. */
import { runMain } from './problem.mjs';
import { supervise } from './supervise.mjs';

runMain(() =>
  supervise(async children => {
    const child = children.start(
      'child',
      { node: process.execPath, env: process.env },
      ['-e', 'setInterval(() => {}, 1000); console.log("pid", process.pid)'],
    );
    const [, pid] = await child.line(/^pid (\d+)/);
    console.log(`child ${pid}`);
    await child.ended;
  }),
);
