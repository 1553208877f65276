/**
 * Brings Node 24 and Yarn 4 through npm, so that a machine needs nothing but git, Node and npm. Only `node:` modules are
 * imported here: this runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { delimiter, dirname } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';

const WANTED_MAJOR = 24;
const OLDEST_MAJOR = 20;
const NETWORK_ERROR =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|RequestError|getaddrinfo|network/;

const toolchainDir = inRoot('.toolchain');
const toolRecord = inRoot('.toolchain', 'tools.json');
const installedStamp = inRoot('node_modules', '.installed-from');

/** npm hands its own settings down in variables that would make an inner npm aim at this project. */
function cleanEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(config_(local_)?prefix|package_|lifecycle_)/i.test(name),
    ),
  );
}

function collect(command, args, options) {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a script on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    const take = chunk => {
      output += chunk;
      options.onOutput?.(String(chunk));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', code => resolvePromise({ code, output }));
  });
}

function tail(output, lines = 15) {
  return output.trim().split('\n').slice(-lines);
}

/** Words a failed download: most often it is the network. */
export function explainFailure(what, output) {
  return NETWORK_ERROR.test(output)
    ? new Problem(`${what} failed: the npm registry did not answer.`, [
        'Is this machine online, and does it need a proxy (HTTPS_PROXY)?',
        'The registry in use is shown by: npm config get registry',
        ...tail(output, 5),
      ])
    : new Problem(`${what} failed.`, tail(output));
}

async function npmInstall(dependencies, env) {
  mkdirSync(toolchainDir, { recursive: true });
  writeFileSync(
    inRoot('.toolchain', 'package.json'),
    JSON.stringify({ private: true, dependencies }),
  );
  return collect(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
    ],
    { cwd: toolchainDir, env },
  );
}

function toolPackages(manifest, useOwnNode) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const nodePackage = `node-${platform}-${process.arch}`;
  return {
    nodePackage,
    dependencies: {
      '@yarnpkg/cli-dist': manifest.packageManager.split('@')[1],
      ...(useOwnNode ? { [nodePackage]: manifest.toolchain.node } : {}),
    },
  };
}

function nodeBinary(nodePackage) {
  return inRoot(
    '.toolchain/node_modules',
    nodePackage,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
}

/** What `.toolchain` was asked to hold before; a package that the registry lacks is remembered as `missing`. */
function readToolRecord() {
  try {
    return JSON.parse(readFileSync(toolRecord, 'utf8'));
  } catch {
    return { dependencies: {}, missing: [] };
  }
}

function hasTools(record, wanted) {
  return Object.entries(wanted).every(
    ([name, version]) =>
      record.missing.includes(`${name}@${version}`) ||
      (record.dependencies[name] === version &&
        existsSync(inRoot('.toolchain/node_modules', name, 'package.json'))),
  );
}

async function fetchTools(wanted, nodePackage, env) {
  // What is there stays: npm would remove a Node that another command runs on.
  const dependencies = { ...readToolRecord().dependencies, ...wanted };
  let missing = [];
  let result = await npmInstall(dependencies, env);
  if (result.code !== 0 && /E404|ETARGET/.test(result.output)) {
    // Not every platform has its Node as an npm package (Apple silicon has none): the machine's own serves there.
    missing = [`${nodePackage}@${dependencies[nodePackage]}`];
    delete dependencies[nodePackage];
    result = await npmInstall(dependencies, env);
  }
  if (result.code !== 0) {
    throw explainFailure('Fetching Node and Yarn', result.output);
  }
  writeFileSync(toolRecord, JSON.stringify({ dependencies, missing }));
}

/** Installs what `.toolchain` lacks and answers which Node to use. */
async function installTools(manifest, env, log) {
  // A command started by our own Node, as Yarn's scripts are, must not conclude that it needs none.
  const useOwnNode =
    Number(process.versions.node.split('.')[0]) !== WANTED_MAJOR ||
    process.execPath.startsWith(toolchainDir);
  const { nodePackage, dependencies } = toolPackages(manifest, useOwnNode);
  if (!hasTools(readToolRecord(), dependencies)) {
    log(
      `Fetching ${
        useOwnNode ? `Node ${manifest.toolchain.node} and ` : ''
      }Yarn through npm`,
    );
    await fetchTools(dependencies, nodePackage, env);
  }
  const own = nodeBinary(nodePackage);
  return useOwnNode && existsSync(own) ? own : process.execPath;
}

/** The registry of npm's configuration, so that one setting serves npm and Yarn on networks with a mirror. */
async function registryEnv(env) {
  if (env.YARN_NPM_REGISTRY_SERVER) {
    return {};
  }
  const { code, output } = await collect('npm', ['config', 'get', 'registry'], {
    cwd: toolchainDir,
    env,
  });
  const registry = output.trim();
  if (code !== 0 || !/^https?:\/\/\S+$/.test(registry)) {
    return {};
  }
  return {
    YARN_NPM_REGISTRY_SERVER: registry,
    ...(registry.startsWith('http:')
      ? { YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname }
      : {}),
  };
}

function dependencyFingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'yarn.lock', '.yarnrc.yml']) {
    hash.update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

async function installDependencies(tools, log) {
  const fingerprint = dependencyFingerprint();
  if (
    existsSync(installedStamp) &&
    readFileSync(installedStamp, 'utf8') === fingerprint
  ) {
    return;
  }
  log('Installing dependencies (the first time this takes a few minutes)');
  const { code, output } = await collect(
    tools.node,
    [tools.yarn, 'install', '--immutable'],
    {
      cwd: root,
      env: { ...tools.env, ...(await registryEnv(tools.env)) },
      onOutput: chunk => {
        const step = /┌ (.+? step)/.exec(chunk);
        if (step) {
          log(`  ${step[1]}`);
        }
      },
    },
  );
  if (code !== 0) {
    throw explainFailure('Installing dependencies', output);
  }
  writeFileSync(installedStamp, fingerprint);
}

/** Throws when the running Node is older than this project can even start with. */
export function assertNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) < OLDEST_MAJOR) {
    throw new Problem(
      `Node ${version} is too old: version ${OLDEST_MAJOR} or newer is needed.`,
      ['Get it from https://nodejs.org, then run the command again.'],
    );
  }
}

/**
 * Makes sure that Node 24, Yarn and all dependencies are there.
 *
 * @param {(line: string) => void} log is told what takes time
 * @returns {Promise<{ node: string, yarn: string, env: NodeJS.ProcessEnv }>} what to start children with
 */
export async function prepareToolchain(log) {
  assertNode();
  const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const env = cleanEnv();
  const node = await installTools(manifest, env, log);
  const pathName =
    Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH';
  const tools = {
    node,
    yarn: inRoot('.toolchain/node_modules/@yarnpkg/cli-dist/bin/yarn.js'),
    env: {
      ...env,
      [pathName]: [
        dirname(node),
        inRoot('.toolchain/node_modules/.bin'),
        inRoot('node_modules/.bin'),
        env[pathName],
      ].join(delimiter),
    },
  };
  await installDependencies(tools, log);
  return tools;
}
