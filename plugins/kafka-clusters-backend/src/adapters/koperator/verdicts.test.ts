import { deriveHealth } from '@kafka-clusters/plugin-kafka-clusters-common';
import { koperatorAdapter } from '.';
import { Scenario } from './__testUtils__/Scenario';

describe('verdicts on distilled scenarios', () => {
  it.each(Scenario.names())('%s', name => {
    const scenario = Scenario.read(name);
    const { reasons } = scenario.model();
    const health = deriveHealth(reasons);
    expect({
      verdict: health.state,
      reasons: health.reasons.map(reason => ({
        code: reason.code,
        params: reason.params,
        about: `${reason.about[0].kind}/${reason.about[0].name}`,
        ...(reason.since ? { since: reason.since } : {}),
        blocks: reason.blocks,
        next: reason.next,
      })),
    }).toEqual(scenario.expected);
  });

  it('calls the healthy cluster healthy', () => {
    expect(Scenario.healthy().model().reasons).toEqual([]);
  });
});

describe('the operator’s own state', () => {
  const at = (now: string) =>
    Scenario.healthy()
      .put({
        kind: 'KafkaCluster',
        metadata: { name: 'orders', namespace: 'team-orders' },
        status: { state: 'ClusterReconciling' },
      })
      .model({
        now,
        memory: {
          establishedAt: '2026-11-22T12:02:00.000Z',
          notRunningSince: '2026-11-23T12:00:00Z',
        },
      });

  it('is no news for a minute, and says when it will be', () => {
    const model = at('2026-11-23T12:00:59Z');
    expect(model.reasons).toEqual([]);
    expect(model.reviewAt).toBe('2026-11-23T12:01:00.000Z');
  });

  it('is progress after a minute', () => {
    expect(at('2026-11-23T12:01:00Z').reasons).toMatchObject([
      {
        code: 'operator-reconciling',
        params: { minutes: 1 },
        next: { code: 'nothing-wait' },
      },
    ]);
  });

  it('sends to the log of the operator after five', () => {
    expect(at('2026-11-23T12:05:00Z').reasons).toMatchObject([
      { code: 'operator-reconciling', next: { code: 'check-operator-log' } },
    ]);
  });

  it('is forgotten whenever the operator is through with its pass', () => {
    const cluster = (state: string) => ({
      kind: 'KafkaCluster',
      metadata: { name: 'orders', namespace: 'team-orders' },
      status: { state },
    });
    const moments = [
      ['ClusterReconciling', '2026-11-23T12:00:00.000Z'],
      ['ClusterRunning', '2026-11-23T12:00:20.000Z'],
      ['ClusterReconciling', '2026-11-23T12:00:50.000Z'],
      ['ClusterReconciling', '2026-11-23T12:01:10.000Z'],
    ] as const;
    const memories = moments.map((_, index) =>
      moments
        .slice(0, index + 1)
        .reduce<ReturnType<typeof koperatorAdapter.remember> | undefined>(
          (memory, [state, now]) =>
            koperatorAdapter.remember(memory, cluster(state), new Date(now)),
          undefined,
        ),
    );
    expect(memories.map(memory => memory?.notRunningSince)).toEqual([
      '2026-11-23T12:00:00.000Z',
      undefined,
      '2026-11-23T12:00:50.000Z',
      '2026-11-23T12:00:50.000Z',
    ]);
  });
});

describe('a broker that is replaced soon after the cluster first worked', () => {
  const scenario = Scenario.healthy().put({
    kind: 'Pod',
    metadata: {
      name: 'orders-1-bbbbb',
      namespace: 'team-orders',
      creationTimestamp: '2026-11-22T12:01:05Z',
    },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          lastTransitionTime: '2026-11-22T12:01:06Z',
        },
      ],
    },
  });
  const codes = (establishedAt: string) =>
    scenario
      .model({ now: '2026-11-22T12:01:10Z', memory: { establishedAt } })
      .reasons.map(({ code }) => code);

  it('is not one that comes up for the first time', () => {
    expect(codes('2026-11-22T12:01:08.000Z')).toEqual(['broker-starting']);
    expect(codes('2026-11-22T12:01:03.000Z')).toEqual(['broker-not-ready']);
  });
});
