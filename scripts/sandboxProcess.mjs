import { inRoot } from './paths.mjs';

/** The program of the sandbox. */
export const sandboxProgram = inRoot('packages/sandbox/bin/sandbox.mjs');

/** Starts the sandbox and resolves when its API servers answer. */
export async function startSandbox(
  children,
  { tools, dataDir, args, logFile, verbose },
) {
  const sandbox = children.start(
    'sandbox',
    tools,
    [sandboxProgram, '--data-dir', dataDir, '--exit-with-parent', ...args],
    { logFile, echo: verbose },
  );
  await sandbox.line(/^Sandbox ready:/);
}
