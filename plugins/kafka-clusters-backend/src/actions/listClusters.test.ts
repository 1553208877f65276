import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { as } from '../services/__testUtils__/people';
import {
  createScene,
  putCluster,
  putNamespace,
  type Scene,
} from '../services/__testUtils__/scene';
import { registerListClusters } from './listClusters';

describe('list-clusters', () => {
  let scene: Scene;
  const actionsRegistry = actionsRegistryServiceMock();
  const id = 'test:list-clusters';

  beforeAll(async () => {
    scene = await createScene();
    registerListClusters({ actionsRegistry, fleet: scene.fleet });
    putNamespace(scene.kubernetes, 'dev', 'orders', 'orders');
    putNamespace(scene.kubernetes, 'dev', 'payments', 'payments');
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream', {
      status: { reasons: ['broker-missing'] },
    });
    putCluster(scene.kubernetes, 'dev', 'payments', 'ledger');
    scene.kubernetes.setState('prod', 'unreachable');
  });

  afterAll(() => scene.stop());

  it('lists what the person may read', async () => {
    const { output } = await actionsRegistry.invoke({
      id,
      input: {},
      credentials: as('dana'),
    });
    expect(output).toEqual({
      clusters: [
        {
          cluster: 'dev/orders/stream',
          owner: 'group:default/orders',
          version: '3.9.2',
          health: 'at-risk',
          reasons: ['broker-missing'],
          brokersRunning: 0,
          brokers: 0,
          live: true,
        },
      ],
      totalCount: 1,
      unreachable: ['prod'],
    });
  });

  it('turns away a service that acts for nobody', async () => {
    await expect(
      actionsRegistry.invoke({
        id,
        input: {},
        credentials: mockCredentials.service(),
      }),
    ).rejects.toThrow('Only people');
  });
});
