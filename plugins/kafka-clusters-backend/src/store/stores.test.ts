import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { migrationsDirectory } from './migrate';
import { openStores } from './openStores';
import type { StoredRequest } from './RequestStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const request: Omit<StoredRequest, 'createdAt' | 'updatedAt' | 'undo'> = {
  id: '5a1f2c1e-0000-4000-8000-000000000001',
  ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'stream' },
  owner: 'group:default/orders',
  requestedBy: 'user:default/dana',
  idempotencyKey: 'attempt-1',
  state: 'applying',
  zones: ['zone-a', 'zone-b', 'zone-c'],
  steps: [
    {
      id: 'zookeeper-cluster',
      kind: 'ZookeeperCluster',
      name: 'stream-zk',
      state: 'waiting',
    },
  ],
  input: {
    target: { kubernetesCluster: 'dev', namespace: 'orders' },
    name: 'stream',
    useCase: 'queue',
    size: 'small',
    brokers: 3,
    storageClass: 'ssd',
    availability: 'zones',
  },
};

const link = {
  uid: 'c1',
  owner: 'group:default/orders',
  linkedBy: 'user:default/dana',
  previous: undefined,
};

const linked = {
  person: 'user:default/dana',
  action: 'linked' as const,
  team: 'group:default/orders',
};

const transfer = {
  id: '5a1f2c1e-0000-4000-8000-000000000001',
  ref: request.ref,
  uid: 'c1',
  from: 'group:default/orders',
  to: 'group:default/payments',
  requestedBy: 'user:default/dana',
  reason: undefined,
};

const consumer = {
  uid: 'c1',
  component: 'component:default/checkout',
  team: 'group:default/payments',
};

it('runs on PostgreSQL too', () => {
  // TestDatabases drops what it cannot reach without a word.
  expect(databases.eachSupportedId().flat()).toEqual([
    'SQLITE_3',
    'POSTGRES_18',
  ]);
});

