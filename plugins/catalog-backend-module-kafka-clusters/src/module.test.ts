import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import type {
  CatalogProcessor,
  EntityProvider,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { kafkaClustersServiceRef } from '@kafka-clusters/plugin-kafka-clusters-node';
import catalogModule from '.';

function setup(config: object = {}) {
  const providers: EntityProvider[] = [];
  const processors: CatalogProcessor[] = [];
  const events = mockServices.events.mock();
  const inventory = {
    items: [],
    configured: ['dev'],
    complete: ['dev'],
  };
  const listInventory = jest.fn(async () => inventory);
  const backend = startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (
            ...added: (EntityProvider | EntityProvider[])[]
          ) => providers.push(...added.flat()),
          addProcessor: (...added: (CatalogProcessor | CatalogProcessor[])[]) =>
            processors.push(...added.flat()),
        } as unknown as typeof catalogProcessingExtensionPoint.T,
      ],
    ],
    features: [
      catalogModule,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: config }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: kafkaClustersServiceRef,
        deps: {},
        factory: () => ({ listInventory } as never),
      }),
    ],
  });
  return { backend, providers, processors, events, listInventory };
}

describe('catalogModuleKafkaClusters', () => {
  it('writes at the start and again when the backend tells of a change', async () => {
    const { backend, providers, processors, events, listInventory } = setup();
    await backend;
    expect(processors.map(one => one.getProcessorName())).toEqual([
      'KafkaClustersKubernetesClusterRelationProcessor',
    ]);
    const mutations: EntityProviderMutation[] = [];
    await providers[0].connect({
      refresh: async () => {},
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
    });
    expect(providers[0].getProviderName()).toBe(
      'KafkaClusterEntityProvider:default',
    );
    const { topics, onEvent } = events.subscribe.mock.calls[0][0];
    expect(topics).toEqual(['kafka-clusters.inventory']);
    await onEvent({ topic: topics[0], eventPayload: {} });
    expect(listInventory).toHaveBeenCalledTimes(2);
    expect(mutations).toEqual([
      { type: 'full', entities: [expect.objectContaining({})] },
    ]);
  });

  it('names the key of a wrong owner', async () => {
    const { backend } = setup({
      catalog: { providers: { kafkaClusters: { unownedOwner: 'a:b:c' } } },
    });
    await expect(backend).rejects.toThrow(
      /catalog\.providers\.kafkaClusters\.unownedOwner/,
    );
  });
});
