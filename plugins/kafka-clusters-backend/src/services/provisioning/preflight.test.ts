import { as, orders } from '../__testUtils__/people';
import {
  createOrdersScene,
  request,
  type OrdersScene,
} from '../__testUtils__/ordersScene';
import { zookeeperClusters } from '../__testUtils__/plainAdapter';
import { createScene, putCluster } from '../__testUtils__/scene';

describe('what stands against a request', () => {
  let scene: OrdersScene;

  beforeEach(async () => {
    scene = await createOrdersScene();
  });

  afterEach(() => scene.stop());

  const create: OrdersScene['create'] = (...how) => scene.create(...how);

  it('reports a name once, whichever of its objects has it', async () => {
    const plan = async () =>
      (
        await scene.provisioning.planCluster(request, {
          credentials: as('dana'),
        })
      ).findings.filter(({ level }) => level === 'problem');
    const expected = [
      {
        level: 'problem',
        code: 'name-unavailable',
        field: 'name',
        params: { name: 'stream', kind: 'KafkaCluster' },
      },
    ];
    scene.kubernetes.put('dev', zookeeperClusters, {
      metadata: { name: 'stream-zk', namespace: 'orders' },
    });
    expect(await plan()).toEqual(expected);
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
    expect(await plan()).toEqual(expected);
  });

  it('reports a name once that only Kubernetes itself knows to be taken', async () => {
    scene.kubernetes.fault = ({ verb }) =>
      verb === 'dry-run'
        ? {
            code: 409,
            status: { reason: 'AlreadyExists', message: 'already exists' },
          }
        : undefined;
    const { findings } = await scene.provisioning.planCluster(request, {
      credentials: as('dana'),
    });
    expect(findings.filter(({ level }) => level === 'problem')).toMatchObject([
      { code: 'name-unavailable', params: { name: 'stream' } },
    ]);
  });

  describe('while Kubernetes does not answer', () => {
    const unavailable = {
      name: 'ServiceUnavailableError',
      message:
        'Kubernetes cluster dev does not answer; try again later or choose another target.',
    };

    it.each(['unreachable', 'unauthorized'] as const)(
      'says so without asking when it is known to be %s',
      async state => {
        scene.kubernetes.setState('dev', state);
        scene.kubernetes.requests.length = 0;
        await expect(create()).rejects.toMatchObject(unavailable);
        const { findings } = await scene.provisioning.planCluster(request, {
          credentials: as('dana'),
        });
        expect(findings[0]).toMatchObject({
          code: 'kubernetes-unreachable',
          params: {
            kubernetesCluster: 'dev',
            since: '2026-11-24T10:00:00.000Z',
          },
        });
        expect(scene.kubernetes.requests).toEqual([]);
      },
    );

    it('says so when the dry run gets no answer', async () => {
      scene.kubernetes.fault = () => ({ code: 503, status: {} });
      await expect(create()).rejects.toMatchObject(unavailable);
    });

    it('says since when, as long as nobody noticed: since the last byte', async () => {
      scene.kubernetes.setState('dev', 'stale');
      scene.kubernetes.fault = () => ({ code: 503, status: {} });
      const { findings } = await scene.provisioning.planCluster(request, {
        credentials: as('dana'),
      });
      expect(findings[0].params).toEqual({
        kubernetesCluster: 'dev',
        since: '2026-11-24T09:59:00.000Z',
      });
    });

    it.each(['in the annotation', 'in the configuration'])(
      'takes nothing for missing that was never read (teams %s)',
      async where => {
        const fresh = await createScene({
          config:
            where === 'in the configuration'
              ? {
                  targets: [
                    {
                      kubernetesCluster: 'dev',
                      namespace: 'orders',
                      teams: [orders],
                    },
                  ],
                }
              : {},
        });
        fresh.kubernetes.unsynced.add('dev');
        fresh.kubernetes.setState('dev', 'connecting');
        await expect(
          fresh.provisioning.createCluster(request, {
            credentials: as('dana'),
            idempotencyKey: 'attempt-1',
          }),
        ).rejects.toMatchObject(unavailable);
        await fresh.stop();
      },
    );
  });
});