describe.each(databases.eachSupportedId())('stores on %s', id => {
  async function open(now?: () => Date) {
    const knex = await databases.init(id);
    return {
      knex,
      stores: await openStores(mockServices.database({ knex }), now),
    };
  }

  it('migrates up and down with rows inside', async () => {
    const { knex, stores } = await open();
    await stores.requests.insert(request);
    await stores.memories.save('uid-1', { since: 'today' });
    await stores.ownership.link(link, linked);
    await stores.ownership.declineClaim(link, linked);
    await stores.ownership.insertTransfer(transfer, linked);
    await stores.ownership.noteConsumer(consumer);
    await knex.migrate.rollback({ directory: migrationsDirectory }, true);
    expect(await knex.schema.hasTable('requests')).toBe(false);
    await knex.migrate.latest({ directory: migrationsDirectory });
    expect(await stores.requests.get(request.id)).toBeUndefined();
  });

  it('keeps a request as it was given', async () => {
    const { stores } = await open(() => new Date('2026-11-24T10:00:00Z'));
    const { isNew } = await stores.requests.insert(request);
    expect(isNew).toBe(true);
    expect(await stores.requests.get(request.id)).toEqual({
      ...request,
      undo: false,
      failure: undefined,
      progressKey: undefined,
      progressAt: '2026-11-24T10:00:00.000Z',
      createdAt: '2026-11-24T10:00:00.000Z',
      updatedAt: '2026-11-24T10:00:00.000Z',
    });
    expect(await stores.requests.listByRef(request.ref)).toHaveLength(1);
    expect(
      await stores.requests.listByRef({ ...request.ref, name: 'other' }),
    ).toEqual([]);
  });

  it('gives the first request of a person and a key, also when two come at once', async () => {
    const { stores } = await open();
    const ids = ['1', '2', '3'].map(n => request.id.replace(/1$/, n));
    const inserted = await Promise.all(
      ids.map(which => stores.requests.insert({ ...request, id: which })),
    );
    expect(inserted.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(inserted.map(({ request: r }) => r.id)).size).toBe(1);
    const other = await stores.requests.insert({
      ...request,
      id: request.id.replace(/1$/, '9'),
      requestedBy: 'user:default/pablo',
    });
    expect(other.isNew).toBe(true);
  });

  it('changes a request only from the states that were expected', async () => {
    const { stores } = await open();
    await stores.requests.insert(request);
    const failure = { code: 'name-unavailable', params: { name: 'stream' } };
    const failed = await stores.requests.update(request.id, ['applying'], {
      state: 'failed',
      failure,
      undo: true,
    });
    expect(failed).toMatchObject({ state: 'failed', failure, undo: true });
    expect(
      await stores.requests.update(request.id, ['applying'], {
        state: 'accepted',
      }),
    ).toBeUndefined();
    expect(await stores.requests.listOpen(['applying'])).toHaveLength(1);
    expect(await stores.requests.listFailed(new Date(0))).toHaveLength(1);
    expect(
      await stores.requests.listFailed(new Date(Date.now() + 60_000)),
    ).toEqual([]);
    const again = await stores.requests.update(request.id, ['failed'], {
      state: 'applying',
      failure: 'none',
      undo: false,
    });
    expect(again).toMatchObject({ failure: undefined, undo: false });
    expect(await stores.requests.listOpen(['ready'])).toEqual([]);
  });

  it('lends a request to one holder at a time, until the lease ends', async () => {
    let now = new Date('2026-11-24T10:00:00Z');
    const { stores } = await open(() => now);
    await stores.requests.insert(request);
    const claims = await Promise.all(
      ['a', 'b', 'c'].map(holder =>
        stores.requests.claim(request.id, holder, 60_000),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    const holder = ['a', 'b', 'c'][claims.indexOf(true)];
    expect(await stores.requests.claim(request.id, holder, 60_000)).toBe(true);
    expect(await stores.requests.claim(request.id, 'd', 60_000)).toBe(false);
    now = new Date('2026-11-24T10:01:01Z');
    expect(await stores.requests.claim(request.id, 'd', 60_000)).toBe(true);
    await stores.requests.release(request.id, holder);
    expect(await stores.requests.claim(request.id, 'e', 60_000)).toBe(false);
    await stores.requests.release(request.id, 'd');
    expect(await stores.requests.claim(request.id, 'e', 60_000)).toBe(true);
  });

  it('remembers ended pods once each, until they are pruned', async () => {
    const { stores } = await open();
    const pod = {
      pod: 'stream-0-abcde',
      role: 'broker' as const,
      id: 0,
      endedAt: '2026-11-24T10:00:00.000Z',
      cause: 'OOMKilled',
      exitCode: 137,
    };
    await stores.endedPods.record({ uid: 'p1', clusterUid: 'c1', pod });
    await stores.endedPods.record({
      uid: 'p1',
      clusterUid: 'c1',
      pod: { ...pod, cause: 'Deleted' },
    });
    const before = new Date('2026-11-24T09:30:00Z');
    const after = new Date('2026-11-24T10:30:00Z');
    expect(await stores.endedPods.list(before)).toEqual([
      { uid: 'p1', clusterUid: 'c1', pod },
    ]);
    expect(await stores.endedPods.list(after)).toEqual([]);
    await stores.endedPods.prune(after);
    expect(await stores.endedPods.list(before)).toEqual([]);
  });

  it('keeps the first of two links that come at once, with its history alone', async () => {
    const { stores } = await open(() => new Date('2026-11-24T10:00:00Z'));
    const { ownership } = stores;
    const answers = await Promise.all([
      ownership.link(link, linked),
      ownership.link({ ...link, owner: 'group:default/b' }, linked),
      ownership.link({ ...link, owner: 'group:default/c' }, linked),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    const [stored] = await stores.ownerLinks.list();
    expect(stored).toMatchObject({
      uid: 'c1',
      linkedAt: '2026-11-24T10:00:00.000Z',
    });
    expect(await ownership.listEvents('c1')).toHaveLength(1);
    // Decided on a link that is another by now.
    const other = { ...link, owner: 'group:default/d' };
    expect(
      await ownership.link({ ...other, previous: 'group:default/x' }, linked),
    ).toBe(false);
    expect(
      await ownership.link({ ...other, previous: stored.owner }, linked),
    ).toBe(true);
    expect(await ownership.listEvents('c1')).toHaveLength(2);
    expect(await ownership.listEvents('c2')).toEqual([]);
  });

  it('keeps events with everything that was said, the newest first', async () => {
    const { stores } = await open(() => new Date('2026-11-24T10:00:00Z'));
    await stores.ownership.link(link, linked);
    const more = {
      person: 'user:default/pablo',
      action: 'claim-declined' as const,
      team: 'group:default/x',
      previousTeam: 'group:default/y',
      component: 'component:default/z',
      reason: '<b>because</b>',
    };
    await stores.ownership.declineClaim(link, more);
    expect(await stores.ownership.declineClaim(link, more)).toBe(false);
    expect(await stores.ownership.listDeclinedClaims()).toEqual([
      { uid: 'c1', owner: link.owner },
    ]);
    expect(await stores.ownership.listEvents('c1')).toEqual([
      { ...more, id: expect.any(String), at: '2026-11-24T10:00:00.000Z' },
      expect.objectContaining({ action: 'linked', reason: undefined }),
    ]);
  });

  it('has one transfer of a cluster wait at a time, and ends it once', async () => {
    const { stores } = await open(() => new Date('2026-11-24T10:00:00Z'));
    const { ownership } = stores;
    await ownership.link(link, linked);
    const offers = ['1', '2'].map(n => ({
      ...transfer,
      id: transfer.id.replace(/1$/, n),
    }));
    const inserted = await Promise.all(
      offers.map(offer => ownership.insertTransfer(offer, linked)),
    );
    expect(inserted.filter(Boolean)).toHaveLength(1);
    const [pending] = await ownership.listPendingTransfers();
    expect(pending).toEqual({
      ...offers[inserted.indexOf(true)],
      state: 'pending',
      requestedAt: '2026-11-24T10:00:00.000Z',
    });
    const change = { ...link, owner: transfer.to };
    // The link is another by now: nothing happens at all.
    expect(
      await ownership.endTransfer(pending.id, 'accepted', {
        event: linked,
        link: { ...change, previous: 'group:default/x' },
      }),
    ).toBe(false);
    expect(await ownership.listPendingTransfers()).toHaveLength(1);
    const ends = await Promise.all([
      ownership.endTransfer(pending.id, 'accepted', {
        event: linked,
        link: { ...change, previous: transfer.from },
      }),
      ownership.endTransfer(pending.id, 'withdrawn', { event: linked }),
    ]);
    expect(ends.filter(Boolean)).toHaveLength(1);
    const [{ owner }] = await stores.ownerLinks.list();
    expect(owner).toBe(ends[0] ? transfer.to : transfer.from);
    expect((await ownership.getTransfer(pending.id))?.state).toBe(
      ends[0] ? 'accepted' : 'withdrawn',
    );
    // Another may follow.
    const next = { ...transfer, id: transfer.id.replace(/1$/, '9') };
    expect(await ownership.insertTransfer(next, linked)).toBe(true);
    expect(await ownership.listEvents('c1')).toHaveLength(4);
  });

  it('notes a request for a cluster once, and decides on it from what it was', async () => {
    const { stores } = await open(() => new Date('2026-11-24T10:00:00Z'));
    const { ownership } = stores;
    const notes = await Promise.all(
      [1, 2, 3].map(() => ownership.noteConsumer(consumer)),
    );
    expect(notes.filter(Boolean)).toHaveLength(1);
    const decision = {
      ...consumer,
      from: ['requested' as const],
      state: 'granted' as const,
      decidedBy: 'user:default/dana',
    };
    const decided = await Promise.all(
      [1, 2].map(() => ownership.decideOnConsumer(decision, linked)),
    );
    expect(decided.filter(Boolean)).toHaveLength(1);
    expect(
      await ownership.decideOnConsumer(
        { ...decision, team: 'group:default/other' },
        linked,
      ),
    ).toBe(false);
    expect(await ownership.listConsumers()).toEqual([
      {
        ...consumer,
        state: 'granted',
        decidedBy: 'user:default/dana',
        decidedAt: '2026-11-24T10:00:00.000Z',
      },
    ]);
    expect(await ownership.listEvents('c1')).toHaveLength(1);
  });

  it('keeps the latest memory of a cluster', async () => {
    const { stores } = await open(() => new Date('2026-11-24T10:00:00Z'));
    await stores.memories.save('c1', { since: 'a', flag: true });
    await stores.memories.save('c1', { since: 'b' });
    expect([...(await stores.memories.list())]).toEqual([
      ['c1', { since: 'b' }],
    ]);
    await stores.memories.remove('c1');
    expect((await stores.memories.list()).size).toBe(0);
  });
});
