import type { KubernetesGateway } from '../../kubernetes';
import type { Stores } from '../../store/openStores';
import { InMemoryKubernetes } from '../__testUtils__/InMemoryKubernetes';
import { as } from '../__testUtils__/people';
import { listObjects, request } from '../__testUtils__/ordersScene';
import {
  createScene,
  openMemoryStores,
  putCluster,
  putTarget,
} from '../__testUtils__/scene';

/**
 * Dies at its n-th side effect, before or after it: from then on nothing that
 * the process does has any effect.
 */
class MortalProcess {
  #effects = 0;
  #dead = false;

  constructor(
    private readonly deathAt: number,
    private readonly when: 'before' | 'after',
  ) {}

  get effects() {
    return this.#effects;
  }

  get isDead() {
    return this.#dead;
  }

  /** The object as this process sees it. */
  within<T extends object>(target: T, writes: readonly string[]): T {
    return new Proxy(target, {
      get: (_, property) => {
        const value = Reflect.get(target, property);
        return typeof value === 'function'
          ? (...args: unknown[]) =>
              this.#call(
                () => value.apply(target, args),
                writes.includes(String(property)) && !isDryRun(args),
              )
          : value;
      },
    });
  }

  #call(act: () => unknown, isWrite: boolean): unknown {
    if (this.#dead) {
      return new Promise(() => undefined);
    }
    if (!isWrite) {
      return act();
    }
    this.#effects += 1;
    if (this.#effects !== this.deathAt) {
      return act();
    }
    if (this.when === 'before') {
      this.#dead = true;
      return new Promise(() => undefined);
    }
    return Promise.resolve(act()).then(() => {
      this.#dead = true;
      return new Promise(() => undefined);
    });
  }
}

function isDryRun(args: readonly unknown[]): boolean {
  const last = args.at(-1);
  return typeof last === 'object' && last !== null && 'dryRun' in last;
}

const storeWrites = ['insert', 'update', 'claim', 'release', 'record'];
const kubernetesWrites = ['create', 'delete'];

interface World {
  readonly kubernetes: InMemoryKubernetes;
  readonly stores: Stores;
  /** Hours ahead, so that a lease of the dead process has ended. */
  passAnHour(): void;
}

async function createWorld(): Promise<World> {
  const kubernetes = new InMemoryKubernetes();
  putTarget(kubernetes, 'dev', 'orders', 'group:default/orders');
  let ahead = 0;
  return {
    kubernetes,
    stores: await openMemoryStores(() => new Date(Date.now() + ahead)),
    passAnHour: () => {
      ahead += 3_600_000;
    },
  };
}

async function startProcess(world: World, process: MortalProcess) {
  const gateway: KubernetesGateway = process.within(
    world.kubernetes as KubernetesGateway,
    kubernetesWrites,
  );
  return createScene({
    kubernetes: world.kubernetes,
    gateway,
    holder: Math.random().toString(36),
    stores: {
      ...world.stores,
      requests: process.within(world.stores.requests, storeWrites),
      ownerLinks: process.within(world.stores.ownerLinks, storeWrites),
    },
  });
}

/** Runs until the work is done or the process dies. */
async function runUntilDeath(process: MortalProcess, work: Promise<unknown>) {
  let isDone = false;
  const settled = work.then(
    () => {
      isDone = true;
    },
    () => {
      isDone = true;
    },
  );
  while (!isDone && !process.isDead) {
    await Promise.race([
      settled,
      new Promise(resolve => {
        setImmediate(resolve);
      }),
    ]);
  }
}

const never = 1000;

async function countEffects(prepare: (world: World) => void) {
  const world = await createWorld();
  const process = new MortalProcess(never, 'before');
  const scene = await startProcess(world, process);
  prepare(world);
  await scene.provisioning
    .createCluster(request, { credentials: as('dana'), idempotencyKey: 'key' })
    .catch(() => undefined);
  await scene.stop();
  return process.effects;
}

async function crashAndRecover(
  prepare: (world: World) => void,
  deathAt: number,
  when: 'before' | 'after',
) {
  const world = await createWorld();
  const mortal = new MortalProcess(deathAt, when);
  const first = await startProcess(world, mortal);
  prepare(world);
  await runUntilDeath(
    mortal,
    first.provisioning.createCluster(request, {
      credentials: as('dana'),
      idempotencyKey: 'key',
    }),
  );
  first.inventory.stop();

  world.passAnHour();
  const second = await startProcess(world, new MortalProcess(never, 'before'));
  await second.watcher.sweep();
  await second.stop();
  const [record] = await world.stores.requests.listByRef({
    ...request.target,
    name: request.name,
  });
  return { world, record };
}

