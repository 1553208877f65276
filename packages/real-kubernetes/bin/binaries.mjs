/**
 * Where the programs of a real control plane are: in the folder that KUBEBUILDER_ASSETS names, else in a cache folder outside the
 * clone, where what is missing is built from the Go module of this package. Run as a program it prints the folder.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain } from '../../../scripts/isMain.mjs';
import { Problem, runMain } from '../../../scripts/problem.mjs';

const moduleFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The programs, and how long each takes to build on two cores. */
const programs = [
  { name: 'etcd', source: 'go.etcd.io/etcd/server/v3', takes: 'a minute' },
  {
    name: 'kube-apiserver',
    source: 'k8s.io/kubernetes/cmd/kube-apiserver',
    takes: '10 minutes',
  },
  {
    name: 'kube-controller-manager',
    source: 'k8s.io/kubernetes/cmd/kube-controller-manager',
    takes: '2 minutes',
  },
  {
    name: 'kubectl',
    source: 'k8s.io/kubernetes/cmd/kubectl',
    takes: 'half a minute',
  },
];

function run(command, args, options) {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = chunk => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', reject);
    child.on('close', code => resolvePromise({ code, output }));
  });
}

function fileNameOf(name) {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** The compiler that would build here, which a newer go.mod may have fetched: it is part of what is built. */
async function readCompiler(env) {
  let answer;
  try {
    answer = await run('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
      cwd: moduleFolder,
      env,
    });
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
    throw new Problem('Go is not on this machine.', [
      'It builds etcd and the Kubernetes API server for the tests on real components.',
      'Get it from https://go.dev/dl, or set KUBEBUILDER_ASSETS to a folder with',
      `${programs.map(({ name }) => name).join(', ')}.`,
    ]);
  }
  if (answer.code !== 0) {
    throw new Problem('Go does not work on this machine.', [
      answer.output.trim(),
    ]);
  }
  return answer.output.trim();
}

function cacheFolder(compiler, env) {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) {
    hash.update(readFileSync(join(moduleFolder, file)));
  }
  hash.update(compiler);
  const caches = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(
    caches,
    'kafka-clusters',
    'real-kubernetes',
    hash.digest('hex').slice(0, 16),
  );
}

/** What `kubectl version` and `/version` say; without it they would call themselves v0.0.0. */
function versionFlags() {
  const text = readFileSync(join(moduleFolder, 'go.mod'), 'utf8');
  const [, version, major, minor] =
    /k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\d+)/.exec(text);
  return Object.entries({
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
  })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}

async function build({ name, source }, folder, env) {
  const target = join(folder, fileNameOf(name));
  // Under a name of its own until it is whole: another run may look, or build the same.
  const unfinished = `${target}.${process.pid}`;
  try {
    const { code, output } = await run(
      'go',
      [
        'build',
        '-trimpath',
        '-ldflags',
        `-s -w ${versionFlags()}`,
        '-o',
        unfinished,
        source,
      ],
      { cwd: moduleFolder, env: { ...env, CGO_ENABLED: '0' } },
    );
    if (code !== 0) {
      throw new Problem(`Building ${name} failed (${code}).`, [
        'Modules come from the proxy that `go env GOPROXY` names: is this machine online?',
        ...output.trim().split('\n').slice(-15),
      ]);
    }
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function requireGiven(folder) {
  const missing = programs
    .map(({ name }) => fileNameOf(name))
    .filter(name => !existsSync(join(folder, name)));
  if (missing.length > 0) {
    throw new Problem(
      `KUBEBUILDER_ASSETS names ${folder}, which lacks ${missing.join(', ')}.`,
      ['Unset it, and what is needed is built with Go.'],
    );
  }
  return folder;
}

/**
 * The folder with etcd, kube-apiserver, kube-controller-manager and kubectl.
 *
 * @param {{ log: (line: string) => void, env?: NodeJS.ProcessEnv, only?: string[] }} options `only`: names of programs that are
 *   enough
 * @returns {Promise<string>}
 */
export async function provideBinaries({ log, env = process.env, only }) {
  if (env.KUBEBUILDER_ASSETS) {
    return requireGiven(resolve(env.KUBEBUILDER_ASSETS));
  }
  const compiler = await readCompiler(env);
  const folder = cacheFolder(compiler, env);
  const missing = programs.filter(
    ({ name }) =>
      (only?.includes(name) ?? true) &&
      !existsSync(join(folder, fileNameOf(name))),
  );
  mkdirSync(folder, { recursive: true });
  for (const program of missing) {
    log(`Building ${program.name} (once; about ${program.takes} on two cores)`);
    await build(program, folder, env);
  }
  return folder;
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    const only = process.argv.slice(2);
    const unknown = only.filter(
      wanted => !programs.some(({ name }) => name === wanted),
    );
    if (unknown.length > 0) {
      throw new Problem(`There is no program ${unknown.join(', ')}.`, [
        `The programs are ${programs.map(({ name }) => name).join(', ')}.`,
      ]);
    }
    console.log(
      await provideBinaries({
        log: line => console.error(line),
        only: only.length > 0 ? only : undefined,
      }),
    );
  });
}
