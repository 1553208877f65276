import { spawn } from 'node:child_process';
import { Problem } from './problem.mjs';

/**
 * Runs a Node program to its end and throws with its last lines when it fails.
 *
 * @param {string} what for the message, as the subject of a sentence
 * @param {{ node: string, env: NodeJS.ProcessEnv }} tools
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, echo?: boolean }} options
 * @returns {Promise<string>} what it printed; nothing when `echo` lets it print to the terminal
 */
export function runToEnd(what, tools, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(tools.node, args, {
      cwd: options.cwd,
      env: { ...tools.env, ...options.env },
      // Through a pipe, the last lines of a program that exits in haste are lost.
      stdio: options.echo
        ? ['ignore', 'inherit', 'inherit']
        : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of options.echo ? [] : [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', chunk => {
        output += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) {
        resolve(output);
      } else {
        reject(
          new Problem(
            `${what} failed (${code}).`,
            options.echo ? [] : output.trim().split('\n').slice(-40),
          ),
        );
      }
    });
  });
}
