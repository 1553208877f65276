/** What the commands promise when something is wrong, and that they leave no process behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDir } from './dataDir.mjs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { assertNode, explainFailure } from './toolchain.mjs';

const PATIENCE_MS = 20_000;

function runScript(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('scripts', name), ...args], {
      cwd: root,
    });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    child.on('error', reject);
    child.on('close', code => resolve({ code, output }));
  });
}

function occupyPort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve({ port: server.address().port, free: () => server.close() }),
    );
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid) {
  const deadline = Date.now() + PATIENCE_MS;
  while (isAlive(pid)) {
    assert.ok(Date.now() < deadline, `process ${pid} is still there`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** A command that has started one child, which would live for ever; resolves with the ids of both. */
async function startFamily() {
  const parent = spawn(
    process.execPath,
    [inRoot('scripts/exampleFamily.mjs')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise(resolve =>
    parent.on('close', code => resolve(code)),
  );
  const childPid = await new Promise(resolve => {
    parent.stdout.on('data', chunk => {
      const match = /child (\d+)/.exec(String(chunk));
      if (match) {
        resolve(Number(match[1]));
      }
    });
  });
  return { parent, ended, childPid };
}

const checks = {
  'a taken port is named, with the flag that chooses another': async () => {
    const { port, free } = await occupyPort();
    try {
      const { code, output } = await runScript('start.mjs', [
        '--port',
        `${port}`,
      ]);
      assert.equal(code, 1);
      assert.match(output, new RegExp(`Port ${port} of this machine is taken`));
      assert.match(output, /npm start -- --port \d+/);
      assert.doesNotMatch(output, /^\s+at /m);
    } finally {
      free();
    }
  },
  'an unknown option shows how the command is used': async () => {
    const { code, output } = await runScript('start.mjs', ['--prot', '1']);
    assert.equal(code, 1);
    assert.match(output, /--prot/);
    assert.match(output, /Usage: npm start/);
  },
  'a port that is none is refused': async () => {
    const { code, output } = await runScript('start.mjs', ['--port', '70000']);
    assert.equal(code, 1);
    assert.match(output, /70000 is not a port/);
  },
  'a Node that is too old is told so': async () => {
    assert.throws(
      () => assertNode('18.20.0'),
      /Node 18.20.0 is too old: version 20/,
    );
    assert.doesNotThrow(() => assertNode('20.0.0'));
  },
  'a registry that does not answer is told from a failing install':
    async () => {
      assert.match(
        explainFailure('Installing', 'getaddrinfo ENOTFOUND registry.example')
          .message,
        /registry did not answer/,
      );
      assert.doesNotMatch(
        explainFailure(
          'Installing',
          'YN0028 The lockfile would have been modified',
        ).message,
        /registry did not answer/,
      );
    },
  'two portals do not share one folder': async () => {
    const parent = mkdtempSync(join(tmpdir(), 'kafka-clusters-data-'));
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    try {
      const mine = openDataDir(parent, false);
      mine.holdAs(other.pid);
      assert.throws(() => openDataDir(parent, false), /running already/);
      other.kill('SIGKILL');
      await untilGone(other.pid);
      assert.doesNotThrow(() => openDataDir(parent, true));
    } finally {
      other.kill('SIGKILL');
      rmSync(parent, { recursive: true, force: true });
    }
  },
  'a signal ends the children too': async () => {
    const { parent, ended, childPid } = await startFamily();
    parent.kill('SIGINT');
    assert.equal(await ended, 130);
    await untilGone(childPid);
  },
  'children notice that their parent was killed': async () => {
    const { parent, ended, childPid } = await startFamily();
    parent.kill('SIGKILL');
    await ended;
    await untilGone(childPid);
  },
};

/** Throws with the names of the promises that were broken. */
export async function checkCommands() {
  const broken = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
    } catch (error) {
      broken.push(`${name}: ${error.message}`);
    }
  }
  if (broken.length > 0) {
    throw new Problem('Broken promises of the commands:', broken);
  }
  console.log(`${Object.keys(checks).length} promises of the commands hold`);
}
