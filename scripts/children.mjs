import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

const GRACE_MS = 5_000;
const SIGNAL_ORDER_MS = 100;

/** Standard output and error of a child, as lines: kept for messages, offered to a listener, written to a file. */
function followLines(child, { logFile, echo, inherit }) {
  const file = logFile && createWriteStream(logFile, { flags: 'w' });
  const recent = [];
  const listeners = new Set();
  for (const stream of inherit ? [] : [child.stdout, child.stderr]) {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stream.on('data', chunk => {
      file?.write(chunk);
      if (echo) {
        process.stdout.write(chunk);
      }
      const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) {
        recent.push(line);
        listeners.forEach(listener => listener(line));
      }
      recent.splice(0, recent.length - 30);
    });
  }
  child.on('close', () => file?.end());
  return { recent, listeners };
}

/**
 * The processes that a command has started. Whatever way the command ends, they end too: by a signal when it can still send
 * one, otherwise because their standard input closes.
 */
export class Children {
  #running = new Map();
  #stopping = false;
  #onUnexpectedEnd;

  /** @param {(problem: Problem) => void} onUnexpectedEnd is told when a child ends that should not have */
  constructor(onUnexpectedEnd) {
    this.#onUnexpectedEnd = onUnexpectedEnd;
  }

  /**
   * Starts a Node program.
   *
   * @param {string} name in messages
   * @param {{ node: string, env: NodeJS.ProcessEnv }} tools
   * @param {string[]} args
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile?: string, echo?: boolean, mayEnd?: boolean, inherit?: boolean }} options
   *   `mayEnd`: that it ends by itself is no failure; `inherit`: it writes to our own output itself, so that nothing of it is
   *   lost when it exits in the middle of a line
   */
  start(name, tools, args, options = {}) {
    if (this.#stopping) {
      throw new Problem(`The ${name} is not started: this command ends.`);
    }
    const child = spawn(
      tools.node,
      ['--require', inRoot('scripts/exitWithParent.cjs'), ...args],
      {
        cwd: options.cwd,
        env: {
          ...tools.env,
          ...options.env,
          EXIT_WITH_PARENT: String(process.pid),
        },
        stdio: options.inherit
          ? ['pipe', 'inherit', 'inherit']
          : ['pipe', 'pipe', 'pipe'],
      },
    );
    // A child that ends while we write to it is reported by its exit.
    child.stdin.on('error', () => {});
    const { recent, listeners } = followLines(child, options);
    const ended = new Promise(resolve => {
      child.on('error', error => {
        recent.push(error.message);
        resolve(1);
      });
      child.on('close', (code, signal) => resolve(code ?? signal ?? 1));
    });
    const describeEnd = code =>
      new Problem(`The ${name} ended (${code}).`, [
        ...(options.logFile ? [`Its log: ${options.logFile}`] : []),
        ...recent,
      ]);
    this.#running.set(child, ended);
    ended.then(code => {
      this.#running.delete(child);
      // Ctrl-C reaches the children of a terminal as well as us, in any order: ours may come a moment later.
      setTimeout(() => {
        if (!this.#stopping && !options.mayEnd) {
          this.#onUnexpectedEnd(describeEnd(code));
        }
      }, SIGNAL_ORDER_MS);
    });
    return {
      ended,
      /** Writes to its standard input. */
      send: text => child.stdin.write(text),
      /** Resolves when it ended well, otherwise throws with its last lines. */
      succeeded: async () => {
        const code = await ended;
        if (code !== 0) {
          throw describeEnd(code);
        }
      },
      /** Resolves with the first line that matches. */
      line: pattern =>
        new Promise((resolve, reject) => {
          const listener = line => {
            const match = pattern.exec(line);
            if (match) {
              listeners.delete(listener);
              resolve(match);
            }
          };
          listeners.add(listener);
          recent.forEach(listener);
          ended.then(code => reject(describeEnd(code)));
        }),
    };
  }

  /** Ends all children, gently first, and resolves when the last is gone. */
  async stop() {
    this.#stopping = true;
    const running = [...this.#running];
    for (const [child] of running) {
      child.stdin.end();
      child.kill('SIGTERM');
    }
    const impatient = setTimeout(() => {
      running.forEach(([child]) => child.kill('SIGKILL'));
    }, GRACE_MS);
    await Promise.all(running.map(([, ended]) => ended));
    clearTimeout(impatient);
  }
}
