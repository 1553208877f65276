/** Something that the person at the keyboard can mend: printed as it is, without a stack. */
export class Problem extends Error {
  /**
   * @param {string} what happened, in one line
   * @param {string[]} hints what to do about it, one line each
   */
  constructor(what, hints = []) {
    super([what, ...hints.map(hint => `  ${hint}`)].join('\n'));
    this.name = 'Problem';
  }
}

/** Runs a command's main function; a Problem ends it with its words, anything else with a stack. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
}
