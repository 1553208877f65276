import { buildCluster } from '../testUtils/fixtures';
import type { ClusterNode, Listener } from '../model/cluster';
import { deriveFindings, type FindingFacts } from './deriveFindings';
import { findingIds, findingRegistry, findingSeverities } from './registry';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

/** A cluster of which nothing can be said. */
const safe: FindingFacts = {
  nodes: buildCluster().nodes,
  listeners: [],
  minInsyncReplicas: 2,
  replicationFactor: 3,
  resources: {},
  storage: {},
};

const only = (id: number, zone?: string): ClusterNode => ({
  ...buildCluster().nodes[0],
  id,
  zone,
});

const listener = (
  name: string,
  protocol: Listener['protocol'],
  exposure: Listener['exposure'] = 'internal',
): Listener => ({ name, protocol, exposure, usedFor: [], addresses: [] });

const found = (changes: Partial<FindingFacts>) =>
  deriveFindings({ ...safe, ...changes }).map(({ id, params }) => [id, params]);

describe('findings', () => {
  it.each<[string, Partial<FindingFacts>, unknown[]]>([
    [
      'a heap that is larger than the limit, said once',
      {
        resources: {
          heapBytesPerBroker: 4 * GiB,
          memoryBytesPerBroker: 2 * GiB,
          memoryLimitBytesPerBroker: 3 * GiB,
        },
      },
      [['heap-above-limit', { heapBytes: 4 * GiB, limitBytes: 3 * GiB }]],
    ],
    [
      'a heap that is larger than what is reserved, and the gap to the limit',
      {
        resources: {
          heapBytesPerBroker: 4 * GiB,
          memoryBytesPerBroker: 256 * MiB,
          memoryLimitBytesPerBroker: 8 * GiB,
        },
      },
      [
        ['heap-above-request', { heapBytes: 4 * GiB, requestBytes: 256 * MiB }],
        [
          'request-far-below-limit',
          { requestBytes: 256 * MiB, limitBytes: 8 * GiB },
        ],
      ],
    ],
    [
      'a heap where nothing is reserved',
      {
        resources: {
          heapBytesPerBroker: 4 * GiB,
          memoryLimitBytesPerBroker: 8 * GiB,
        },
      },
      [],
    ],
    [
      'one copy, and nothing of its in-sync replicas',
      { replicationFactor: 1, minInsyncReplicas: 1 },
      [['single-copy', {}]],
    ],
    [
      'two copies that must both be there',
      { replicationFactor: 2, minInsyncReplicas: 2 },
      [
        ['replication-below-three', { replicas: 2 }],
        ['min-insync-equals-replication', { min: 2, replicas: 2 }],
      ],
    ],
    [
      'three copies of which one is enough',
      { minInsyncReplicas: 1 },
      [['min-insync-one', { replicas: 3 }]],
    ],
    [
      'three copies that must all be there',
      { minInsyncReplicas: 3 },
      [['min-insync-equals-replication', { min: 3, replicas: 3 }]],
    ],
    [
      'auto-created topics',
      { safety: { autoCreateTopics: true } },
      [['auto-create-topics', {}]],
    ],
    ['topics that are not', { safety: { autoCreateTopics: false } }, []],
    [
      'brokers that may share a node',
      { safety: { antiAffinity: 'preferred' } },
      [['brokers-may-share-node', {}]],
    ],
    ['brokers that may not', { safety: { antiAffinity: 'required' } }, []],
    [
      'a missing budget',
      { safety: { disruptionBudget: false } },
      [['no-disruption-budget', {}]],
    ],
    [
      'one zone',
      { nodes: [only(0, 'zone-a'), only(1, 'zone-a')] },
      [['one-zone', { zone: 'zone-a' }]],
    ],
    [
      'a zone that is not known',
      { nodes: [only(0, 'zone-a'), only(1, undefined)] },
      [],
    ],
    ['no zones at all', { nodes: [only(0), only(1)] }, []],
    [
      'a single broker: neither place nor budget',
      {
        nodes: [only(0, 'zone-a')],
        safety: { antiAffinity: 'none', disruptionBudget: false },
      },
      [],
    ],
    [
      'listeners in clear text, the outside ones apart',
      {
        listeners: [
          listener('in', 'plaintext'),
          listener('login', 'sasl_plaintext'),
          listener('safe', 'ssl'),
          listener('odd', 'unknown'),
          listener('out', 'plaintext', 'external'),
        ],
      },
      [
        ['plaintext-outside', { listeners: 'out' }],
        ['plaintext-listeners', { listeners: 'in, login' }],
      ],
    ],
    [
      'images by what pins them, each once',
      {
        safety: {
          images: [
            'kafka',
            'registry:5000/kafka:latest',
            'registry:5000/team/kafka',
            'kafka:3.9.1',
            'kafka:3.9.1',
            'kafka@sha256:aa',
            'kafka:latest@sha256:aa',
          ],
        },
      },
      [
        [
          'floating-image-tag',
          {
            images:
              'kafka, registry:5000/kafka:latest, registry:5000/team/kafka',
          },
        ],
        ['image-without-digest', { images: 'kafka:3.9.1' }],
      ],
    ],
    [
      'storage that cannot grow',
      { storage: { class: 'fixed', canGrow: false } },
      [['storage-cannot-grow', { storageClass: 'fixed' }]],
    ],
    ['storage of which it is not known', { storage: { class: 'x' } }, []],
    [
      'secrets in clear text by where they stand, and settings in a wrong spelling',
      {
        safety: {
          clearTextSecrets: ['spec.a.password', 'spec.b.zkPassword'],
          ignoredSettings: ['auto_create_topics_enable'],
        },
      },
      [
        [
          'password-in-clear-text',
          { fields: 'spec.a.password, spec.b.zkPassword' },
        ],
        ['ignored-settings', { settings: 'auto_create_topics_enable' }],
      ],
    ],
    ['nothing of a cluster whose brokers are not known', { nodes: [] }, []],
  ])('are made of %s', (_, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it('are none where nothing is known', () => {
    expect(deriveFindings(safe)).toEqual([]);
    expect(
      deriveFindings({ ...safe, nodes: [], replicationFactor: 1 }),
    ).toEqual([]);
  });

  it('name the storage class that they are about', () => {
    const [finding] = deriveFindings({
      ...safe,
      storage: { class: 'fixed', canGrow: false },
    });
    expect(finding.about).toEqual({ kind: 'StorageClass', name: 'fixed' });
  });

  it('are in the registry by severity, the most severe first', () => {
    const ranks = findingIds.map(id =>
      findingSeverities.indexOf(findingRegistry[id].severity),
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });
});
