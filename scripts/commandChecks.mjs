/** What the commands promise when something is wrong, and that they leave no process behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDir, openOwnDataDir } from './dataDir.mjs';
import { readContexts, toClusterName } from './kubeconfig.mjs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { writeOwnClustersConfig } from './runtimeConfig.mjs';
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

/** Calls back with a folder that is gone afterwards. */
async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-clusters-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const exampleKubeconfig = {
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'admin@one',
  clusters: [
    { name: 'one', cluster: { server: 'https://one.example:6443' } },
    { name: 'other', cluster: { server: 'https://other.example' } },
    { name: 'one-again', cluster: { server: 'https://one.example:6443/' } },
  ],
  contexts: [
    { name: 'admin@one', context: { cluster: 'one', user: 'a' } },
    { name: 'other', context: { cluster: 'other', user: 'a' } },
    { name: 'reader', context: { cluster: 'one-again', user: 'b' } },
    { name: 'broken', context: { user: 'a' } },
  ],
};

function writeKubeconfig(folder, changes = {}) {
  const file = join(folder, 'config');
  writeFileSync(file, JSON.stringify({ ...exampleKubeconfig, ...changes }));
  return file;
}

const checks = {
  'a kubeconfig that is none is named': () =>
    withFolder(async folder => {
      const missing = join(folder, 'missing');
      for (const [path, message] of [
        [missing, /There is no file .*missing/],
        [folder, /is not a file/],
      ]) {
        const { code, output } = await runScript('start.mjs', [
          '--kubeconfig',
          path,
        ]);
        assert.equal(code, 1);
        assert.match(output, message);
        assert.doesNotMatch(output, /^\s+at /m);
      }
      const noYaml = join(folder, 'no-yaml');
      writeFileSync(noYaml, 'token: [secret-value');
      assert.throws(
        () => readContexts(noYaml, []),
        ({ message }) =>
          /is not YAML/.test(message) && !message.includes('secret-value'),
      );
    }),
  'options of the sandbox and of own clusters do not mix': () =>
    withFolder(async folder => {
      const file = writeKubeconfig(folder);
      for (const [args, message] of [
        [['--kubeconfig', file, '--empty'], /--empty: only for the sandbox/],
        [
          ['--kubeconfig', file, '--speed', '5', '--sandbox-port', '1'],
          /--sandbox-port, --speed: only for the sandbox/,
        ],
        [['--context', 'a'], /--context: only with --kubeconfig/],
        [['--allow-writes'], /--allow-writes: only with --kubeconfig/],
      ]) {
        const { code, output } = await runScript('start.mjs', args);
        assert.equal(code, 1);
        assert.match(output, message);
      }
    }),
  'contexts are found, or those that there are are listed': () =>
    withFolder(async folder => {
      const file = writeKubeconfig(folder);
      const contextsOf = wanted =>
        readContexts(file, wanted).clusters.map(({ context }) => context);
      assert.deepEqual(contextsOf([]), ['admin@one']);
      assert.deepEqual(contextsOf(['other', 'admin@one', 'other']), [
        'other',
        'admin@one',
      ]);
      assert.throws(
        () => readContexts(file, ['other', 'nope']),
        /has no context nope\.\n {2}Its contexts: admin@one, other, reader, broken/,
      );
      // It is a line in the portal, not an end of it.
      assert.deepEqual(contextsOf(['broken', 'other']), ['broken', 'other']);
      writeKubeconfig(folder, { 'current-context': '' });
      assert.throws(() => readContexts(file, []), /has no current context/);
      writeKubeconfig(folder, { contexts: undefined });
      assert.throws(() => readContexts(file, ['a']), /Its contexts: none/);
    }),
  'a Kubernetes cluster that two contexts lead to is shown once': () =>
    withFolder(async folder => {
      const { clusters, notes } = readContexts(writeKubeconfig(folder), [
        'reader',
        'admin@one',
        'other',
      ]);
      assert.deepEqual(
        clusters.map(({ title }) => title),
        ['reader', 'other'],
      );
      assert.match(notes.join(), /admin@one .* same .* as reader/);
    }),
  'names of Kubernetes clusters are DNS labels that tell contexts apart':
    async () => {
      assert.equal(toClusterName('dev'), 'dev');
      const names = [
        'kubernetes-admin@kubernetes',
        'kubernetes.admin@kubernetes',
        'arn:aws:eks:eu-west-1:123456789012:cluster/orders',
        '___',
        'DEV',
        'x'.repeat(80),
        'x'.repeat(81),
      ].map(toClusterName);
      names.forEach(name =>
        assert.match(name, /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
      );
      assert.equal(new Set([...names, 'dev']).size, names.length + 1);
    },
  'own clusters keep their data apart, and only read unless asked': () =>
    withFolder(async folder => {
      const sandbox = openDataDir(folder, false);
      const own = openOwnDataDir(folder, '/some/kubeconfig', false);
      const other = openOwnDataDir(folder, '/other/kubeconfig', true);
      assert.equal(new Set([sandbox.portal, own.portal, other.portal]).size, 3);
      for (const allowWrites of [false, true]) {
        const file = writeOwnClustersConfig({
          appUrl: 'http://127.0.0.1:7007',
          backendUrl: 'http://127.0.0.1:7007',
          port: 7007,
          portalDir: own.portal,
          kubeconfig: '/some/kubeconfig',
          clusters: [{ name: 'one', title: 'One', context: 'one' }],
          allowWrites,
        });
        const config = JSON.parse(readFileSync(file, 'utf8'));
        assert.equal(config.kafkaClusters.readOnly, !allowWrites);
        assert.deepEqual(Object.keys(config.auth.providers), ['local-user']);
        assert.equal(config.backend.listen.host, '127.0.0.1');
      }
    }),
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
