/** `yarn verify`: what can be said about the sources without a browser. */
import { runTestCommand } from './testCommand.mjs';

runTestCommand({
  usage: `Usage: yarn verify [options]

  --fix              mend what a program can mend: format, lint, reports
  --only STAGE,...   only these stages: types, format, lint, boundaries, commands, translations, reports, unit
  --skip STAGE,...   all but these
  --help             this text`,
  defaultStages: [
    'types',
    'format',
    'lint',
    'boundaries',
    'commands',
    'translations',
    'reports',
    'unit',
  ],
});
