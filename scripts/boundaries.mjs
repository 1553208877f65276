/**
 * Shows each boundary of `.eslintrc.js` a file that breaks it, so that a rule which has fallen silent is noticed. A rule about
 * folders needs the imported file to exist, so the samples import what is there and are themselves only in memory.
 */
import { existsSync, readdirSync } from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';

const PACKAGES = '@typescript-eslint/no-restricted-imports';
const ROOMS = 'import/no-restricted-paths';

const common = 'plugins/kafka-clusters-common/src';
const node = 'plugins/kafka-clusters-node/src';
const backend = 'plugins/kafka-clusters-backend/src';
const frontend = 'plugins/kafka-clusters/src';
const catalogModule = 'plugins/catalog-backend-module-kafka-clusters/src';

/** [file that breaks a boundary, package it imports] */
const packageSamples = [
  [`${common}/sample.ts`, 'react'],
  [`${common}/sample.ts`, 'express'],
  [`${common}/sample.ts`, '@kubernetes/client-node'],
  [`${common}/sample.ts`, '@backstage/backend-plugin-api'],
  [`${node}/sample.ts`, 'express'],
  [`${node}/sample.ts`, '@kafka-clusters/plugin-kafka-clusters-backend'],
  [
    `${catalogModule}/sample.ts`,
    '@kafka-clusters/plugin-kafka-clusters-backend',
  ],
  [`${catalogModule}/sample.ts`, '@kubernetes/client-node'],
  [`${backend}/services/sample.ts`, 'express'],
  [`${backend}/services/sample.ts`, '@kubernetes/client-node'],
  [`${backend}/services/sample.ts`, '@kafka-clusters/sandbox'],
  [`${backend}/http/sample.ts`, '@kubernetes/client-node'],
  [`${backend}/kubernetes/sample.ts`, 'express'],
  [`${frontend}/pages/sample.tsx`, '@material-ui/core'],
  [`${frontend}/pages/sample.tsx`, '@mui/material/Button'],
  [
    `${frontend}/pages/sample.tsx`,
    '@kafka-clusters/plugin-kafka-clusters-node',
  ],
  ['packages/app/src/sample.ts', '@kafka-clusters/sandbox'],
  ['packages/backend/src/sample.ts', '@kafka-clusters/sandbox'],
  [
    'packages/sandbox/src/sample.ts',
    '@kafka-clusters/plugin-kafka-clusters-common',
  ],
];

/** [source folder, room that imports, room or file that it may not import] */
const roomSamples = [
  [backend, 'adapters', 'kubernetes'],
  [backend, 'adapters', 'services'],
  [backend, 'kubernetes', 'services'],
  [backend, 'kubernetes', 'adapters'],
  [backend, 'store', 'services'],
  [backend, 'services', 'http'],
  [backend, 'http', 'adapters'],
  [backend, 'http', 'store'],
  [backend, 'services', 'plugin.ts'],
  [frontend, 'components', 'hooks'],
  [frontend, 'view', 'hooks'],
  [frontend, 'components', 'api.ts'],
  [frontend, 'pages', 'api.ts'],
  [frontend, 'hooks', 'pages'],
  [frontend, 'entity', 'api.ts'],
];

/** [file, rule, text] */
const textSamples = [
  [`${common}/sample.ts`, 'max-lines', 'export {};\n'.repeat(401)],
  [
    `${common}/sample.ts`,
    '@typescript-eslint/no-explicit-any',
    'export const sample = (value: any) => value;\n',
  ],
];

/** A module of the room, as an import from a neighbouring room writes it. */
function findModule(source, room) {
  const path = inRoot(source, room);
  if (room.endsWith('.ts')) {
    return existsSync(path) ? `../${room.replace(/\.ts$/, '')}` : undefined;
  }
  const file = existsSync(path)
    ? readdirSync(path, { recursive: true })
        .map(name => String(name).replaceAll('\\', '/'))
        .find(name => /^(?!.*(\.test\.|__)).*\.tsx?$/.test(name))
    : undefined;
  return file && `../${room}/${file.replace(/\.tsx?$/, '')}`;
}

function collectSamples() {
  const importing = (file, rule, specifier) => ({
    title: `${file} imports ${specifier}`,
    file,
    rule,
    text: `import * as sample from '${specifier}';\n\nexport const used = sample;\n`,
  });
  return [
    ...packageSamples.map(([file, name]) => importing(file, PACKAGES, name)),
    ...roomSamples.map(([source, room, other]) => {
      const specifier = findModule(source, other);
      if (!specifier) {
        throw new Problem(
          `The boundary check imports from ${source}/${other}, which does not exist or is empty.`,
          ['Remove the sample from scripts/boundaries.mjs or mend its path.'],
        );
      }
      return importing(`${source}/${room}/sample.ts`, ROOMS, specifier);
    }),
    ...textSamples.map(([file, rule, text]) => ({
      title: `${file} breaks ${rule}`,
      file,
      rule,
      text,
    })),
  ];
}

/** Throws unless every boundary speaks up. */
export async function checkBoundaries() {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({ cwd: root });
  const samples = collectSamples();
  const silent = [];
  for (const { title, file, rule, text } of samples) {
    const [result] = await eslint.lintText(text, { filePath: inRoot(file) });
    const spoke = result.messages.some(
      message => message.ruleId === rule && message.severity === 2,
    );
    if (!spoke) {
      silent.push(title);
    }
  }
  if (silent.length > 0) {
    throw new Problem('Boundaries that nothing guards any more:', silent);
  }
  return { passed: samples.length };
}
