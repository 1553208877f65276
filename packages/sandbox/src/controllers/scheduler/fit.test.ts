import { Node, Pod } from '../../client/objects';
import { explain, Situation, whyNot } from './fit';

function node(name: string, zone: string, spec: Node['spec'] = {}): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'topology.kubernetes.io/zone': zone,
      },
    },
    spec,
    status: { allocatable: { cpu: '4', memory: '8Gi' } },
  };
}

function pod(change: Partial<Pod['spec']> = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kafka-0', namespace: 'team', labels: { app: 'kafka' } },
    spec: {
      containers: [
        {
          name: 'kafka',
          image: 'kafka',
          resources: { requests: { cpu: '1', memory: '2Gi' } },
        },
      ],
      ...change,
    },
    status: { phase: 'Pending' },
  };
}

const nodes = [node('node-a1', 'zone-a'), node('node-b1', 'zone-b')];

function situation(change: Partial<Situation> = {}): Situation {
  return { nodes, placed: [], claims: [], ...change };
}

const onNodeA = (change: Partial<Pod['spec']> = {}): Pod =>
  pod({ nodeName: 'node-a1', ...change });

const hostTerm = {
  labelSelector: { matchLabels: { app: 'kafka' } },
  topologyKey: 'kubernetes.io/hostname',
};

describe('whyNot', () => {
  it.each<[string, Pod, Node, Situation, string | undefined]>([
    ['a fitting node', pod(), nodes[0], situation(), undefined],
    [
      'a cordoned node',
      pod(),
      node('node-a1', 'zone-a', { unschedulable: true }),
      situation(),
      'node(s) were unschedulable',
    ],
    [
      'a taint',
      pod(),
      node('node-a1', 'zone-a', {
        taints: [{ key: 'team', value: 'db', effect: 'NoSchedule' }],
      }),
      situation(),
      'node(s) had untolerated taint {team: db}',
    ],
    [
      'a taint that is tolerated',
      pod({ tolerations: [{ key: 'team', operator: 'Exists' }] }),
      node('node-a1', 'zone-a', {
        taints: [{ key: 'team', value: 'db', effect: 'NoSchedule' }],
      }),
      situation(),
      undefined,
    ],
    [
      'another zone than asked for',
      pod({ nodeSelector: { 'topology.kubernetes.io/zone': 'zone-b' } }),
      nodes[0],
      situation(),
      "node(s) didn't match Pod's node affinity/selector",
    ],
    [
      'no room',
      pod(),
      nodes[0],
      situation({ placed: [onNodeA(), onNodeA(), onNodeA(), onNodeA()] }),
      'Insufficient cpu',
    ],
    [
      'a volume elsewhere',
      pod(),
      nodes[0],
      situation({
        claims: [
          {
            name: 'data',
            volume: {
              apiVersion: 'v1',
              kind: 'PersistentVolume',
              metadata: { name: 'pvc-1' },
              spec: {
                capacity: { storage: '1Gi' },
                nodeAffinity: {
                  required: {
                    nodeSelectorTerms: [
                      {
                        matchExpressions: [
                          {
                            key: 'topology.kubernetes.io/zone',
                            operator: 'In',
                            values: ['zone-b'],
                          },
                        ],
                      },
                    ],
                  },
                },
              },
            },
          },
        ],
      }),
      'node(s) had volume node affinity conflict',
    ],
    [
      'its like on the node',
      pod({
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [hostTerm],
          },
        },
      }),
      nodes[0],
      situation({ placed: [onNodeA()] }),
      "node(s) didn't match pod anti-affinity rules",
    ],
    [
      'an uneven spread',
      pod({
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: { app: 'kafka' } },
          },
        ],
      }),
      nodes[0],
      situation({ placed: [onNodeA()] }),
      "node(s) didn't match pod topology spread constraints",
    ],
  ])('says of %s', (_what, asked, where, known, reason) => {
    expect(whyNot(asked, where, known)).toBe(reason);
  });
});

describe('explain', () => {
  it('counts reasons in the words of the scheduler', () => {
    expect(
      explain([
        'node(s) had volume node affinity conflict',
        'node(s) were unschedulable',
        'node(s) had volume node affinity conflict',
      ]),
    ).toBe(
      '0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) had volume node affinity conflict. ' +
        'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    );
  });

  it('looks for victims where room is short', () => {
    expect(explain(['Insufficient cpu', 'node(s) were unschedulable'])).toBe(
      '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable. ' +
        'preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.',
    );
  });
});
