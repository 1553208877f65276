import { deriveHealth } from '../derive/health';
import { FakeKafkaClustersApi } from './FakeKafkaClustersApi';
import { buildCluster, unschedulableReason } from './fixtures';

const cluster = (
  kubernetesCluster: string,
  namespace: string,
  name: string,
  changes: Parameters<typeof buildCluster>[0] = {},
) => buildCluster({ ref: { kubernetesCluster, namespace, name }, ...changes });

const owned = (team: string) =>
  ({
    state: 'owned',
    owner: `group:default/${team}`,
    source: 'namespace',
  } as const);

const api = new FakeKafkaClustersApi([
  cluster('prod', 'payments', 'ledger', {
    ownership: owned('payments'),
    version: { current: '3.8.1', target: '3.9.1' },
    requestedStorageBytes: 300,
    createdAt: '2026-01-03T00:00:00Z',
  }),
  cluster('dev', 'orders', 'queue10', {
    ownership: owned('orders'),
    health: deriveHealth([unschedulableReason]),
    requestedStorageBytes: 100,
    createdAt: '2026-01-01T00:00:00Z',
  }),
  cluster('dev', 'orders', 'queue9', {
    ownership: { state: 'unowned', claims: [] },
    version: {},
    brokers: [],
    requestedStorageBytes: 200,
    createdAt: '2026-01-02T00:00:00Z',
  }),
]);

const names = async (query: Parameters<typeof api.listClusters>[0]) =>
  (await api.listClusters(query)).items.map(({ ref }) => ref.name);

describe('FakeKafkaClustersApi, listing as the backend does', () => {
  it.each([
    [{}, ['queue10', 'queue9', 'ledger']],
    [{ sort: 'health', order: 'desc' }, ['queue9', 'ledger', 'queue10']],
    [{ sort: 'name' }, ['ledger', 'queue9', 'queue10']],
    [{ sort: 'name', order: 'desc' }, ['queue10', 'queue9', 'ledger']],
    [{ sort: 'owner' }, ['queue9', 'queue10', 'ledger']],
    [{ sort: 'kubernetesCluster' }, ['queue9', 'queue10', 'ledger']],
    [{ sort: 'version' }, ['queue9', 'ledger', 'queue10']],
    [{ sort: 'brokers' }, ['queue9', 'queue10', 'ledger']],
    [{ sort: 'storage' }, ['queue10', 'queue9', 'ledger']],
    [{ sort: 'age' }, ['ledger', 'queue9', 'queue10']],
    [{ search: 'QUEUE' }, ['queue10', 'queue9']],
    [{ search: ' payments  ledger ' }, ['ledger']],
    [{ search: 'prod' }, ['ledger']],
    [{ search: 'group:default/orders' }, ['queue10']],
    [{ search: 'ledger queue' }, []],
    [{ health: ['attention'] }, ['queue10']],
    [{ health: ['attention', 'healthy'] }, ['queue10', 'queue9', 'ledger']],
    [{ owner: ['group:default/payments'] }, ['ledger']],
    [{ kubernetesCluster: ['dev'] }, ['queue10', 'queue9']],
    [{ version: ['3.8.1'] }, ['ledger']],
    [{ operator: ['koperator'], search: 'ledger' }, ['ledger']],
    [{ operator: ['strimzi'] }, []],
    [{ unowned: true }, ['queue9']],
    [{ unowned: false }, ['queue10', 'ledger']],
    [{ sort: 'name', offset: 1, limit: 1 }, ['queue9']],
    [{ offset: 9 }, []],
  ] as const)('%j gives %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('counts what fits beside what is shown, and all that there is', async () => {
    expect(await api.listClusters({ search: 'queue', limit: 1 })).toMatchObject(
      { totalCount: 2, visibleCount: 3 },
    );
  });

  it('counts a facet without its own filter and with the others', async () => {
    const { facets } = await api.listClusters({
      kubernetesCluster: ['dev'],
      health: ['attention'],
    });
    expect(facets).toEqual({
      finding: [],
      health: [
        { value: 'attention', count: 1 },
        { value: 'healthy', count: 1 },
      ],
      owner: [{ value: 'group:default/orders', count: 1 }],
      kubernetesCluster: [{ value: 'dev', count: 1 }],
      version: [{ value: '3.9.1', count: 1 }],
      operator: [{ value: 'koperator', count: 1 }],
      unowned: 0,
    });
  });

  it('counts those without owner beside the filter for them', async () => {
    const { facets } = await api.listClusters({ unowned: false });
    expect(facets.unowned).toBe(1);
    expect(facets.version).toEqual([
      { value: '3.8.1', count: 1 },
      { value: '3.9.1', count: 1 },
    ]);
  });

  it('lists twenty when it is not said how many', async () => {
    const many = new FakeKafkaClustersApi(
      Array.from({ length: 25 }, (_, index) =>
        cluster('dev', 'orders', `c${index}`),
      ),
    );
    expect((await many.listClusters({})).items).toHaveLength(20);
  });

  it('keeps its clusters in their order', async () => {
    expect(api.clusters.map(({ ref }) => ref.name)).toEqual([
      'ledger',
      'queue10',
      'queue9',
    ]);
  });
});
