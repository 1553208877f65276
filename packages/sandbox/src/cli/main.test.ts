import { ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FlagError, readFlags } from './flags';

const PROGRAM = path.resolve(__dirname, '../../bin/sandbox.mjs');

interface Run {
  child: ChildProcess;
  firstLine: Promise<string>;
  ended: Promise<number | null>;
  errors(): string;
}

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // The test's own loaders are not for the program.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let output = '';
  let errors = '';
  child.stderr?.on('data', chunk => (errors += chunk));
  const ended = new Promise<number | null>(resolve =>
    child.on('close', code => resolve(code)),
  );
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      output += chunk;
      const [line, rest] = output.split('\n');
      if (rest !== undefined) {
        resolve(line);
      }
    });
    ended.then(() => reject(new Error(`ended first: ${errors}`)), reject);
  });
  firstLine.catch(() => undefined);
  return { child, firstLine, ended, errors: () => errors };
}

describe('readFlags', () => {
  it('reads all flags', () => {
    const args =
      '--port 0 --data-dir d --token-auth-file t --empty --speed 2.5 --reset --exit-with-parent';
    expect(readFlags(args.split(' '))).toEqual({
      help: false,
      port: 0,
      dataDir: 'd',
      tokenAuthFile: 't',
      empty: true,
      speed: 2.5,
      reset: true,
      exitWithParent: true,
    });
  });

  it.each([
    ['--port', 'x'],
    ['--port', '70000'],
    ['--speed', '0'],
    ['--speed', 'fast'],
    ['--colour', 'red'],
    ['stray'],
  ])('refuses %s %s', (...args) => {
    expect(() => readFlags(args)).toThrow(FlagError);
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('says when it is ready, and ends by signal', async () => {
    const { child, firstLine, ended } = run('--data-dir', folder, '--empty');
    expect(await firstLine).toMatch(
      /^Sandbox ready: dev https:\/\/127\.0\.0\.1:\d+ prod https:\/\/127\.0\.0\.1:\d+ kubeconfig \S+kubeconfig$/,
    );
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('ends with its parent', async () => {
    const { child, firstLine, ended } = run(
      '--data-dir',
      folder,
      '--empty',
      '--exit-with-parent',
    );
    await firstLine;
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('starts again after a kill, on the same ports', async () => {
    const first = run('--data-dir', folder, '--empty');
    const line = await first.firstLine;
    first.child.kill('SIGKILL');
    await first.ended;
    const second = run('--data-dir', folder, '--empty');
    expect(await second.firstLine).toBe(line);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('says what is wrong with a flag or a token file', async () => {
    const flag = run('--speed', 'x');
    expect(await flag.ended).toBe(2);
    expect(flag.errors()).toContain('--speed must be a number above 0');
    const tokens = path.join(folder, 'tokens.csv');
    fs.writeFileSync(tokens, 'only-a-token\n');
    const file = run('--data-dir', folder, '--token-auth-file', tokens);
    expect(await file.ended).toBe(1);
    expect(file.errors()).toContain('line 1 of the token file');
  });
});
