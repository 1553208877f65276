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
    expect(deriveZoneLoss(nodes, 'a', min).effect).toBe(effect);
  });

  it('says how many are left of how many', () => {
    expect(
      deriveZoneLoss(lose(healthy, 'broker', 2, 'starting'), 'a', 2),
    ).toEqual({
      effect: 'writes-stop',
      brokersLeft: 1,
      brokersTotal: 3,
      quorumLeft: 2,
      quorumTotal: 3,
      quorumHolds: true,
    });
  });

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
        (nodes, min) => {
          const loss = deriveZoneLoss(nodes, 'a', min);
          expect(loss.brokersLeft).toBeGreaterThanOrEqual(0);
          expect(loss.brokersLeft).toBeLessThanOrEqual(loss.brokersTotal);
          expect(loss.quorumLeft).toBeLessThanOrEqual(loss.quorumTotal);
          expect(loss.effect === 'none').toBe(
            loss.brokersLeft >= min && loss.brokersLeft > 0 && loss.quorumHolds,
          );
        },
      ),
    );
  });
});
