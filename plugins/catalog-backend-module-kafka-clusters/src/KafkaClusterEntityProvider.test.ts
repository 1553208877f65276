import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { InventoryResponse } from '@kafka-clusters/plugin-kafka-clusters-common';
import { KafkaClusterEntityProvider } from './KafkaClusterEntityProvider';

function inventory(
  clusters: string[],
  options: { complete?: string[]; configured?: string[] } = {},
): InventoryResponse {
  const configured = options.configured ?? ['dev', 'prod'];
  return {
    items: clusters.map(path => {
      const [kubernetesCluster, namespace, name] = path.split('/');
      return {
        entityName: `${kubernetesCluster}.${namespace}.${name}`,
        title: name,
        ref: { kubernetesCluster, namespace, name },
        uid: path,
        owner: 'group:default/orders',
        operator: 'koperator',
      };
    }),
    configured,
    complete: options.complete ?? configured,
  };
}

function setup(existing: Entity[] = []) {
  const mutations: EntityProviderMutation[] = [];
  const bucket = new Set(
    existing.map(entity => `resource:default/${entity.metadata.name}`),
  );
  const state: { answer: unknown; asked: number } = { answer: [], asked: 0 };
  const refOf = (entity: Entity) => `resource:default/${entity.metadata.name}`;
  const provider = KafkaClusterEntityProvider.create({
    service: {
      listInventory: async () => {
        state.asked += 1;
        if (state.answer instanceof Error) {
          throw state.answer;
        }
        return state.answer as InventoryResponse;
      },
    },
    catalog: { getEntities: async () => ({ items: existing }) },
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    config: {
      schedule: { frequency: { minutes: 10 }, timeout: { minutes: 1 } },
      unownedOwner: 'group:default/unknown',
    },
    retryDelays: { firstMs: 1, lastMs: 5 },
  });
  const connect = () =>
    provider.connect({
      refresh: async () => {},
      applyMutation: async mutation => {
        mutations.push(mutation);
        if (mutation.type === 'full') {
          bucket.clear();
          mutation.entities.forEach(({ entity }) => bucket.add(refOf(entity)));
        } else {
          mutation.added.forEach(({ entity }) => bucket.add(refOf(entity)));
          mutation.removed.forEach(
            removed =>
              'entityRef' in removed && bucket.delete(removed.entityRef),
          );
        }
      },
    });
  return { provider, connect, state, mutations, bucket };
}

const until = async (condition: () => boolean) => {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
};

const refs = (...names: string[]) =>
  new Set(names.map(name => `resource:default/${name}`));

describe('KafkaClusterEntityProvider', () => {
  const started: KafkaClusterEntityProvider[] = [];
  const start = async (
    first: unknown,
    existing?: Entity[],
  ): Promise<ReturnType<typeof setup>> => {
    const all = setup(existing);
    started.push(all.provider);
    all.state.answer = first;
    await all.connect();
    await all.provider.refresh();
    return all;
  };
  afterEach(() => started.splice(0).forEach(provider => provider.stop()));

  it('writes all entities at the start and nothing when nothing changed', async () => {
    const { provider, mutations, bucket } = await start(
      inventory(['dev/orders/a', 'prod/orders/b']),
    );
    await provider.refresh();
    await provider.refresh();
    expect(mutations).toHaveLength(1);
    expect(bucket).toEqual(refs('dev.orders.a', 'prod.orders.b'));
  });

  it('writes only the difference of a change', async () => {
    const { provider, state, mutations } = await start(
      inventory(['dev/orders/a', 'prod/orders/b']),
    );
    state.answer = inventory(['dev/orders/a', 'dev/orders/c']);
    await provider.refresh();
    expect(mutations[1]).toEqual({
      type: 'delta',
      added: [
        {
          entity: expect.objectContaining({
            metadata: expect.objectContaining({ name: 'dev.orders.c' }),
          }),
          locationKey: 'kafka-clusters',
        },
      ],
      removed: [
        {
          entityRef: 'resource:default/prod.orders.b',
          locationKey: 'kafka-clusters',
        },
      ],
    });
  });

  it('keeps the entities of a Kubernetes cluster that is unreachable, and follows the others', async () => {
    const { provider, state, bucket } = await start(
      inventory(['dev/orders/a', 'dev/orders/b', 'prod/orders/c']),
    );
    state.answer = inventory(['dev/orders/a'], { complete: ['dev'] });
    await provider.refresh();
    expect(bucket).toEqual(refs('dev.orders.a', 'prod.orders.c'));
  });

  it('removes entities of a Kubernetes cluster that was taken out of the configuration', async () => {
    const { provider, state, bucket } = await start(
      inventory(['dev/orders/a', 'prod/orders/c']),
    );
    state.answer = inventory([], { configured: ['dev'], complete: [] });
    await provider.refresh();
    expect(bucket).toEqual(refs('dev.orders.a'));
  });

  it.each([
    ['an error', new Error('connect ECONNREFUSED')],
    ['something else', { items: [] }],
    ['a half item', { ...inventory([]), items: [{ title: 'a' }] }],
    ['nothing', undefined],
  ])('keeps everything when the answer is %s', async (_, answer) => {
    const { provider, state, bucket, mutations } = await start(
      inventory(['dev/orders/a']),
    );
    state.answer = answer;
    await provider.refresh();
    expect(mutations).toHaveLength(1);
    expect(bucket).toEqual(refs('dev.orders.a'));
  });

  it('asks again until the backend answers', async () => {
    const { state, bucket } = await start(new Error('not listening yet'));
    await until(() => state.asked > 3);
    state.answer = inventory(['dev/orders/a']);
    await until(() => bucket.size > 0);
    expect(bucket).toEqual(refs('dev.orders.a'));
  });

  it('after a restart removes what vanished from those that answer, and nothing of the silent one', async () => {
    const left = ['dev.orders.gone', 'prod.orders.c', 'old.orders.d'].map(
      name => ({
        apiVersion: 'backstage.io/v1beta1',
        kind: 'Resource',
        metadata: {
          name,
          annotations: {
            'backstage.io/managed-by-origin-location': `kafka-clusters:${
              name.split('.')[0]
            }`,
          },
        },
      }),
    );
    const foreign = {
      apiVersion: 'backstage.io/v1beta1',
      kind: 'Resource',
      metadata: {
        name: 'theirs',
        annotations: {
          'backstage.io/managed-by-origin-location': 'url:https://example.com',
        },
      },
    };
    const { state, bucket } = await start(
      inventory(['dev/orders/a'], { complete: ['dev'] }),
      [...left, foreign],
    );
    expect(bucket).toEqual(refs('dev.orders.a', 'prod.orders.c', 'theirs'));

    // Once all answer, the whole bucket is put right.
    state.answer = inventory(['dev/orders/a']);
    await until(() => !bucket.has('resource:default/prod.orders.c'));
    expect(bucket).toEqual(refs('dev.orders.a'));
  });

  it('compares with the whole catalog when the safety net asks', async () => {
    const { provider, bucket } = await start(inventory(['dev/orders/a']));
    bucket.clear();
    await provider.reconcile();
    expect(bucket).toEqual(refs('dev.orders.a'));
  });

  it('reads once more when it is told of a change while it reads', async () => {
    const { provider, state } = await start(inventory([]));
    const before = state.asked;
    await Promise.all([
      provider.refresh(),
      provider.refresh(),
      provider.refresh(),
    ]);
    expect(state.asked - before).toBeLessThanOrEqual(2);
  });
});
