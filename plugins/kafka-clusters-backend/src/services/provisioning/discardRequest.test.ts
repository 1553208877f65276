import { formatClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import { as } from '../__testUtils__/people';
import {
  createOrdersScene,
  request,
  type OrdersScene,
} from '../__testUtils__/ordersScene';
import { kafkaClusters } from '../__testUtils__/plainAdapter';
import { putCluster } from '../__testUtils__/scene';

describe('discarding a request', () => {
  let scene: OrdersScene;

  beforeEach(async () => {
    scene = await createOrdersScene();
  });

  afterEach(() => scene.stop());

  const create: OrdersScene['create'] = (...how) => scene.create(...how);
  const objects = () => scene.listObjects();

  it('deletes what the request created, and that alone', async () => {
    putCluster(scene.kubernetes, 'dev', 'orders', 'other');
    const { id } = await create();
    const discarded = await scene.provisioning.discardRequest(id, {
      credentials: as('dana'),
    });
    expect(discarded.state).toBe('discarded');
    expect(objects()).toEqual(['KafkaCluster other']);
  });

  it('waits for finalizers of Kafka before it takes ZooKeeper away', async () => {
    const { id, ref } = await create();
    const location = { ...ref, resource: kafkaClusters };
    const object = await scene.kubernetes.get(location);
    scene.kubernetes.put('dev', kafkaClusters, {
      ...object,
      metadata: {
        ...object.metadata,
        finalizers: ['finalizer.kafkaclusters'],
      },
    });
    const pending = await scene.provisioning.discardRequest(id, {
      credentials: as('dana'),
    });
    expect(pending.state).toBe('discarding');
    expect(objects()).toHaveLength(2);
    scene.kubernetes.remove(location);
    await scene.watcher.sweep();
    expect(
      (await scene.provisioning.getRequest(id, { credentials: as('dana') }))
        .state,
    ).toBe('discarded');
    expect(objects()).toEqual([]);
  });

  it('leaves a cluster alone that was made anew under the name', async () => {
    const { id, ref } = await create();
    scene.kubernetes.remove({ ...ref, resource: kafkaClusters });
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
    await scene.provisioning.discardRequest(id, { credentials: as('dana') });
    expect(objects()).toEqual(['KafkaCluster stream']);
  });

  it('refuses once the cluster was ready', async () => {
    const { id, ref } = await create();
    const object = await scene.kubernetes.get({
      ...ref,
      resource: kafkaClusters,
    });
    scene.kubernetes.put('dev', kafkaClusters, { ...object, status: {} });
    await scene.watcher.sweep();
    await expect(
      scene.provisioning.discardRequest(id, { credentials: as('dana') }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(objects()).toHaveLength(2);
  });

  it('is not for other teams, who cannot even see the request', async () => {
    const { id } = await create();
    const unknown = '00000000-0000-4000-8000-000000000000';
    const [hidden, absent] = await Promise.all(
      [id, unknown].map(which =>
        scene.provisioning
          .discardRequest(which, { credentials: as('pablo') })
          .catch(error =>
            `${error.name}: ${error.message}`.replace(which, '<id>'),
          ),
      ),
    );
    expect(hidden).toBe('NotFoundError: There is no request <id>');
    expect(hidden).toBe(absent);
    expect(objects()).toHaveLength(2);
  });

  it.each([
    ['known to be down', true],
    ['silent', false],
  ])(
    'is recorded while the Kubernetes cluster is %s, and done when it answers',
    async (_, isKnown) => {
      const { id } = await create();
      scene.kubernetes.fault = () => ({ code: 503, status: {} });
      if (isKnown) {
        scene.kubernetes.setState('dev', 'unreachable');
      }
      scene.kubernetes.requests.length = 0;
      await expect(
        scene.provisioning.discardRequest(id, { credentials: as('dana') }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /^Kubernetes cluster dev does not answer; .* as soon as it does/,
        ),
      });
      expect(scene.kubernetes.requests).toHaveLength(isKnown ? 0 : 1);
      scene.kubernetes.fault = () => undefined;
      scene.kubernetes.setState('dev', 'live');
      await scene.watcher.sweep();
      expect(
        (await scene.provisioning.getRequest(id, { credentials: as('dana') }))
          .state,
      ).toBe('discarded');
      expect(objects()).toEqual([]);
    },
  );

  it('is for the platform role too', async () => {
    const { id } = await create();
    const discarded = await scene.provisioning.discardRequest(id, {
      credentials: as('petra'),
    });
    expect(discarded.state).toBe('discarded');
  });

  it('can be requested anew after it was discarded', async () => {
    const { id } = await create();
    await scene.provisioning.discardRequest(id, { credentials: as('dana') });
    await expect(create()).rejects.toMatchObject({ name: 'ConflictError' });
    const again = await scene.provisioning.createCluster(request, {
      credentials: as('dana'),
      idempotencyKey: 'attempt-2',
    });
    expect(again.state).toBe('accepted');
    expect(formatClusterRef(again.ref)).toBe('dev/orders/stream');
  });
});
