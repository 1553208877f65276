import { createOrdersScene, request } from './__testUtils__/ordersScene';
import { as } from './__testUtils__/people';
import {
  createScene,
  openMemoryStores,
  putCluster,
} from './__testUtils__/scene';
import { WriteGuard } from './writeGuard';

const refused = {
  name: 'NotAllowedError',
  message: expect.stringContaining('only reads'),
  reason: { code: 'read-only', params: {} },
};

describe('WriteGuard', () => {
  it('says nothing where writes are on', () => {
    const guard = WriteGuard.create({ readOnly: false });
    expect(() => guard.requireWrites()).not.toThrow();
    expect(guard.refusal).toBeUndefined();
  });
});

describe('a portal that only reads', () => {
  /** A portal that has created a cluster, started again to read only, on the same database and Kubernetes. */
  async function startAgain() {
    const stores = await openMemoryStores();
    const before = await createOrdersScene({ stores });
    const created = await before.create();
    await before.stop();
    const scene = await createScene({
      stores,
      kubernetes: before.kubernetes,
      config: { readOnly: true },
      holder: 'again',
    });
    scene.kubernetes.requests.length = 0;
    return { scene, created };
  }

  it('refuses every door that writes, to the platform role too, and asks Kubernetes nothing', async () => {
    const { scene, created } = await startAgain();
    for (const name of ['dana', 'petra'] as const) {
      const credentials = as(name);
      const other = { ...request, name: 'other' };
      for (const write of [
        scene.provisioning.createCluster(other, {
          credentials,
          idempotencyKey: 'another',
        }),
        scene.provisioning.createCluster(other, {
          credentials,
          idempotencyKey: 'another',
          dryRun: true,
        }),
        scene.provisioning.planCluster(other, { credentials }),
        scene.provisioning.discardRequest(created.id, { credentials }),
      ]) {
        await expect(write).rejects.toMatchObject(refused);
      }
    }
    expect(scene.kubernetes.requests).toEqual([]);
    expect(
      (
        await scene.provisioning.getRequest(created.id, {
          credentials: as('dana'),
        })
      ).state,
    ).toBe('accepted');
    await scene.stop();
  });

  it('tells nobody by its refusal that a request exists', async () => {
    const { scene, created } = await startAgain();
    await expect(
      scene.provisioning.discardRequest(created.id, {
        credentials: as('pablo'),
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await scene.stop();
  });

  it('says so in the operations of a cluster', async () => {
    const { scene } = await startAgain();
    putCluster(scene.kubernetes, 'dev', 'orders', 'known');
    const { cluster } = await scene.fleet.getCluster(
      { ...request.target, name: 'known' },
      { credentials: as('dana') },
    );
    expect(cluster.operations.discard).toEqual({
      allowed: false,
      reason: { code: 'read-only', params: {} },
    });
    await scene.stop();
  });

  it('says so with the fleet, and nothing of it where writes are on', async () => {
    const { scene } = await startAgain();
    const read = async (of: typeof scene) =>
      (await of.fleet.listClusters({}, { credentials: as('dana') })).readOnly;
    expect(await read(scene)).toBe(true);
    await scene.stop();
    const writing = await createScene();
    expect(await read(writing)).toBeUndefined();
    await writing.stop();
  });

  it('does not go on with what another start has left half done', async () => {
    const { scene, created } = await startAgain();
    await scene.stores.requests.update(created.id, ['accepted'], {
      state: 'discarding',
    });
    await scene.watcher.sweep();
    expect(scene.kubernetes.requests).toEqual([]);
    expect((await scene.stores.requests.get(created.id))?.state).toBe(
      'discarding',
    );
    await scene.stop();
  });
});
