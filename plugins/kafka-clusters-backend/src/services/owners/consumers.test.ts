import { ServiceUnavailableError } from '@backstage/errors';
import { buildComponent } from '../__testUtils__/FakeCatalog';
import { as, orders, payments } from '../__testUtils__/people';
import {
  createScene,
  putCluster,
  putNamespace,
  type Scene,
} from '../__testUtils__/scene';

const ref = { kubernetesCluster: 'dev', namespace: 'shared', name: 'known' };
const component = 'component:default/checkout';
const dana = { credentials: as('dana') };
const pablo = { credentials: as('pablo') };
const petra = { credentials: as('petra') };

const notFound = { name: 'NotFoundError' };
const notAllowed = { name: 'NotAllowedError' };
const conflict = { name: 'ConflictError' };

describe('consumers of a cluster', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await createScene();
    putNamespace(scene.kubernetes, 'dev', 'shared');
    putCluster(scene.kubernetes, 'dev', 'shared', 'known');
  });

  afterEach(() => scene.stop());

  const link = (owner = orders) =>
    scene.owners.linkOwner(ref, { owner }, petra);

  describe('consumers', () => {
    const input = { component, team: payments };
    const ask = (cluster = 'dev/shared/known', owner = payments) =>
      scene.catalog.put(buildComponent('checkout', owner, cluster));
    const grant = () =>
      scene.consuming.decideOnConsumer(ref, 'grant', input, dana);
    const sees = async (who: typeof dana) =>
      (await scene.fleet.listClusters({}, who)).items.map(
        ({ relation }) => relation,
      );

    beforeEach(async () => {
      await link();
      ask();
      await scene.facts.refresh();
    });

    it('ask by a component, which grants nothing, and the owner is told once', async () => {
      expect(await sees(pablo)).toEqual([]);
      expect(
        await scene.ownership.getComponentRelation(component, pablo),
      ).toEqual({
        cluster: 'dev/shared/known',
        state: 'requested',
        ref: undefined,
      });
      await expect(
        scene.ownership.getComponentRelation(component, dana),
      ).rejects.toMatchObject(notFound);
      await scene.facts.refresh();
      expect(scene.notifications.send).toHaveBeenCalledTimes(1);
      expect((await scene.ownership.getInbox(dana)).consumers).toHaveLength(1);
      expect((await scene.ownership.getInbox(pablo)).consumers).toEqual([]);
    });

    it('see verdict and addresses and nothing else once they are granted', async () => {
      await expect(
        scene.consuming.decideOnConsumer(ref, 'grant', input, pablo),
      ).rejects.toMatchObject(notFound);
      await expect(
        scene.consuming.decideOnConsumer(ref, 'grant', input, petra),
      ).rejects.toMatchObject(notAllowed);
      await grant();
      expect(await sees(pablo)).toEqual(['consumer']);
      const { cluster } = await scene.fleet.getCluster(ref, pablo);
      expect(cluster).toMatchObject({
        relation: 'consumer',
        nodes: [],
        events: [],
        conditions: [],
        findings: [],
        brokers: [],
        requestedStorageBytes: 0,
      });
      await expect(
        scene.manifests.getManifest(ref, pablo),
      ).rejects.toMatchObject(notFound);
      expect(await scene.ownership.getOwnership(ref, pablo)).toMatchObject({
        history: [],
        consumers: [{ component, team: payments, state: 'granted' }],
      });
      for (const act of [
        () => scene.owners.linkOwner(ref, { owner: payments }, pablo),
        () => scene.transferring.offerTransfer(ref, { to: payments }, pablo),
        () => scene.consuming.decideOnConsumer(ref, 'revoke', input, pablo),
      ]) {
        await expect(act()).rejects.toMatchObject(notAllowed);
      }
      await scene.consuming.decideOnConsumer(ref, 'revoke', input, dana);
      expect(await sees(pablo)).toEqual([]);
    });

    it.each([
      ['names another cluster', () => ask('dev/shared/other')],
      ['belongs to another team', () => ask(undefined, 'group:default/x')],
      ['is gone', () => scene.catalog.remove('Component', 'checkout')],
    ])('lose it when the component %s', async (_, change) => {
      await grant();
      change();
      await scene.facts.refresh();
      expect(await sees(pablo)).toEqual([]);
      await expect(grant()).rejects.toMatchObject(conflict);
    });

    it('keep it while the catalog does not answer', async () => {
      await grant();
      scene.catalog.failure = new Error('down');
      await scene.facts.refresh();
      expect(await sees(pablo)).toEqual(['consumer']);
      await expect(grant()).rejects.toThrow(ServiceUnavailableError);
    });
  });
});
