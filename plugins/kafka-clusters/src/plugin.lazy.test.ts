import { readFileSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const loaded: string[] = [];

jest.mock('./pages', () => loaded.push('pages'));
jest.mock('./entity', () => loaded.push('entity'));
jest.mock('./hooks/QueryProvider', () => loaded.push('hooks'));
jest.mock('./translations/zh', () => loaded.push('zh'));

/** What a file imports when it is loaded: types are gone then, `import()` comes later. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(
      /^(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
    ),
  ].map(([, name]) => name);
}

function resolveFile(from: string, name: string): string {
  const path = join(dirname(from), name);
  const found = [
    path,
    `${path}.ts`,
    `${path}.tsx`,
    `${path}/index.ts`,
    `${path}/index.tsx`,
  ].find(candidate => /\.(tsx?|css)$/.test(candidate) && existsSync(candidate));
  if (!found) {
    throw new Error(`${from} imports ${name}, which is not there`);
  }
  return found;
}

/** All that comes with a file: its own files and packages, and theirs. */
function closureOf(start: string) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) {
      return;
    }
    files.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) {
        visit(resolveFile(file, name));
      } else {
        packages.add(name);
      }
    }
  };
  visit(join(__dirname, start));
  return {
    files: [...files].map(file => relative(__dirname, file)).sort(),
    packages: [...packages].sort(),
  };
}

describe('the table of contents', () => {
  it('loads neither screens, nor fetch state, nor a second language', async () => {
    await import('./plugin');
    await import('./translations');
    expect(loaded).toEqual([]);
    await import('./pages');
    expect(loaded).toEqual(['pages']);
  });

  it('comes with the API and the routes alone', () => {
    expect(closureOf('plugin.tsx')).toEqual({
      files: ['api.ts', 'plugin.tsx', 'routes.ts'],
      packages: [
        '@backstage/core-plugin-api',
        '@backstage/frontend-plugin-api',
        '@backstage/plugin-catalog-react/alpha',
        '@kafka-clusters/plugin-kafka-clusters-common',
        '@remixicon/react',
      ],
    });
  });
});

describe('the entry of the package', () => {
  // It exports parts that the form shows too; a bundle takes of them what it uses.
  it('imports no page, no part of an entity and no second language', () => {
    const { files } = closureOf('index.ts');
    expect(files).toContain('components/ClusterMap.tsx');
    expect(
      files.filter(file => /^(pages|entity|translations\/zh)\b/.test(file)),
    ).toEqual([]);
  });

  it('is seen through by this test: a page comes with its parts', () => {
    const { files, packages } = closureOf('pages/index.tsx');
    expect(files).toEqual(
      expect.arrayContaining([
        'pages/FleetPage/FleetRow.tsx',
        'components/VerdictCard.module.css',
        'view/words.ts',
      ]),
    );
    expect(packages).toContain('@tanstack/react-query');
  });
});
