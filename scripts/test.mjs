/** `npm test`: everything that CI checks. */
import { runTestCommand } from './testCommand.mjs';

runTestCommand({
  usage: `Usage: npm test -- [options]

  --only STAGE,...   only these stages: types, format, lint, boundaries, commands, translations, reports, unit, bundle, e2e
  --skip STAGE,...   all but these
  --help             this text`,
});
