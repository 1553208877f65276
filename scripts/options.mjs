// By its default export, which even a Node without `parseArgs` can link: it shall be told that it is too old.
import util from 'node:util';
import { Problem } from './problem.mjs';

/** Parses the options of a command, or says how it is used. */
export function readOptions(options, usage, allowPositionals = false) {
  let parsed;
  try {
    parsed = util.parseArgs({
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
