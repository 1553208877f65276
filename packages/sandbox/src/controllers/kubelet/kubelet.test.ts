import { PodLogRelay } from '../../apiserver/logs';
import { RESOURCES } from '../../client/resources';
import { TestWorld } from '../TestWorld';

jest.setTimeout(60_000);

describe('the kubelet', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await TestWorld.start(100);
    await world.namespace('team');
    await world.runningKafka('kafka', 'team');
  });

  afterAll(() => world.stop());

  const broker = () => world.brokers('kafka')[0].metadata.name;

  const log = (query: string) =>
    world.connection.lines({
      method: 'GET',
      path: `/api/v1/namespaces/team/pods/${broker()}/log?${query}`,
      userAgent: 'tester/1',
    });

  async function read(query: string): Promise<string[]> {
    const lines = [];
    for await (const line of log(query)) {
      lines.push(line);
    }
    return lines;
  }

  it('goes through the stages of a pod', () => {
    const stages = world
      .versions(RESOURCES.pods, broker())
      .map(pod => {
        const state = pod.status.containerStatuses?.[0].state;
        const ready = pod.status.conditions?.find(one => one.type === 'Ready');
        return [
          pod.status.phase,
          state?.waiting?.reason ?? (state?.running ? 'running' : ''),
          ready?.status ?? '',
        ].join(' ');
      })
      .filter((stage, index, all) => stage !== all[index - 1]);
    expect(stages).toEqual([
      'Pending  ',
      'Pending PodInitializing False',
      'Running running False',
      'Running running True',
    ]);
  });

  it('reports the events of a start', () => {
    const reasons = world
      .list(RESOURCES.events)
      .filter(one => one.involvedObject.name === broker())
      .map(one => one.reason);
    expect(reasons.slice(0, 5)).toEqual([
      'Scheduled',
      'SuccessfulAttachVolume',
      'Pulled',
      'Created',
      'Started',
    ]);
  });

  it('gives the log of a broker, the same each time', async () => {
    const lines = await read('container=kafka&timestamps=true');
    expect(lines[1]).toMatch(
      /^\d{4}-\d\d-\d\dT\S+Z \[[-\d :,]+\] INFO starting \(kafka\.server\.KafkaServer\)$/,
    );
    const again = await read('container=kafka&timestamps=true');
    expect(again.slice(0, lines.length)).toEqual(lines);
    expect(await read('container=kafka&tailLines=1')).toHaveLength(1);
  });

  it('starts a container again where the pod says so', async () => {
    const name = 'kafka-zk-2';
    const find = () =>
      world.list(RESOURCES.pods).find(pod => pod.metadata.name === name);
    const [status] = find()?.status.containerStatuses ?? [];
    const at = '2026-01-01T00:00:00Z';
    const terminated = {
      exitCode: 1,
      reason: 'Error',
      startedAt: at,
      finishedAt: at,
    };
    await world.client.patch(
      RESOURCES.pods,
      { name, namespace: 'team' },
      {
        status: {
          containerStatuses: [
            { ...status, ready: false, state: { terminated } },
          ],
        },
      },
      'status',
    );
    const again = await world.until('the second run', () => {
      const [now] = find()?.status.containerStatuses ?? [];
      return now?.restartCount === 1 && now.ready && now;
    });
    expect(again.lastState.terminated).toMatchObject(terminated);
    expect(again.containerID).not.toBe(status.containerID);
  });

  it('says that a claim has no class', async () => {
    await world.client.create(RESOURCES.claims, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'odd', namespace: 'team' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    await world.client.create(RESOURCES.pods, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'odd', namespace: 'team' },
      spec: {
        containers: [{ name: 'odd', image: 'odd:1' }],
        volumes: [{ name: 'odd', persistentVolumeClaim: { claimName: 'odd' } }],
      },
    });
    const messages = () =>
      world
        .list(RESOURCES.events)
        .filter(one => one.involvedObject.name === 'odd')
        .map(one => `${one.reason}: ${one.message.split('. ')[0]}`);
    await world.until('both events', () => messages().length >= 2);
    expect(messages().sort()).toEqual([
      'FailedScheduling: 0/6 nodes are available: pod has unbound immediate PersistentVolumeClaims',
      'ProvisioningFailed: storageclass.storage.k8s.io "fast" not found',
    ]);
  });

  it('ends a log that is followed when the pod goes', async () => {
    const { name } = world.brokers('kafka')[0].metadata;
    const lines: string[] = [];
    const following = (async () => {
      for await (const line of log('container=kafka&follow=true')) {
        lines.push(line);
      }
    })();
    await world.until('the first lines', () => lines.length > 0);
    await world.client.delete(RESOURCES.pods, { name, namespace: 'team' });
    await following;
    expect(lines[0]).toContain('kafka');
  });

  it('has no log of a container that was never there', () => {
    const logs = world.options.logs ?? PodLogRelay.create();
    const options = {
      previous: false,
      follow: false,
      timestamps: false,
      signal: new AbortController().signal,
    };
    expect(logs.read('team', broker(), 'other', options)).toBeUndefined();
    expect(logs.read('team', 'nobody', 'kafka', options)).toBeUndefined();
    expect(
      logs.read('team', broker(), 'kafka', { ...options, previous: true }),
    ).toBeUndefined();
  });
});
