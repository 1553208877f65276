import { mockCredentials } from '@backstage/backend-test-utils';
import type { FleetQuery } from '@kafka-clusters/plugin-kafka-clusters-common';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { as } from './__testUtils__/people';
import {
  createScene,
  putTarget,
  putCluster,
  putNamespace,
  type Scene,
} from './__testUtils__/scene';

describe('FleetService', () => {
  let scene: Scene;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-24T10:00:00Z');
    scene = await createScene({
      now: () => now,
      config: {
        owners: [{ namespace: 'legacy-*', owner: 'group:default/orders' }],
      },
    });
    const { kubernetes } = scene;
    putNamespace(kubernetes, 'dev', 'orders', 'group:default/orders');
    putNamespace(kubernetes, 'prod', 'orders', 'orders');
    putNamespace(kubernetes, 'dev', 'payments', 'payments');
    putNamespace(kubernetes, 'dev', 'shared', 'orders,payments');
    putNamespace(kubernetes, 'dev', 'nobody');
    putNamespace(kubernetes, 'dev', 'legacy-1');
    putCluster(kubernetes, 'dev', 'orders', 'stream', {
      spec: { storage: 300, version: '3.9.2' },
    });
    putCluster(kubernetes, 'prod', 'orders', 'stream', {
      spec: { storage: 900, version: '3.8.1' },
      status: { reasons: ['broker-unschedulable'] },
    });
    putCluster(kubernetes, 'dev', 'payments', 'ledger', {
      status: { reasons: ['rolling-upgrade'] },
    });
    putCluster(kubernetes, 'dev', 'shared', 'events', {
      annotations: { 'kafka-clusters.io/owner': 'group:default/payments' },
    });
    putCluster(kubernetes, 'dev', 'shared', 'claimed', {
      annotations: { 'kafka-clusters.io/owner': 'group:default/strangers' },
    });
    putCluster(kubernetes, 'dev', 'nobody', 'lost', {
      annotations: { 'kafka-clusters.io/owner': 'group:default/orders' },
    });
    putCluster(kubernetes, 'dev', 'legacy-1', 'old');
  });

  afterEach(() => scene.stop());

  const list = async (
    query: FleetQuery = {},
    name: Parameters<typeof as>[0] = 'petra',
  ) => scene.fleet.listClusters(query, { credentials: as(name) });

  const names = async (
    query: FleetQuery = {},
    name: Parameters<typeof as>[0] = 'petra',
  ) =>
    (await list(query, name)).items.map(
      ({ ref }) => `${ref.kubernetesCluster}/${ref.namespace}/${ref.name}`,
    );

  describe('who sees what', () => {
    it('shows a team its own, by namespace, rule and backed annotation', async () => {
      expect(await names({ sort: 'name' }, 'dana')).toEqual([
        'dev/legacy-1/old',
        'dev/orders/stream',
        'prod/orders/stream',
      ]);
      expect(await names({ sort: 'name' }, 'pablo')).toEqual([
        'dev/shared/events',
        'dev/payments/ledger',
      ]);
    });

    it('shows nothing to those in no team, and everything to the platform role', async () => {
      expect(await names({}, 'guest')).toEqual([]);
      expect(await names()).toHaveLength(7);
    });

    it('grants nothing by an annotation that nobody backs, and shows the claim to the platform role', async () => {
      const { items } = await list({ unowned: true });
      expect(items.map(({ ref, ownership }) => [ref.name, ownership])).toEqual([
        ['lost', { state: 'unowned', claims: ['group:default/orders'] }],
        ['claimed', { state: 'unowned', claims: ['group:default/strangers'] }],
      ]);
    });

    it('leaves no trace of other teams in counts, facets and search', async () => {
      const all = await list({ search: 'ledger' }, 'dana');
      expect(all).toMatchObject({ items: [], totalCount: 0, visibleCount: 3 });
      const everything = JSON.stringify(await list({}, 'dana'));
      for (const trace of ['ledger', 'events', 'lost', 'payments', 'nobody']) {
        expect(everything).not.toContain(trace);
      }
      const empty = await list({}, 'guest');
      expect(empty.facets).toEqual({
        health: [],
        owner: [],
        kubernetesCluster: [],
        version: [],
        operator: [],
        finding: [],
        unowned: 0,
      });
    });

    it('names what no adapter supports to the platform role alone', async () => {
      scene.kubernetes.put(
        'dev',
        kubernetesResources.customResourceDefinitions,
        {
          metadata: { name: 'kafkas.kafka.strimzi.io' },
          spec: {
            group: 'kafka.strimzi.io',
            names: { plural: 'kafkas', kind: 'Kafka' },
            versions: [{ name: 'v1', served: true, storage: true }],
          },
        },
      );
      scene.kubernetes.put(
        'dev',
        {
          group: 'kafka.strimzi.io',
          version: 'v1',
          plural: 'kafkas',
          kind: 'Kafka',
          namespaced: true,
        },
        { metadata: { namespace: 'orders', name: 'foreign' } },
      );
      scene.unsupported.start();
      expect((await list()).unsupported).toEqual([
        expect.objectContaining({ operator: 'Strimzi', count: 1 }),
      ]);
      for (const name of ['dana', 'pablo', 'guest'] as const) {
        const answer = JSON.stringify(await list({}, name));
        expect(answer).not.toMatch(/unsupported|strimzi|foreign/i);
      }
      await scene.unsupported.stop();
    });

    it.each([
      ['a service of its own', mockCredentials.service()],
      ['nobody', mockCredentials.none()],
    ])('turns away %s', async (_, credentials) => {
      await expect(
        scene.fleet.listClusters({}, { credentials }),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    });

    it('answers hidden like absent', async () => {
      const ask = (namespace: string, name: string) =>
        scene.fleet
          .getCluster(
            { kubernetesCluster: 'dev', namespace, name },
            { credentials: as('dana') },
          )
          .catch(error => `${error.name}: ${error.message}`);
      expect(await ask('payments', 'ledger')).toBe(
        'NotFoundError: There is no cluster dev/payments/ledger',
      );
      expect(await ask('payments', 'absent')).toBe(
        'NotFoundError: There is no cluster dev/payments/absent',
      );
    });

    it('follows a namespace that changes hands', async () => {
      putNamespace(scene.kubernetes, 'dev', 'payments', 'orders');
      expect(await names({ search: 'ledger' }, 'dana')).toHaveLength(1);
      expect(await names({ search: 'ledger' }, 'pablo')).toEqual([]);
    });
  });

  describe('queries', () => {
    it('lists the worst first when nothing else is asked', async () => {
      const { items } = await list();
      expect(items.map(({ health }) => health.state)).toEqual([
        'attention',
        'progressing',
        'healthy',
        'healthy',
        'healthy',
        'healthy',
        'healthy',
      ]);
    });

    it('searches names, namespaces, owners and Kubernetes clusters, all words at once', async () => {
      expect(await names({ search: 'PROD stream' })).toEqual([
        'prod/orders/stream',
      ]);
      expect(await names({ search: 'group:default/payments' })).toHaveLength(2);
      expect(await names({ search: '%' })).toEqual([]);
    });

    it('takes alternatives within a filter and adds filters up', async () => {
      expect(
        await names({
          health: ['attention', 'progressing'],
          kubernetesCluster: ['dev'],
        }),
      ).toEqual(['dev/payments/ledger']);
    });

    it('counts a facet without its own filter', async () => {
      const { facets, totalCount } = await list({
        health: ['attention'],
        kubernetesCluster: ['prod'],
      });
      expect(totalCount).toBe(1);
      expect(facets.health).toEqual([{ value: 'attention', count: 1 }]);
      expect(facets.kubernetesCluster).toEqual([{ value: 'prod', count: 1 }]);
      const { facets: wide } = await list({ health: ['attention'] });
      expect(wide.health).toEqual([
        { value: 'attention', count: 1 },
        { value: 'healthy', count: 5 },
        { value: 'progressing', count: 1 },
      ]);
    });

    it('gives pages in a stable order', async () => {
      const pages = await Promise.all(
        [0, 3, 6].map(offset => names({ sort: 'storage', offset, limit: 3 })),
      );
      expect(pages.map(page => page.length)).toEqual([3, 3, 1]);
      expect(pages.flat()).toEqual(await names({ sort: 'storage' }));
      expect(await names({ sort: 'storage', order: 'desc', limit: 1 })).toEqual(
        ['prod/orders/stream'],
      );
    });
  });

  describe('partial failure', () => {
    it('keeps showing what was known, with its age, beside what is live', async () => {
      scene.kubernetes.setState('prod', 'unreachable');
      const { items, problems } = await list({ search: 'stream' }, 'dana');
      expect(problems).toEqual([
        {
          code: 'kubernetes-unreachable',
          source: 'prod',
          title: 'PROD',
          since: '2026-11-24T10:00:00.000Z',
          asOf: '2026-11-24T09:59:00.000Z',
          params: {},
        },
      ]);
      expect(
        items.map(({ ref, data }) => [ref.kubernetesCluster, data]),
      ).toEqual([
        ['prod', { live: false, asOf: '2026-11-24T09:59:00.000Z' }],
        ['dev', { live: true }],
      ]);
    });

    it('does not call healthy what it cannot see', async () => {
      scene.kubernetes.setState('dev', 'stale');
      const { items } = await list({ search: 'dev stream' });
      expect(items[0].health).toMatchObject({
        state: 'unknown',
        reasons: [{ code: 'data-stale' }],
      });
    });

    it('does not call absent what nobody has asked for yet, whoever asks', async () => {
      scene.kubernetes.unsynced.add('prod');
      const ask = (name: Parameters<typeof as>[0], where: string) =>
        scene.fleet
          .getCluster(
            { kubernetesCluster: where, namespace: 'orders', name: 'unknown' },
            { credentials: as(name) },
          )
          .catch(error => error.name);
      expect(await ask('dana', 'prod')).toBe('ServiceUnavailableError');
      expect(await ask('guest', 'prod')).toBe('ServiceUnavailableError');
      expect(await ask('dana', 'dev')).toBe('NotFoundError');
      expect(await ask('dana', 'nowhere')).toBe('NotFoundError');
    });

    it('names types that the portal may not read, and clusters without operator', async () => {
      const since = '2026-11-24T08:00:00.000Z';
      scene.kubernetes.setState('dev', 'live', {
        '/pods': { state: 'forbidden', since, quarantined: 0 },
      });
      scene.kubernetes.setState('prod', 'live', {
        'kafka.banzaicloud.io/kafkaclusters': {
          state: 'absent',
          since,
          quarantined: 0,
        },
      });
      const { problems } = await list();
      expect(
        problems.map(({ code, source, params }) => [code, source, params]),
      ).toEqual([
        ['kubernetes-forbidden', 'dev', { resource: '/pods' }],
        ['operator-absent', 'prod', {}],
      ]);
    });

    it('shows the others beside one that cannot be digested', async () => {
      putCluster(scene.kubernetes, 'dev', 'orders', 'poison', {
        spec: { poison: true },
      });
      const { items, totalCount } = await list({ health: ['unknown'] });
      expect(totalCount).toBe(1);
      expect(items[0]).toMatchObject({
        ref: { name: 'poison' },
        health: { reasons: [{ code: 'state-unknown' }] },
      });
      expect(await names()).toHaveLength(8);
    });
  });

  describe('inventory', () => {
    const credentials = mockCredentials.service();

    it('names all clusters with their owners, for services alone', async () => {
      const { items, complete, configured } = await scene.fleet.listInventory({
        credentials,
      });
      expect(items.map(({ entityName, owner }) => [entityName, owner])).toEqual(
        [
          ['dev.legacy-1.old', 'group:default/orders'],
          ['dev.nobody.lost', undefined],
          ['dev.orders.stream', 'group:default/orders'],
          ['dev.payments.ledger', 'group:default/payments'],
          ['dev.shared.claimed', undefined],
          ['dev.shared.events', 'group:default/payments'],
          ['prod.orders.stream', 'group:default/orders'],
        ],
      );
      expect([complete, configured]).toEqual([
        ['dev', 'prod'],
        ['dev', 'prod'],
      ]);
      await expect(
        scene.fleet.listInventory({ credentials: as('petra') }),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    });

    it('gives the same name of the entity everywhere, hidden where the configuration says so', async () => {
      for (const [entityNames, name] of [
        ['plain', 'dev.orders.stream'],
        ['opaque', 'kafka-a3d224225f8521ef'],
      ] as const) {
        const named = await createScene({ config: { entityNames } });
        putTarget(named.kubernetes, 'dev', 'orders', 'orders');
        const options = { credentials: as('dana') };
        const request = await named.provisioning.createCluster(
          {
            target: { kubernetesCluster: 'dev', namespace: 'orders' },
            name: 'stream',
            useCase: 'queue',
            size: 'small',
            storageClass: 'ssd',
          },
          { ...options, idempotencyKey: 'key' },
        );
        const { cluster } = await named.fleet.getCluster(request.ref, options);
        const { items } = await named.fleet.listClusters({}, options);
        const inventory = await named.fleet.listInventory({ credentials });
        expect([
          request.entityRef,
          cluster.entityRef,
          items[0].entityRef,
          `resource:default/${inventory.items[0].entityName}`,
        ]).toEqual(Array(4).fill(`resource:default/${name}`));
        expect(inventory.items[0].title).toBe('stream');
        await named.stop();
      }
    });

    it.each(['unreachable', 'unauthorized', 'stale', 'connecting'] as const)(
      'is not complete for a Kubernetes cluster that is %s, and keeps its clusters',
      async state => {
        scene.kubernetes.setState('prod', state);
        const { items, complete } = await scene.fleet.listInventory({
          credentials,
        });
        expect(complete).toEqual(['dev']);
        expect(items).toHaveLength(7);
      },
    );
  });
});
