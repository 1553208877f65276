import { mockServices } from '@backstage/backend-test-utils';
import type { AdapterMemory } from '@kafka-clusters/plugin-kafka-clusters-node';
import { plainAdapter } from './__testUtils__/plainAdapter';
import { AdapterMemories, WRITE_DELAY } from './AdapterMemories';

const now = new Date('2026-11-24T10:00:00Z');

/** A database in memory that counts what is written, and refuses while told to. */
function createStore(kept: [string, AdapterMemory][] = []) {
  const rows = new Map(kept);
  const writes: string[] = [];
  const store = {
    rows,
    writes,
    isDown: false,
    list: async () => new Map(rows),
    save: async (uid: string, memory: AdapterMemory) => {
      writes.push(`save ${uid} ${memory.state}`);
      if (store.isDown) {
        throw new Error('down');
      }
      rows.set(uid, memory);
    },
    remove: async (uid: string) => {
      writes.push(`remove ${uid}`);
      rows.delete(uid);
    },
  };
  return store;
}

/** Remembers the state that the cluster says of itself. */
const adapter = {
  ...plainAdapter,
  remember: (_: unknown, { status }: { status?: unknown }): AdapterMemory => ({
    state: String(status),
  }),
};

describe('AdapterMemories', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  async function create(store = createStore()) {
    const logger = mockServices.logger.mock();
    const memories = AdapterMemories.create({ store, logger });
    await memories.load();
    const look = (uid: string, status: string) =>
      memories.look(
        adapter,
        { metadata: { uid, name: uid, namespace: 'orders' }, status },
        now,
      );
    return { store, logger, memories, look };
  }

  it('knows at once what it writes down once in a while', async () => {
    const { store, memories, look } = await create();
    for (const state of ['a', 'b', 'c']) {
      look('u1', state);
      look('u2', state);
      await jest.advanceTimersByTimeAsync(WRITE_DELAY / 4);
    }
    expect(memories.find('u1')).toEqual({ state: 'c' });
    expect(store.writes).toEqual([]);
    await jest.advanceTimersByTimeAsync(WRITE_DELAY / 4);
    expect(store.writes).toEqual(['save u1 c', 'save u2 c']);
    await jest.advanceTimersByTimeAsync(10 * WRITE_DELAY);
    expect(store.writes).toHaveLength(2);
    look('u1', 'd');
    await jest.advanceTimersByTimeAsync(WRITE_DELAY);
    expect(store.writes.slice(2)).toEqual(['save u1 d']);
  });

  it('writes nothing of a flicker that is over', async () => {
    const { store, look } = await create(
      createStore([['u1', { state: 'running' }]]),
    );
    look('u1', 'reconciling');
    look('u1', 'running');
    await jest.advanceTimersByTimeAsync(WRITE_DELAY);
    expect(store.writes).toEqual([]);
  });

  it('forgets, also what was not written down yet', async () => {
    const { store, memories, look } = await create(
      createStore([['u1', { state: 'running' }]]),
    );
    look('u2', 'running');
    memories.forget('u1');
    memories.forget('u2');
    expect(memories.find('u1')).toBeUndefined();
    await jest.advanceTimersByTimeAsync(WRITE_DELAY);
    expect(store.writes).toEqual(['remove u1']);
  });

  it('writes the rest when it ends', async () => {
    const { store, memories, look } = await create();
    look('u1', 'running');
    await memories.stop();
    expect(store.writes).toEqual(['save u1 running']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tries again what the database refused, with the latest', async () => {
    const { store, logger, look } = await create();
    store.isDown = true;
    look('u1', 'a');
    await jest.advanceTimersByTimeAsync(WRITE_DELAY);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    store.isDown = false;
    look('u1', 'b');
    await jest.advanceTimersByTimeAsync(WRITE_DELAY);
    expect(store.rows.get('u1')).toEqual({ state: 'b' });
  });
});
