import fc from 'fast-check';
import { RESOURCES } from '../client/resources';
import { SandboxControl } from '../faults/SandboxControl';
import { isReady } from './kubelet/startup';
import { KOPERATOR_RESOURCES } from './koperator/types';
import { TestWorld } from './TestWorld';

jest.setTimeout(120_000);

describe('the controllers together', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await TestWorld.start(100);
    await world.namespace('team');
  });

  afterEach(() => world.stop());

  const running = () =>
    world.kafka('kafka')?.status?.state === 'ClusterRunning' &&
    world.list(RESOURCES.pods, 'team').filter(isReady).length === 7 &&
    (world
      .list(RESOURCES.budgets)
      .find(one => one.metadata.name === 'kafka-pdb')?.status
      ?.disruptionsAllowed ?? 0) > 0;

  /** What must hold when nothing happens any more. */
  function expectInvariants(): void {
    const pods = world.list(RESOURCES.pods, 'team');
    const claims = world.list(RESOURCES.claims, 'team');
    const brokers = world.brokers('kafka');
    expect(brokers.map(pod => pod.metadata.labels?.brokerId)).toEqual([
      '0',
      '1',
      '2',
    ]);
    // 3 brokers, 3 members, Cruise Control; one volume for each that keeps data.
    expect(pods).toHaveLength(7);
    expect(claims).toHaveLength(6);
    expect(pods.every(isReady)).toBe(true);
    expect(new Set(pods.map(pod => pod.status.podIP)).size).toBe(7);
    expect(claims.every(claim => claim.status?.phase === 'Bound')).toBe(true);
    expect(world.list(KOPERATOR_RESOURCES.operations)).toHaveLength(1);
    const zones = brokers.map(pod => pod.spec.nodeName?.slice(0, 6));
    expect(new Set(zones).size).toBe(3);
    const budget = world
      .list(RESOURCES.budgets)
      .find(one => one.metadata.name === 'kafka-pdb');
    expect(budget?.status?.disruptionsAllowed).toBe(1);
  }

  const changes = (count: number) =>
    world.until(
      'a number of changes',
      () => world.seen.length >= count || running(),
    );

  it('come to one cluster though they are stopped at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 4 }),
        async stops => {
          await world.createKafka('kafka', 'team');
          let seen = world.seen.length;
          for (const count of stops) {
            seen += count;
            await changes(seen);
            await world.halt();
            await world.resume();
          }
          await world.until('the cluster to run', () => running());
          await world.until(
            'the first rebalance',
            () =>
              world.list(KOPERATOR_RESOURCES.operations)[0]?.status?.currentTask
                ?.state === 'Completed',
          );
          expectInvariants();
          await clear();
        },
      ),
      { numRuns: 4, seed: 7 },
    );
    expect(world.list(RESOURCES.pods, 'team')).toEqual([]);
  });

  async function clear(): Promise<void> {
    const cluster = world.kafka('kafka');
    await world.client.delete(RESOURCES.namespaces, { name: 'team' });
    await world.until(
      'the namespace to be empty',
      () =>
        !world.kafka('kafka') &&
        world.list(RESOURCES.pods, 'team').length === 0 &&
        world.list(RESOURCES.claims, 'team').length === 0,
    );
    expect(cluster).toBeDefined();
    let again = false;
    while (!again) {
      again = await world.namespace('team').then(
        () => true,
        () => false,
      );
    }
  }

  it('say why a broker of a drained zone has no place, and place it again', async () => {
    await world.runningKafka('kafka', 'team');
    const control = SandboxControl.create(world.options);
    const broker = world.brokers('kafka')[2];
    const node = world
      .list(RESOURCES.nodes)
      .find(one => one.metadata.name === broker.spec.nodeName);
    const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'] ?? '';
    await control.drainZone(zone, 'team');
    const message =
      '0/6 nodes are available: 2 node(s) were unschedulable, 4 node(s) had volume node affinity conflict. ' +
      'preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling.';
    const waiting = await world.until('a pod without a place', () =>
      world
        .brokers('kafka')
        .find(pod =>
          pod.status.conditions?.some(one => one.message === message),
        ),
    );
    expect(waiting.metadata.labels?.brokerId).toBe('2');
    expect(waiting.status.phase).toBe('Pending');
    await world.until('the event', () =>
      world
        .list(RESOURCES.events)
        .find(
          one =>
            one.reason === 'FailedScheduling' &&
            one.message === message &&
            one.involvedObject.uid === waiting.metadata.uid &&
            one.reportingComponent === 'default-scheduler',
        ),
    );
    expect(world.kafka('kafka')?.status?.state).toMatch(/Running|Reconciling/);
    await control.undrainZone(zone);
    control.close();
    await world.until('all brokers', () => running());
  });

  it('go on after an API server that refused, hung and cut', async () => {
    await world.createKafka('kafka', 'team');
    await changes(60);
    world.faults.set({ refuse: { status: 503 } });
    world.faults.cutWatches();
    await world.until('a refused request', () => world.errors.length > 0);
    world.faults.heal();
    await changes(120);
    world.faults.set({ hang: true });
    world.faults.cutWatches();
    world.faults.heal();
    await world.until('the cluster to run', () => running());
    expect(world.errors.every(one => /ApiError|refused/i.test(one))).toBe(true);
    world.errors.length = 0;
    await world.until(
      'the first rebalance',
      () => world.list(KOPERATOR_RESOURCES.operations).length === 1,
    );
    expectInvariants();
  });

  it('keep a member when its budget allows no eviction', async () => {
    await world.runningKafka('kafka', 'team');
    await world.until('all members', () => running());
    const control = SandboxControl.create(world.options);
    const [first, second] = world.brokers('kafka');
    await control.evict(first);
    await expect(control.evict(second)).rejects.toMatchObject({ status: 429 });
    control.close();
    await world.until(
      'the replacement',
      () =>
        world.brokers('kafka')[0]?.metadata.uid !== first.metadata.uid &&
        running(),
    );
    expectInvariants();
  });

  it('do nothing for an operator that is stopped', async () => {
    await world.runningKafka('kafka', 'team');
    const control = SandboxControl.create(world.options);
    await control.scaleOperator('kafka-operator', 0);
    await world.until(
      'the operator to stop',
      () => world.list(RESOURCES.pods, 'kafka-operator').length === 0,
    );
    const broker = world.brokers('kafka')[1];
    await control.killBroker({ namespace: 'team', name: 'kafka' }, '1');
    await world.until(
      'the broker to have ended',
      () => world.brokers('kafka')[1].status.phase === 'Failed',
    );
    const ended =
      world.brokers('kafka')[1].status.containerStatuses?.[0].state.terminated;
    expect(ended).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
    expect(world.brokers('kafka')[1].metadata.uid).toBe(broker.metadata.uid);
    await control.scaleOperator('koperator', 1);
    control.close();
    await world.until(
      'the replacement',
      () =>
        world.brokers('kafka')[1]?.metadata.uid !== broker.metadata.uid &&
        running(),
    );
  });

  it('run the pods of a job to their end', async () => {
    await world.client.create(RESOURCES.jobs, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'check', namespace: 'team' },
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'check', image: 'check:1' }],
          },
        },
      },
    });
    const job = await world.until('the job', () =>
      world.list(RESOURCES.jobs).find(one => one.status?.completionTime),
    );
    expect(job.status).toMatchObject({ succeeded: 1 });
    expect(job.status?.conditions?.[0]).toMatchObject({
      type: 'Complete',
      status: 'True',
    });
  });

  it('grow a volume whose class allows it', async () => {
    await world.runningKafka('kafka', 'team');
    await world.client.patch(
      KOPERATOR_RESOURCES.clusters,
      { name: 'kafka', namespace: 'team' },
      {
        spec: {
          brokerConfigGroups: {
            default: {
              storageConfigs: [
                {
                  mountPath: '/kafka-logs',
                  pvcSpec: {
                    accessModes: ['ReadWriteOnce'],
                    resources: { requests: { storage: '20Gi' } },
                  },
                },
              ],
            },
          },
        },
      },
    );
    await world.until('three larger volumes', () => {
      const sizes = world
        .list(RESOURCES.claims)
        .filter(one => one.metadata.labels?.brokerId)
        .map(one => one.status?.capacity?.storage);
      return sizes.join() === '20Gi,20Gi,20Gi';
    });
    expect(world.brokers('kafka').every(isReady)).toBe(true);
  });
});
