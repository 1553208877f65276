import fc from 'fast-check';
import {
  nodeStates,
  type ClusterNode,
  type NodeRole,
  type NodeState,
  type ZoneLoss,
} from '../model/cluster';
import { deriveZoneLoss } from './zoneLoss';

const node = (
  role: NodeRole,
  id: number,
  zone: string | undefined,
  state: NodeState = 'running',
): ClusterNode => ({
  role,
  id,
  zone,
  state,
  volumes: [],
  configuration: 'in-sync',
});

const zones = ['a', 'b', 'c'];
const spread = (role: NodeRole) =>
  zones.map((zone, id) => node(role, id, zone));
const healthy = [...spread('broker'), ...spread('zookeeper')];

const lose = (
  nodes: readonly ClusterNode[],
  role: NodeRole,
  id: number,
  state: NodeState,
) =>
  nodes.map(entry =>
    entry.role === role && entry.id === id ? { ...entry, state } : entry,
  );

describe('one more lost zone', () => {
  it.each<[string, readonly ClusterNode[], number, ZoneLoss['effect']]>([
    ['of a healthy cluster costs nothing', healthy, 2, 'none'],
    [
      'stops writes where a broker is away already',
      lose(healthy, 'broker', 1, 'pending'),
      2,
      'writes-stop',
    ],
    [
      'stops all where a member of ZooKeeper is away already',
      lose(healthy, 'zookeeper', 1, 'missing'),
      2,
      'stops',
    ],
    [
      'costs nothing where what is away is in that zone',
      lose(lose(healthy, 'broker', 0, 'missing'), 'zookeeper', 0, 'failed'),
      2,
      'none',
    ],
    [
      'stops all where everything is in one zone',
      healthy.map(entry => ({ ...entry, zone: 'a' })),
      2,
      'stops',
    ],
    [
      'stops writes where two copies are asked for and two brokers go',
      [node('broker', 0, 'a'), node('broker', 1, 'a'), node('broker', 2, 'b')],
      2,
      'writes-stop',
    ],
    [
      'of a plan counts what is planned',
      healthy.map(entry => ({ ...entry, state: 'planned' as const })),
      2,
      'none',
    ],
    [
      'counts a node that is both broker and controller twice',
      [
        node('broker-controller', 0, 'a'),
        node('broker-controller', 1, 'a'),
        node('broker-controller', 2, 'b'),
      ],
      1,
      'stops',
    ],
    [
      'leaves nodes that are in no zone',
      [node('broker', 0, undefined)],
      1,
      'none',
    ],
  ])('%s', (_, nodes, min, effect) => {
    const facts = { minInsyncReplicas: min, replicationFactor: 3 };
    expect(deriveZoneLoss(nodes, 'a', facts).effect).toBe(effect);
  });

  it('says how many are left of how many', () => {
    expect(
      deriveZoneLoss(lose(healthy, 'broker', 2, 'starting'), 'a', {
        minInsyncReplicas: 2,
        replicationFactor: 3,
      }),
    ).toEqual({
      effect: 'writes-stop',
      replicasLeft: 1,
      replicasTotal: 3,
      brokersLeft: 1,
      brokersTotal: 3,
      quorumLeft: 2,
      quorumTotal: 3,
      quorumHolds: true,
    });
  });

  const five = [
    ...['a', 'b', 'c', 'a', 'b'].map((zone, id) => node('broker', id, zone)),
    ...spread('zookeeper'),
  ];

  it.each<
    [
      string,
      readonly ClusterNode[],
      number,
      boolean,
      ZoneLoss['effect'],
      number,
    ]
  >([
    ['two brokers of a zone hold one replica', five, 3, true, 'none', 2],
    [
      'two brokers of a zone may hold two replicas where nobody spreads them',
      five,
      3,
      false,
      'writes-stop',
      1,
    ],
    [
      'a replica is away in another zone already',
      lose(five, 'broker', 2, 'image-error'),
      3,
      true,
      'writes-stop',
      1,
    ],
    [
      'what is away is in the lost zone',
      lose(five, 'broker', 3, 'image-error'),
      3,
      true,
      'none',
      2,
    ],
    ['there is one replica', healthy, 1, true, 'partitions-stop', 0],
    [
      'both replicas are gone',
      lose(healthy, 'broker', 1, 'pending'),
      2,
      true,
      'partitions-stop',
      0,
    ],
    ['more replicas than zones', five, 4, true, 'none', 2],
    [
      'a zone is not known, so that Kafka does not spread',
      [...five, node('broker', 5, undefined)],
      3,
      true,
      'writes-stop',
      1,
    ],
  ])(
    'counts replicas in the worst place: %s',
    (_, nodes, replicationFactor, rackAware, effect, replicasLeft) => {
      expect(
        deriveZoneLoss(nodes, 'a', {
          minInsyncReplicas: 2,
          replicationFactor,
          rackAware,
        }),
      ).toMatchObject({ effect, replicasLeft });
    },
  );

  it('never leaves more than runs, nor less than none', () => {
    const anyNode = fc
      .tuple(
        fc.constantFrom<NodeRole>(
          'broker',
          'controller',
          'broker-controller',
          'zookeeper',
        ),
        fc.nat(9),
        fc.constantFrom('a', 'b', undefined),
        fc.constantFrom(...nodeStates),
      )
      .map(([role, id, zone, state]) => node(role, id, zone, state));
    fc.assert(
      fc.property(
        fc.array(anyNode),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (nodes, min, replicationFactor, rackAware) => {
          const facts = {
            minInsyncReplicas: min,
            replicationFactor,
            rackAware,
          };
          const loss = deriveZoneLoss(nodes, 'a', facts);
          expect(loss.brokersLeft).toBeGreaterThanOrEqual(0);
          expect(loss.brokersLeft).toBeLessThanOrEqual(loss.brokersTotal);
          expect(loss.quorumLeft).toBeLessThanOrEqual(loss.quorumTotal);
          expect(loss.effect === 'none').toBe(
            loss.replicasLeft >= min &&
              loss.brokersLeft > 0 &&
              loss.quorumHolds,
          );
          expect(loss.replicasLeft).toBeGreaterThanOrEqual(0);
          expect(loss.replicasLeft).toBeLessThanOrEqual(
            Math.min(loss.replicasTotal, loss.brokersLeft),
          );
        },
      ),
    );
  });
});
