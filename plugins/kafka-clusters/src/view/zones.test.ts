import {
  deriveZoneLoss,
  type ClusterNode,
  type Zone,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { createWords } from '../__testUtils__/words';
import { toLossLines, toZoneColumns, zoneTitle } from './zones';

const t = createWords('en');

const node = (
  role: ClusterNode['role'],
  id: number,
  zone: string | undefined,
  state: ClusterNode['state'] = 'running',
): ClusterNode => ({
  id,
  role,
  state,
  zone,
  volumes: [],
  configuration: 'unknown',
});

const toZones = (
  names: readonly string[],
  nodes: readonly ClusterNode[],
  min = 2,
): Zone[] =>
  names.map(name => ({
    name,
    kubernetesNodes: [],
    drained: false,
    loss: deriveZoneLoss(nodes, name, {
      minInsyncReplicas: min,
      replicationFactor: 3,
      rackAware: true,
    }),
  }));

const spread = (state: ClusterNode['state'] = 'running') =>
  ['a', 'b', 'c'].flatMap((zone, id) => [
    node('zookeeper', id, zone),
    node('broker', id, zone, id === 2 ? state : 'running'),
  ]);

describe('zoneTitle', () => {
  it.each([
    ['en', 'eu-west-1a', 'Zone eu-west-1a'],
    ['en', 'zone-a', 'zone-a'],
    ['en', 'ZONE1', 'ZONE1'],
    ['en', 'ozone', 'Zone ozone'],
    ['en', '', 'Without a zone'],
    ['zh', 'eu-west-1a', '可用区 eu-west-1a'],
    ['zh', 'zone-a', 'zone-a'],
    ['zh', '', '未划分可用区'],
  ] as const)('in %s of %j is %s', (language, name, title) => {
    expect(zoneTitle(createWords(language), name)).toBe(title);
  });

  it('is safe and short', () => {
    const override = String.fromCharCode(0x202e);
    expect(zoneTitle(t, `${override}${'x'.repeat(10_000)}`)).toBe(
      `Zone ${'x'.repeat(63)}…`,
    );
  });
});

describe('toZoneColumns', () => {
  it('keeps zones in their order, brokers first and by number', () => {
    const nodes = [
      node('zookeeper', 0, 'a'),
      node('broker', 10, 'a'),
      node('broker', 2, 'a'),
      node('broker-controller', 1, 'a'),
    ];
    const [column, other] = toZoneColumns(toZones(['a', 'b'], nodes), nodes);
    expect(column.zone?.name).toBe('a');
    expect(column.nodes.map(({ role, id }) => `${role} ${id}`)).toEqual([
      'broker-controller 1',
      'broker 2',
      'broker 10',
      'zookeeper 0',
    ]);
    expect(other.nodes).toEqual([]);
  });

  it('puts nodes without a zone, or of one that is not known, last', () => {
    const nodes = [
      node('broker', 0, 'a'),
      node('broker', 2, undefined),
      node('broker', 1, 'gone'),
    ];
    const columns = toZoneColumns(toZones(['a'], nodes), nodes);
    expect(columns).toHaveLength(2);
    expect(columns[1].zone).toBeUndefined();
    expect(columns[1].nodes.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('loses no node and shows none twice', () => {
    const nodes = [...spread(), node('broker', 9, undefined)];
    const shown = toZoneColumns(toZones(['a', 'b', 'c'], nodes), nodes).flatMap(
      column => column.nodes,
    );
    expect(shown).toHaveLength(nodes.length);
    expect(new Set(shown)).toEqual(new Set(nodes));
  });
});

describe('toLossLines', () => {
  const lines = (
    nodes: readonly ClusterNode[],
    names: readonly string[] = ['a', 'b', 'c'],
    min = 2,
  ) =>
    toLossLines(t, toZones(names, nodes, min), nodes, min).map(
      ({ zones, text }) => `${zones.join('+')}: ${text}`,
    );

  it('says once what several zones have in common', () => {
    expect(lines(spread())).toEqual([
      'zone a+zone b+zone c: goes on: 2 of 3 brokers are left, and at least 2 of 3 replicas of each partition.',
    ]);
  });

  it('says the worst first', () => {
    // Not in the order in which the zones come.
    expect(lines(spread('missing'), ['c', 'a', 'b'])).toEqual([
      'zone a+zone b: writes to some partitions stop: 1 of 3 brokers are left, and 1 of the 2 in-sync replicas that they need.',
      'zone c: goes on: 2 of 3 brokers are left, and at least 2 of 3 replicas of each partition.',
    ]);
  });

  it('names the quorum that would be lost', () => {
    const zookeeper = [
      node('broker', 0, 'a'),
      node('broker', 1, 'b'),
      node('zookeeper', 0, 'a'),
    ];
    expect(lines(zookeeper, ['a', 'b'], 1)).toEqual([
      'zone a: the cluster stops: 1 of 2 brokers and no majority of ZooKeeper are left.',
      'zone b: goes on: 1 of 2 brokers are left, and at least 1 of 2 replicas of each partition.',
    ]);
    const kraft = zookeeper.map(other =>
      other.role === 'zookeeper'
        ? { ...other, role: 'controller' as const }
        : other,
    );
    expect(lines(kraft, ['a'], 1)[0]).toMatch('no majority of controllers');
  });

  it('says that all stops when no broker is left', () => {
    expect(lines([node('broker', 0, 'a'), node('broker', 1, 'a')])).toEqual([
      'zone a: the cluster stops: no broker is left.',
    ]);
  });

  it('leaves out zones where nothing runs, and counts what is planned', () => {
    expect(lines([node('broker', 0, 'a', 'missing')])).toEqual([]);
    expect(lines([node('broker', 0, 'a', 'planned')])).toHaveLength(1);
  });

  it('leaves out nodes that have no zone: there is none to lose', () => {
    expect(lines([node('broker', 0, '')], [''])).toEqual([]);
  });
});
