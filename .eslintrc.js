/**
 * The boundaries of the house plan as rules. The packages' own files bring Backstage's rules; what is here uses only rule names
 * that those leave alone, because in a cascade the nearer file replaces a rule whole.
 *
 * `scripts/boundaries.mjs` shows a violation to each of these rules and fails when one keeps silent.
 */
const tests = [
  '**/*.test.*',
  // Tests on real components, which run on their own (`yarn test:real`).
  '**/*.real.ts',
  '**/__testUtils__/**',
  '**/testUtils/**',
  '**/__fixtures__/**',
  '**/setupTests.*',
];

const backend = 'plugins/kafka-clusters-backend/src';
const frontend = 'plugins/kafka-clusters/src';

const forbid = {
  mui: {
    group: ['@material-ui/*', '@mui/*'],
    message: 'Our own screens are made of @backstage/ui.',
  },
  sandbox: {
    group: ['@kafka-clusters/sandbox', '@kafka-clusters/sandbox/*'],
    message: 'The product does not know that the sandbox exists.',
  },
  react: {
    group: [
      'react',
      'react-dom',
      'react-dom/*',
      'react-router*',
      '@remixicon/*',
    ],
    message: 'React belongs to the frontend packages.',
  },
  frontendPackages: {
    group: [
      '@backstage/core-*',
      '@backstage/frontend-*',
      '@backstage/ui',
      '@kafka-clusters/plugin-kafka-clusters',
    ],
    message: 'Frontend packages have no business here.',
  },
  express: {
    group: ['express', 'express-promise-router'],
    message: 'Express lives in http/ of the backend plugin only.',
  },
  kubernetes: {
    group: ['@kubernetes/*', 'undici'],
    message: 'Only kubernetes/ of the backend plugin talks to an API server.',
  },
  backendPackages: {
    group: ['@backstage/backend-*', '@backstage/plugin-*-backend', 'knex'],
    message: 'Backend packages have no business here.',
  },
  backendPlugin: {
    group: ['@kafka-clusters/plugin-kafka-clusters-backend'],
    message: 'The suite is reached through kafkaClustersServiceRef.',
  },
  nodeLibrary: {
    group: ['@kafka-clusters/plugin-kafka-clusters-node'],
    message: 'The library of backends cannot be loaded here.',
  },
  product: {
    group: ['@kafka-clusters/plugin-*'],
    message: 'The sandbox is Kubernetes: it does not know the product.',
  },
};

/** Packages that the files may not import. */
function withoutPackages(files, groups, excludedFiles = []) {
  return {
    files,
    excludedFiles: [...tests, ...excludedFiles],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: groups },
      ],
    },
  };
}

/** Files of `rooms` may not import from `others`, both inside `source`. */
function closedRooms(source, rooms, others, message) {
  return {
    target: rooms.map(room => `${source}/${room}`),
    from: others.map(room => `${source}/${room}`),
    message,
  };
}

const backendZones = [
  closedRooms(
    backend,
    ['adapters'],
    ['kubernetes', 'services', 'store', 'http', 'actions'],
    'Adapters are pure: objects in, model or patches out.',
  ),
  closedRooms(
    backend,
    ['kubernetes'],
    ['adapters', 'services', 'store', 'http', 'actions'],
    'The gateway knows Kubernetes and nothing of Kafka or of who asks.',
  ),
  closedRooms(
    backend,
    ['store'],
    ['adapters', 'services', 'kubernetes', 'http', 'actions'],
    'A store knows its tables only.',
  ),
  closedRooms(
    backend,
    ['services'],
    ['http', 'actions'],
    'Nothing imports a door.',
  ),
  closedRooms(
    backend,
    ['http', 'actions'],
    ['adapters', 'kubernetes', 'store'],
    'A door reaches a service, and the service reaches the rest.',
  ),
  closedRooms(backend, ['http'], ['actions'], 'Doors do not know each other.'),
  closedRooms(backend, ['actions'], ['http'], 'Doors do not know each other.'),
  closedRooms(
    backend,
    ['adapters', 'kubernetes', 'store', 'services', 'http', 'actions'],
    ['plugin.ts'],
    'plugin.ts composes; nothing imports it.',
  ),
];

const frontendZones = [
  closedRooms(
    frontend,
    ['components', 'view'],
    ['hooks', 'api.ts', 'pages', 'entity', 'operations', 'panels'],
    'Components and views are given what they show.',
  ),
  closedRooms(
    frontend,
    ['pages', 'entity', 'operations', 'panels'],
    ['api.ts'],
    'Hooks are the only callers of the API.',
  ),
  closedRooms(
    frontend,
    ['hooks'],
    ['pages', 'entity', 'operations', 'panels', 'components'],
    'Hooks do not know who uses them.',
  ),
  closedRooms(
    frontend,
    ['api.ts'],
    ['hooks', 'pages', 'entity', 'operations', 'panels', 'components', 'view'],
    'The API does not know who uses it.',
  ),
];

function withZones(source, zones) {
  return {
    files: [`${source}/**`],
    excludedFiles: tests,
    rules: {
      'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
    },
  };
}

const everywhere = [forbid.mui, forbid.sandbox];
const noBackend = [
  forbid.express,
  forbid.kubernetes,
  forbid.backendPackages,
  forbid.backendPlugin,
  forbid.nodeLibrary,
];
const noFrontend = [forbid.react, forbid.frontendPackages];

module.exports = {
  root: true,
  plugins: ['import', '@typescript-eslint'],
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
  },
  overrides: [
    {
      files: ['plugins/*/src/**', 'packages/*/src/**'],
      rules: {
        'max-lines': ['error', { max: 400 }],
        '@typescript-eslint/no-explicit-any': 'error',
      },
    },
    withoutPackages(
      ['plugins/kafka-clusters-common/src/**'],
      [...everywhere, ...noFrontend, ...noBackend],
    ),
    withoutPackages(
      ['plugins/kafka-clusters-node/src/**'],
      [
        ...everywhere,
        ...noFrontend,
        forbid.express,
        forbid.kubernetes,
        forbid.backendPlugin,
      ],
    ),
    withoutPackages(
      [
        'plugins/catalog-backend-module-kafka-clusters/src/**',
        'plugins/scaffolder-backend-module-kafka-clusters/src/**',
        'plugins/auth-backend-module-sample-users/src/**',
        'plugins/auth-backend-module-local-user/src/**',
      ],
      [
        ...everywhere,
        ...noFrontend,
        forbid.express,
        forbid.kubernetes,
        forbid.backendPlugin,
      ],
    ),
    withoutPackages(
      [`${backend}/**`],
      [...everywhere, ...noFrontend, forbid.express, forbid.kubernetes],
      [`${backend}/http/**`, `${backend}/kubernetes/**`],
    ),
    withoutPackages(
      [`${backend}/http/**`],
      [...everywhere, ...noFrontend, forbid.kubernetes],
    ),
    withoutPackages(
      [`${backend}/kubernetes/**`],
      [...everywhere, ...noFrontend, forbid.express],
    ),
    withoutPackages(
      [
        `${frontend}/**`,
        'plugins/scaffolder-module-kafka-clusters/src/**',
        'packages/app/src/**',
      ],
      [...everywhere, ...noBackend],
    ),
    withoutPackages(
      ['packages/backend/src/**'],
      [...everywhere, ...noFrontend, forbid.express, forbid.kubernetes],
    ),
    withoutPackages(
      ['packages/sandbox/src/**'],
      [forbid.mui, ...noFrontend, forbid.express, forbid.product],
    ),
    withZones(backend, backendZones),
    withZones(frontend, frontendZones),
  ],
};