describe('a process that is killed while it creates a cluster', () => {
  const undisturbed = () => undefined;
  const refused = (world: World) => {
    world.kubernetes.fault = ({ verb, kind }) =>
      verb === 'create' && kind === 'KafkaCluster'
        ? {
            code: 403,
            status: {
              reason: 'Forbidden',
              message: 'admission webhook "w" denied the request: no',
            },
          }
        : undefined;
  };

  const oneCluster = {
    state: 'accepted',
    steps: ['done', 'done'],
    links: 1,
    objects: ['KafkaCluster stream', 'ZookeeperCluster stream-zk'],
  };
  const nothing = { state: undefined, steps: undefined, links: 0, objects: [] };

  it.each(['before', 'after'] as const)(
    'leaves exactly one cluster or none, whenever it is killed (%s a side effect)',
    async when => {
      const effects = await countEffects(undisturbed);
      expect(effects).toBeGreaterThan(8);
      for (let deathAt = 1; deathAt <= effects; deathAt++) {
        const { world, record } = await crashAndRecover(
          undisturbed,
          deathAt,
          when,
        );
        const links = await world.stores.ownerLinks.list();
        const outcome = {
          state: record?.state,
          steps: record?.steps.map(({ state }) => state),
          links: links.length,
          objects: listObjects(world.kubernetes),
        };
        // Only a process that died before it wrote anything down leaves nothing.
        const expected =
          deathAt === 1 && when === 'before' ? nothing : oneCluster;
        expect([deathAt, outcome]).toEqual([deathAt, expected]);
      }
    },
  );

  it.each(['before', 'after'] as const)(
    'leaves a named failure and nothing else where Kubernetes refuses (%s a side effect)',
    async when => {
      const effects = await countEffects(refused);
      for (let deathAt = 1; deathAt <= effects; deathAt++) {
        const { world, record } = await crashAndRecover(refused, deathAt, when);
        const outcome = {
          objects: listObjects(world.kubernetes),
          state: record?.state,
          undo: record?.undo,
          code: record?.failure?.code,
        };
        const expected =
          deathAt === 1 && when === 'before'
            ? { objects: [] }
            : {
                objects: [],
                state: 'failed',
                undo: false,
                code: 'refused-by-kubernetes',
              };
        expect([deathAt, outcome]).toEqual([deathAt, expected]);
      }
    },
  );

  it('never touches what somebody else made under the name, whenever it is killed', async () => {
    const taken = (world: World) => {
      let isTaken = false;
      world.kubernetes.fault = ({ verb, kind }) => {
        if (verb === 'create' && kind === 'KafkaCluster' && !isTaken) {
          isTaken = true;
          putCluster(world.kubernetes, 'dev', 'orders', 'stream');
        }
        return undefined;
      };
    };
    const effects = await countEffects(taken);
    for (let deathAt = 4; deathAt <= effects; deathAt++) {
      const { world, record } = await crashAndRecover(taken, deathAt, 'after');
      const objects = listObjects(world.kubernetes);
      expect(objects).toContain('KafkaCluster stream');
      expect([deathAt, record.state, record.failure?.code, objects]).toEqual([
        deathAt,
        'failed',
        'name-unavailable',
        ['KafkaCluster stream'],
      ]);
    }
  });

  it('lets one replica alone work on a request', async () => {
    const world = await createWorld();
    const [one, other] = await Promise.all(
      [1, 2].map(() => startProcess(world, new MortalProcess(never, 'before'))),
    );
    const created = await Promise.all(
      [one, other].map(scene =>
        scene.provisioning
          .createCluster(request, {
            credentials: as('dana'),
            idempotencyKey: 'key',
          })
          .catch(error => error),
      ),
    );
    await Promise.all([one.watcher.sweep(), other.watcher.sweep()]);
    expect(listObjects(world.kubernetes)).toHaveLength(2);
    expect(
      world.kubernetes.requests.filter(text => text.startsWith('create Kafka')),
    ).toHaveLength(1);
    expect(created.some(({ state }) => state === 'accepted')).toBe(true);
    await Promise.all([one.stop(), other.stop()]);
  });
});
