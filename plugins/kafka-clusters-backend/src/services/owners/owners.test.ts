import { ServiceUnavailableError } from '@backstage/errors';
import { OWNER_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { buildGroup } from '../__testUtils__/FakeCatalog';
import { as, orders, payments, people, teams } from '../__testUtils__/people';
import { kafkaClusters } from '../__testUtils__/plainAdapter';
import {
  createScene,
  putCluster,
  putNamespace,
  type Scene,
} from '../__testUtils__/scene';

const ref = { kubernetesCluster: 'dev', namespace: 'shared', name: 'known' };
const dana = { credentials: as('dana') };
const pablo = { credentials: as('pablo') };
const petra = { credentials: as('petra') };
const guest = { credentials: as('guest') };

const notFound = { name: 'NotFoundError' };
const notAllowed = { name: 'NotAllowedError' };
const conflict = { name: 'ConflictError' };

describe('ownership', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await createScene();
    putNamespace(scene.kubernetes, 'dev', 'shared');
    putCluster(scene.kubernetes, 'dev', 'shared', 'known');
  });

  afterEach(() => scene.stop());

  const annotation = () =>
    scene.kubernetes.find({ ...ref, resource: kafkaClusters })?.metadata
      .annotations?.[OWNER_ANNOTATION];
  const link = (owner = orders) =>
    scene.owners.linkOwner(ref, { owner }, petra);
  const ownerSeenBy = async (who: typeof dana) =>
    (await scene.ownership.getOwnership(ref, who)).ownership;

  describe('links', () => {
    it('give the cluster to a team at once, with history, audit and mirror', async () => {
      await expect(ownerSeenBy(dana)).rejects.toMatchObject(notFound);
      expect(
        await scene.owners.linkOwner(
          ref,
          { owner: 'orders', reason: 'They run it' },
          petra,
        ),
      ).toBe('written');
      expect(await scene.ownership.getOwnership(ref, dana)).toMatchObject({
        relation: 'owner',
        mirror: 'written',
        ownership: { state: 'owned', owner: orders, source: 'link' },
        history: [
          {
            person: people.petra,
            action: 'linked',
            team: orders,
            reason: 'They run it',
          },
        ],
        operations: {
          link: { allowed: false, reason: { code: 'not-allowed' } },
          transfer: { allowed: true },
          'decide-on-consumers': { allowed: true },
        },
      });
      expect(annotation()).toBe(orders);
      expect(scene.auditEvents[0].success).toHaveBeenCalled();
      expect(
        scene.fleet.readInventory().items.map(({ owner }) => owner),
      ).toEqual([orders]);
      await expect(ownerSeenBy(pablo)).rejects.toMatchObject(notFound);
    });

    it('are made once when two come together', async () => {
      const both = await Promise.allSettled([link(orders), link(payments)]);
      expect(both.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      const lost = both.find(({ status }) => status === 'rejected');
      expect(lost).toMatchObject({ reason: conflict });
      expect(
        (await scene.ownership.getOwnership(ref, petra)).history,
      ).toHaveLength(1);
    });

    it.each([
      ['a team that is not there', { owner: 'group:default/nobody' }],
      ['a person', { owner: people.dana }],
    ])('are refused for %s, by its name', async (_, input) => {
      await expect(
        scene.owners.linkOwner(ref, input, petra),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(input.owner),
      });
    });

    it('need the catalog, and the very cluster that was looked at', async () => {
      const stale = { owner: orders, uid: 'another' };
      await expect(
        scene.owners.linkOwner(ref, stale, petra),
      ).rejects.toMatchObject(notFound);
      scene.catalog.failure = new Error('down');
      await expect(link()).rejects.toThrow(ServiceUnavailableError);
      expect(await ownerSeenBy(petra)).toEqual({
        state: 'unowned',
        claims: [],
      });
    });

    it('hold although the annotation cannot be written, and leave GitOps alone', async () => {
      scene.kubernetes.fault = ({ verb }) =>
        verb === 'patch'
          ? { code: 403, status: { reason: 'Forbidden', message: 'no' } }
          : undefined;
      expect(await link()).toBe('forbidden');
      expect(await ownerSeenBy(dana)).toMatchObject({ owner: orders });
      putCluster(scene.kubernetes, 'dev', 'shared', 'argo', {
        annotations: { 'argocd.argoproj.io/tracking-id': 'x' },
      });
      const before = scene.kubernetes.requests.length;
      expect(
        await scene.owners.linkOwner(
          { ...ref, name: 'argo' },
          { owner: orders },
          petra,
        ),
      ).toBe('gitops');
      expect(scene.kubernetes.requests).toHaveLength(before);
    });

    it('do not follow a cluster that was made anew under the name', async () => {
      await link();
      scene.kubernetes.remove({ ...ref, resource: kafkaClusters });
      putCluster(scene.kubernetes, 'dev', 'shared', 'known');
      await expect(ownerSeenBy(dana)).rejects.toMatchObject(notFound);
    });
  });

  describe('claims', () => {
    const claim = (uid: string, owner = payments) => ({
      cluster: 'dev/shared/claimed',
      uid,
      owner,
    });
    const put = () =>
      putCluster(scene.kubernetes, 'dev', 'shared', 'claimed', {
        annotations: { [OWNER_ANNOTATION]: payments },
      }).metadata.uid ?? '';

    it('grant nothing until they are accepted, and come back after the loss of the database', async () => {
      const uid = put();
      await link(payments);
      const claimed = { ...ref, name: 'claimed' };
      await expect(
        scene.ownership.getOwnership(claimed, pablo),
      ).rejects.toMatchObject(notFound);
      await expect(
        scene.owners.answerClaims(
          { answer: 'accept', claims: [claim(uid)] },
          pablo,
        ),
      ).rejects.toMatchObject(notAllowed);
      expect((await scene.ownership.getInbox(pablo)).claims).toEqual([]);

      const after = await createScene({ kubernetes: scene.kubernetes });
      for (const object of scene.kubernetes.list('dev', kafkaClusters)) {
        scene.kubernetes.put('dev', kafkaClusters, object);
      }
      const { claims } = await after.ownership.getInbox(petra);
      expect(claims.map(({ ref: { name } }) => name)).toEqual([
        'known',
        'claimed',
      ]);
      const answer = {
        answer: 'accept' as const,
        claims: claims.map(found => ({
          cluster: `dev/shared/${found.ref.name}`,
          uid: found.uid,
          owner: found.owner,
        })),
      };
      expect(await after.owners.answerClaims(answer, petra)).toEqual({
        done: 2,
        refused: [],
      });
      expect(await after.ownership.getOwnership(claimed, pablo)).toMatchObject({
        history: [{ action: 'claim-accepted' }],
      });
      await after.stop();
    });

    it('are declined for good, and each that cannot be answered says why', async () => {
      const uid = put();
      const { done, refused } = await scene.owners.answerClaims(
        {
          answer: 'decline',
          claims: [claim(uid), claim('other'), claim(uid, orders)],
        },
        petra,
      );
      expect([done, refused.map(({ code }) => code)]).toEqual([
        1,
        ['absent', 'not-claimed'],
      ]);
      expect((await scene.ownership.getInbox(petra)).claims).toEqual([]);
    });
  });

  describe('transfers', () => {
    const offer = () =>
      scene.transferring.offerTransfer(ref, { to: payments }, dana);

    it('need both sides, and tell both', async () => {
      await link();
      for (const who of [petra, pablo, guest]) {
        await expect(
          scene.transferring.offerTransfer(ref, { to: payments }, who),
        ).rejects.toMatchObject(who === petra ? notAllowed : notFound);
      }
      const { id } = await offer();
      await expect(offer()).rejects.toMatchObject(conflict);
      const waiting = async (who: typeof dana) =>
        (await scene.ownership.getInbox(who)).transfers.map(
          ({ answers }) => answers,
        );
      expect(await waiting(dana)).toEqual([['withdraw']]);
      expect(await waiting(pablo)).toEqual([['accept', 'decline']]);
      expect(await waiting(guest)).toEqual([]);
      await expect(ownerSeenBy(pablo)).rejects.toMatchObject(notFound);
      await expect(
        scene.transferring.answerTransfer(id, 'accept', dana),
      ).rejects.toMatchObject(notAllowed);
      await expect(
        scene.transferring.answerTransfer(id, 'withdraw', pablo),
      ).rejects.toMatchObject(notAllowed);
      const accepted = await scene.transferring.answerTransfer(
        id,
        'accept',
        pablo,
      );
      expect(accepted.state).toBe('accepted');
      expect(await ownerSeenBy(pablo)).toMatchObject({ owner: payments });
      await expect(ownerSeenBy(dana)).rejects.toMatchObject(notFound);
      expect(annotation()).toBe(payments);
      expect(
        scene.notifications.send.mock.calls.map(
          ([{ recipients }]) => recipients,
        ),
      ).toEqual([
        { type: 'entity', entityRef: payments },
        { type: 'entity', entityRef: orders },
      ]);
    });

    it('are void when the cluster was made anew', async () => {
      await link();
      const { id } = await offer();
      scene.kubernetes.remove({ ...ref, resource: kafkaClusters });
      putCluster(scene.kubernetes, 'dev', 'shared', 'known');
      await expect(
        scene.transferring.answerTransfer(id, 'accept', pablo),
      ).rejects.toMatchObject(conflict);
      expect((await scene.stores.ownership.getTransfer(id))?.state).toBe(
        'void',
      );
      await expect(ownerSeenBy(pablo)).rejects.toMatchObject(notFound);
    });
  });

  it('ends with the membership, in the same session', async () => {
    await link();
    expect(await ownerSeenBy(dana)).toMatchObject({ owner: orders });
    const before = teams[people.dana];
    teams[people.dana] = [];
    try {
      await expect(ownerSeenBy(dana)).rejects.toMatchObject(notFound);
      await expect(
        scene.transferring.offerTransfer(ref, { to: payments }, dana),
      ).rejects.toMatchObject(notFound);
    } finally {
      teams[people.dana] = before;
    }
  });

  it('of a deleted team is nobody’s, and linked anew', async () => {
    await link();
    scene.catalog.failure = new Error('down');
    await scene.facts.refresh();
    expect(await ownerSeenBy(dana)).toMatchObject({ owner: orders });
    scene.catalog.failure = undefined;
    scene.catalog.remove('Group', 'orders');
    await scene.facts.refresh();
    await expect(ownerSeenBy(dana)).rejects.toMatchObject(notFound);
    expect(await ownerSeenBy(petra)).toEqual({
      state: 'unowned',
      claims: [orders],
    });
    await link(payments);
    expect(await ownerSeenBy(pablo)).toMatchObject({ owner: payments });
    scene.catalog.put(buildGroup('orders'));
    await scene.facts.refresh();
    await expect(ownerSeenBy(dana)).rejects.toMatchObject(notFound);
  });

  it('is not made by a label, nor by the teams of another namespace', async () => {
    scene.kubernetes.put('dev', kafkaClusters, {
      metadata: {
        name: 'labelled',
        namespace: 'shared',
        labels: { [OWNER_ANNOTATION]: orders, team: 'orders' },
      },
      spec: {},
    });
    putNamespace(scene.kubernetes, 'prod', 'shared', orders);
    expect((await scene.fleet.listClusters({}, dana)).items).toEqual([]);
    expect(
      scene.kubernetes.find({
        kubernetesCluster: 'prod',
        resource: kubernetesResources.namespaces,
        name: 'shared',
      }),
    ).toBeDefined();
  });
});
