import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from './paths.mjs';

/** Everything whose change makes another bundle. */
const SOURCES = [
  'packages/app/src',
  'packages/app/public',
  'packages/app/package.json',
  'packages/app/config.d.ts',
  'plugins/kafka-clusters/src',
  'plugins/kafka-clusters/package.json',
  'plugins/kafka-clusters-common/src',
  'plugins/kafka-clusters-common/package.json',
  'plugins/scaffolder-module-kafka-clusters/src',
  'plugins/scaffolder-module-kafka-clusters/package.json',
  'yarn.lock',
];
/** Tests and fixtures never enter the bundle. */
const IRRELEVANT = /\.test\.tsx?$|setupTests\.ts$|__fixtures__|testUtils/;

const stamp = inRoot('packages/app/dist/.built-from');

function listFiles(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap(name => listFiles(join(path, name)))
    : [path];
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(source => listFiles(inRoot(source)))) {
    if (!IRRELEVANT.test(file)) {
      const content = readFileSync(file);
      hash.update(`${file.slice(root.length)}\0${content.length}\0`);
      hash.update(content);
    }
  }
  return hash.digest('hex');
}

/** Builds the app unless the last build was made from the very same sources. */
export async function buildApp(children, tools, log) {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  log('Building the app');
  const build = children.start(
    'build of the app',
    tools,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    { cwd: inRoot('packages/app'), mayEnd: true },
  );
  await build.succeeded();
  writeFileSync(stamp, wanted);
}
