import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';

/** Parses the options of a command, or says how it is used. */
export function readOptions(options, usage, allowPositionals = false) {
  let parsed;
  try {
    parsed = parseArgs({
      options: { ...options, help: { type: 'boolean', default: false } },
      allowPositionals,
    });
  } catch (error) {
    throw new Problem(error.message, usage.split('\n'));
  }
  if (parsed.values.help) {
    console.log(usage);
    process.exit(0);
  }
  return { ...parsed.values, positionals: parsed.positionals };
}
