import {
  createBackendModule,
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import type { EntityProvider } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type QueryPermissionRequest,
} from '@backstage/plugin-permission-common';
import request from 'supertest';
import { SandboxPolicy } from './SandboxPolicy';

function resource(name: string, type: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': 'url:http://127.0.0.1/x',
        'backstage.io/managed-by-origin-location': 'url:http://127.0.0.1/x',
      },
    },
    spec: { type, owner },
  };
}

const entities = [
  resource('orders-events', 'kafka-cluster', 'group:default/orders'),
  resource('payments-ledger', 'kafka-cluster', 'group:default/payments'),
  resource('kafka-old', 'kafka-cluster', 'group:default/unowned'),
  resource('ledger-zk', 'zookeeper-cluster', 'group:default/payments'),
  resource('dev', 'kubernetes-cluster', 'group:default/platform'),
  resource('ledger-db', 'database', 'group:default/payments'),
];

const provider: EntityProvider = {
  getProviderName: () => 'fixture',
  connect: async connection =>
    connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity })),
    }),
};

const catalogModuleFixture = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fixture',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider(provider);
      },
    });
  },
});

async function waitFor(isTrue: () => Promise<boolean>) {
  while (!(await isTrue())) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

interface Person {
  name: string;
  team: string;
}

const petra: Person = { name: 'petra', team: 'platform' };

/** The permission framework as the catalog sees it, with the policy behind it asked for whoever is signed in. */
function permissionsOf(session: { person: Person }) {
  const policy = new SandboxPolicy();
  const decide = (query: QueryPermissionRequest) => {
    const userEntityRef = `user:default/${session.person.name}`;
    return policy.handle(
      { permission: query.permission },
      {
        credentials: mockCredentials.user(userEntityRef),
        info: {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            `group:default/${session.person.team}`,
          ],
        },
      },
    );
  };
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({
      authorizeConditional: queries => Promise.all(queries.map(decide)),
      authorize: async queries =>
        queries.map(() => ({ result: AuthorizeResult.DENY })),
    }),
  });
}

async function startCatalog() {
  const session = { person: petra };
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleFixture,
      permissionsOf(session),
      mockServices.rootConfig.factory({
        data: { catalog: { processingInterval: { seconds: 1 } } },
      }),
    ],
  });
  const get = async (person: Person, path: string) => {
    session.person = person;
    const response = await request(server).get(`/api/catalog/${path}`);
    expect(response.status).toBe(200);
    return response.body;
  };
  return {
    async list(person: Person) {
      const body = await get(
        person,
        'entities/by-query?fields=metadata.name&limit=50',
      );
      return {
        names: (body.items as Entity[]).map(item => item.metadata.name).sort(),
        total: body.totalItems as number,
      };
    },
    async listFacets(person: Person) {
      const body = await get(person, 'entity-facets?facet=metadata.name');
      return (body.facets['metadata.name'] as { value: string }[])
        .map(facet => facet.value)
        .sort();
    },
  };
}

describe('who sees which clusters in the catalog', () => {
  let catalog: Awaited<ReturnType<typeof startCatalog>>;

  beforeAll(async () => {
    catalog = await startCatalog();
    // What is absent for others counts only once it is there for somebody.
    await waitFor(
      async () => (await catalog.list(petra)).total === entities.length,
    );
  });

  it.each<[Person, string[]]>([
    [{ name: 'dana', team: 'orders' }, ['dev', 'ledger-db', 'orders-events']],
    [
      { name: 'pablo', team: 'payments' },
      ['dev', 'ledger-db', 'ledger-zk', 'payments-ledger'],
    ],
    [
      petra,
      [
        'dev',
        'kafka-old',
        'ledger-db',
        'ledger-zk',
        'orders-events',
        'payments-ledger',
      ],
    ],
  ])('%j sees %j', async (person, expected) => {
    await expect(catalog.list(person)).resolves.toEqual({
      names: expected,
      total: expected.length,
    });
    await expect(catalog.listFacets(person)).resolves.toEqual(expected);
  });
});
