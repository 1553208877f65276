import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

// For tests in the checkout: never built.
// eslint-disable-next-line no-restricted-syntax
const program = resolve(__dirname, '..', 'bin', 'guardian.mjs');

interface Message {
  readonly started?: string;
  readonly pid?: number;
  readonly ended?: string;
  readonly code?: unknown;
}

/** A program of the control plane that runs. */
export interface GuardedProcess {
  readonly pid: number;
  /** Fulfilled with how it ended. */
  readonly ended: Promise<string>;
}

interface Entry {
  readonly started: (pid: number) => void;
  readonly ended: (code: string) => void;
}

/**
 * The programs of one control plane, in the care of a process that outlives
 * ours by a moment: it ends them and removes their folder even when ours is
 * killed.
 */
export class Guardian {
  private readonly entries = new Map<string, Entry>();
  private count = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', message => this.receive(message as Message));
  }

  /** @param folder - removed in the end */
  static start(folder: string): Guardian {
    return new Guardian(
      // Without our options: a debugger's port cannot be opened twice.
      fork(program, [folder], { execArgv: [], env: {}, detached: true }),
    );
  }

  /** Starts a program; its output goes to the end of a file. */
  async start(
    command: string,
    args: readonly string[],
    log: string,
  ): Promise<GuardedProcess> {
    this.count += 1;
    const start = `${this.count}`;
    let setEnded: (code: string) => void = () => undefined;
    const ended = new Promise<string>(done => {
      setEnded = done;
    });
    const pid = await new Promise<number>((done, reject) => {
      this.entries.set(start, {
        started: done,
        ended: code => {
          setEnded(code);
          reject(new Error(`${command} did not start (${code})`));
        },
      });
      this.child.send({ start, command, args, log });
    });
    return { pid, ended };
  }

  /** Ends everything and resolves when it is gone. */
  async stop(): Promise<void> {
    const gone = new Promise(done => this.child.once('exit', done));
    if (this.child.exitCode === null && this.child.connected) {
      this.child.disconnect();
      await gone;
    }
  }

  private receive({ started, pid, ended, code }: Message): void {
    if (started !== undefined) {
      this.entries.get(started)?.started(pid ?? 0);
    }
    if (ended !== undefined) {
      this.entries.get(ended)?.ended(String(code));
    }
  }
}
