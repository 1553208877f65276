import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { kafkaClustersPlugin } from './plugin';

describe('kafkaClustersPlugin', () => {
  it('starts with empty configuration and says that nothing is there', async () => {
    const { server } = await startTestBackend({
      features: [kafkaClustersPlugin],
    });
    const fleet = await request(server).get('/api/kafka-clusters/clusters');
    expect(fleet.status).toBe(200);
    expect(fleet.body).toEqual({
      items: [],
      problems: [],
      totalCount: 0,
      visibleCount: 0,
      unsupported: [],
      facets: {
        health: [],
        owner: [],
        kubernetesCluster: [],
        version: [],
        operator: [],
        finding: [],
        unowned: 0,
      },
    });
    const targets = await request(server).get('/api/kafka-clusters/targets');
    expect(targets.body).toEqual({ items: [], problems: [] });
  });

  it('names the key of a configuration that it cannot use', async () => {
    await expect(
      startTestBackend({
        features: [
          kafkaClustersPlugin,
          mockServices.rootConfig.factory({
            data: {
              kafkaClusters: { kubernetesClusters: [{ name: 'Dev Cluster' }] },
            },
          }),
        ],
      }),
    ).rejects.toThrow(/kafkaClusters\.kubernetesClusters\[0\]\.name/);
  });

  it('keeps the names of its permissions', async () => {
    const { server } = await startTestBackend({
      features: [kafkaClustersPlugin],
    });
    const { body } = await request(server).get(
      '/api/kafka-clusters/.well-known/backstage/permissions/metadata',
    );
    expect(
      body.permissions.map(({ name }: { name: string }) => name).sort(),
    ).toEqual([
      'kafka-clusters.cluster.create',
      'kafka-clusters.cluster.grant',
      'kafka-clusters.cluster.link',
      'kafka-clusters.cluster.read',
      'kafka-clusters.cluster.transfer',
      'kafka-clusters.rights.read',
      'kafka-clusters.target.use',
    ]);
    expect(body.rules.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['IS_CONSUMER', 'IS_OWNER', 'SERVES_TEAM'],
    );
  });

  it('keeps the id of its action', async () => {
    const { server } = await startTestBackend({
      features: [kafkaClustersPlugin],
    });
    const { body } = await request(server).get(
      '/api/kafka-clusters/.backstage/actions/v1/actions',
    );
    expect(body.actions.map(({ id }: { id: string }) => id)).toEqual([
      'kafka-clusters:list-clusters',
    ]);
  });
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('kafkaClustersPlugin on %s', id => {
  it('starts, and starts again on the same tables', async () => {
    const knex = await databases.init(id);
    const database = createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () => mockServices.database({ knex }),
    });
    for (const features of [[kafkaClustersPlugin], [kafkaClustersPlugin]]) {
      const { server } = await startTestBackend({
        features: [...features, database],
      });
      const { status } = await request(server).get(
        '/api/kafka-clusters/clusters',
      );
      expect(status).toBe(200);
    }
    expect(await knex.schema.hasTable('requests')).toBe(true);
  });
});
