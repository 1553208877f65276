import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildApp } from './appBuild.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { supervise } from './supervise.mjs';

/** Text that only lazily loaded code contains: found in the first load, somebody has imported it eagerly. */
const LAZY_ONLY = [
  { what: 'TanStack Query', text: 'No QueryClient set' },
  { what: 'the Chinese words', text: '集群' },
  { what: 'the YAML parser', text: 'YAMLParseError' },
];

/** Our own code in the first load: routes, references and loaders, no screen. */
const OWN_LIMIT_KB = 40;
/** Everything that a browser fetches before it shows anything, Backstage's own included. */
const TOTAL_GZIP_LIMIT_KB = 1_000;

const kb = bytes => Math.round((bytes / 1024) * 10) / 10;

function listFirstLoad() {
  const dist = inRoot('packages/app/dist');
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  return [
    ...html.matchAll(/<script[^>]+src="[^"]*?(\/static\/[^"]+\.js)"/g),
  ].map(match => `${dist}${match[1]}`);
}

/** Throws when the first load of the app has grown beyond what a page table needs. */
export async function checkBundle({ tools, log }) {
  await supervise(children => buildApp(children, tools, log));
  const files = listFirstLoad();
  const sources = files.map(file => readFileSync(file));
  const own = files
    .filter(file => basename(file).startsWith('main.'))
    .reduce((sum, file) => sum + statSync(file).size, 0);
  const gzip = sources.reduce(
    (sum, source) => sum + gzipSync(source).length,
    0,
  );
  console.log(
    `First load: ${files.length} files, ${kb(
      gzip,
    )} kB compressed; of our own ${kb(own)} kB`,
  );
  const problems = [];
  if (own === 0) {
    problems.push('No file of our own was found in index.html');
  }
  for (const { what, text } of LAZY_ONLY) {
    files
      .filter((_, index) => sources[index].includes(text))
      .forEach(file =>
        problems.push(`${what} is loaded eagerly, in ${basename(file)}`),
      );
  }
  if (kb(own) > OWN_LIMIT_KB) {
    problems.push(
      `Our own code takes ${kb(own)} kB of the allowed ${OWN_LIMIT_KB}`,
    );
  }
  if (kb(gzip) > TOTAL_GZIP_LIMIT_KB) {
    problems.push(
      `All code takes ${kb(
        gzip,
      )} kB of the allowed ${TOTAL_GZIP_LIMIT_KB}, compressed`,
    );
  }
  if (problems.length > 0) {
    throw new Problem('The first load of the app is too heavy:', problems);
  }
}
