import type { HealthState } from '@kafka-clusters/plugin-kafka-clusters-common';

/** Second of the recording, verdict, and its reasons in order with what they name. */
export type Checkpoint = readonly [
  t: number,
  state: HealthState,
  ...reasons: string[],
];

/**
 * What a Kafka engineer says of each moment, written before the code. A pod
 * that has generated names is named by its broker.
 */
export const koperatorCheckpoints: Readonly<
  Record<string, Readonly<Record<string, readonly Checkpoint[]>>>
> = {
  'koperator-adobe': {
    'create-zk-mode-3-brokers': [
      [2.5, 'progressing', 'broker-starting running=0 total=3'],
      [
        6,
        'progressing',
        'broker-starting running=0 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      [
        14.28,
        'progressing',
        'broker-starting running=2 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      // The operator says ClusterRunning already.
      [
        14.6,
        'progressing',
        'broker-starting running=2 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      [20, 'healthy', 'first-rebalance brokers=0, 1, 2'],
      [46, 'healthy', 'first-rebalance brokers=0, 1, 2'],
      [76.9, 'healthy'],
    ],
    'create-zk-mode-kafka-already-up': [
      // Three operations, one after another; broker 0 has had its own.
      [60, 'healthy', 'first-rebalance brokers=1, 2'],
    ],
    'create-zk-mode-no-kafka-reachable': [
      [7, 'progressing', 'broker-starting running=0 total=3'],
      [
        12.6,
        'progressing',
        'kafka-starting running=3 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      // The recording ends; nothing changes any more.
      [
        250,
        'progressing',
        'kafka-starting running=3 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      [
        340,
        'attention',
        'kafka-not-answering running=3 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
    ],
    'create-operator-made-metrics-topic': [
      [4, 'progressing', 'broker-starting running=0 total=3'],
      [16, 'healthy', 'first-rebalance brokers=0, 1, 2'],
    ],
    'create-kraft-combined-rack-aware': [
      [3.5, 'progressing', 'broker-starting running=0 total=3'],
      [61, 'healthy', 'first-rebalance brokers=0, 1, 2'],
    ],
    'create-kraft-separate-no-kafka-reachable': [
      [3, 'progressing', 'broker-starting running=0 total=6'],
      [
        30,
        'progressing',
        'kafka-starting running=3 total=3',
        'first-rebalance brokers=0, 1, 2, 100, 101, 102',
      ],
    ],
    'add-broker': [
      [1, 'healthy'],
      [2.1, 'progressing', 'broker-starting running=3 total=4'],
      [
        3.6,
        'progressing',
        'broker-starting running=3 total=4',
        'scaling-out brokers=3 running=3 total=4',
        'rebalancing brokers=3',
      ],
      [
        20.1,
        'progressing',
        'scaling-out brokers=3 running=4 total=4',
        'rebalancing brokers=3',
      ],
      [50, 'progressing', 'rebalancing brokers=3'],
      [77.1, 'healthy'],
    ],
    'remove-broker-graceful': [
      [1, 'healthy'],
      [2.5, 'progressing', 'scaling-in brokers=3'],
      [20, 'progressing', 'scaling-in brokers=3'],
      [33.15, 'healthy'],
      [39.95, 'healthy'],
    ],
    'pod-delete': [
      [1, 'healthy'],
      [4, 'at-risk', 'broker-missing broker=1'],
      [5.71, 'at-risk', 'broker-missing broker=1'],
      [6, 'at-risk', 'broker-not-ready broker=1'],
      [13, 'at-risk', 'broker-not-ready broker=1'],
      [14.1, 'healthy'],
    ],
    'image-pull-fail-rolling': [
      [1, 'healthy'],
      [3, 'progressing', 'rolling-upgrade done=0 total=3'],
      [6.5, 'progressing', 'rolling-upgrade done=0 total=3'],
      [8, 'attention', 'broker-image-pull broker=0 corrected=no'],
      [60, 'attention', 'broker-image-pull broker=0 corrected=no'],
      [82.1, 'attention', 'broker-image-pull broker=0 corrected=yes'],
      // Correcting alone does not help.
      [700, 'attention', 'broker-image-pull broker=0 corrected=yes'],
    ],
    'image-pull-fail-recover': [
      [
        // Cruise Control is away too, for some seconds only.
        1,
        'attention',
        'broker-image-pull broker=0 corrected=yes',
      ],
      [
        26,
        'progressing',
        'rolling-upgrade done=1 total=3',
        'rebalancing brokers=0',
      ],
      [55.3, 'progressing', 'rebalancing brokers=0, 1, 2'],
    ],
    'readonly-config-rolling': [
      [1, 'healthy'],
      [4.6, 'progressing', 'rolling-upgrade done=2 total=3'],
      [7.4, 'progressing', 'rolling-upgrade done=1 total=3'],
      [10, 'progressing', 'rolling-upgrade done=0 total=3'],
      [16, 'progressing', 'rolling-upgrade done=1 total=3'],
      [19, 'progressing', 'rolling-upgrade done=1 total=3'],
      // The operator says ClusterRunning while two of three brokers start.
      [24, 'progressing', 'rolling-upgrade done=1 total=3'],
      [29.6, 'healthy'],
    ],
    'readonly-config-rolling-with-topics': [
      [
        3,
        'progressing',
        'rolling-upgrade done=1 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      [
        10,
        'progressing',
        'rolling-upgrade done=1 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      // One broker is left, and waits for the replicas to catch up.
      [
        30,
        'progressing',
        'rolling-upgrade done=2 total=3',
        'first-rebalance brokers=0, 1, 2',
      ],
      [42.5, 'healthy'],
    ],
    'add-disk': [
      // The disks of an earlier change are still being filled.
      [1, 'progressing', 'rebalancing brokers=0, 1, 2'],
      [
        // Without topics nothing holds the operator back: all three are away together.
        10,
        'unavailable',
        'no-broker-running total=3',
        'rolling-upgrade done=0 total=3',
        'rebalancing brokers=0, 1, 2',
      ],
      [100, 'progressing', 'rebalancing brokers=0, 1, 2'],
      [183.5, 'healthy'],
    ],
    'remove-broker-cruise-control-rejects': [
      [
        1,
        'attention',
        'broker-image-pull broker=0 corrected=yes',
        'rebalancing brokers=3',
      ],
      [
        // The cluster has forgotten the rebalance; Cruise Control has not.
        7,
        'attention',
        'broker-image-pull broker=0 corrected=yes',
        'scaling-in brokers=3',
        'rebalancing brokers=3',
      ],
      [
        20,
        'attention',
        'broker-image-pull broker=0 corrected=yes',
        'operation-failed operation=remove-broker brokers=3',
      ],
      [
        90,
        'attention',
        'broker-image-pull broker=0 corrected=yes',
        'scaling-in brokers=3',
      ],
      [108.3, 'attention', 'broker-image-pull broker=0 corrected=yes'],
    ],
    'delete-cluster': [
      [1, 'healthy'],
      [4, 'progressing', 'deleting'],
    ],
  },
  // The line before: volume states come broker by broker.
  'koperator-banzai': {
    'create-3-brokers': [
      [2.5, 'progressing', 'broker-starting running=0 total=3'],
      [
        4.6,
        'progressing',
        'broker-starting running=0 total=3',
        'first-rebalance brokers=0',
      ],
      [30, 'healthy', 'first-rebalance brokers=0, 1, 2'],
    ],
    'add-broker': [
      [
        5,
        'progressing',
        'broker-starting running=3 total=4',
        'scaling-out brokers=3 running=3 total=4',
        'rebalancing brokers=3',
        'first-rebalance brokers=0, 1, 2',
      ],
    ],
    // Gone at once afterwards.
    'delete-cluster': [[1, 'progressing', 'rebalancing brokers=3']],
  },
  'zookeeper-pravega': {
    'create-3': [
      [
        2.5,
        'progressing',
        'zookeeper-starting running=0 total=3',
        'broker-starting running=0 total=3',
      ],
      // members.ready of the status lists zk-0 since 2.1.
      [
        5,
        'progressing',
        'zookeeper-starting running=0 total=3',
        'broker-starting running=0 total=3',
      ],
      [
        8,
        'progressing',
        'zookeeper-starting running=1 total=3',
        'broker-starting running=0 total=3',
      ],
      [
        13,
        'progressing',
        'zookeeper-starting running=2 total=3',
        'broker-starting running=0 total=3',
      ],
      // The operator's status follows only at its next look, at 32.
      [18, 'progressing', 'broker-starting running=0 total=3'],
    ],
    'image-fail': [
      [1, 'healthy'],
      [3.5, 'at-risk', 'zookeeper-member-missing member=2 running=2 total=3'],
      [6, 'at-risk', 'zookeeper-member-missing member=2 running=2 total=3'],
      [8, 'attention', 'zookeeper-image-pull member=2'],
      [600, 'attention', 'zookeeper-image-pull member=2'],
    ],
    'pod-delete': [
      [1, 'healthy'],
      [3, 'at-risk', 'zookeeper-member-missing member=1 running=2 total=3'],
      [8, 'at-risk', 'zookeeper-member-missing member=1 running=2 total=3'],
      [9.5, 'healthy'],
    ],
    'scale-3-to-5': [
      [1, 'healthy'],
      [5, 'progressing', 'zookeeper-starting running=3 total=5'],
      [11, 'progressing', 'zookeeper-starting running=4 total=5'],
      [14.5, 'healthy'],
      [33.4, 'healthy'],
    ],
    'scale-5-to-3': [
      [1, 'healthy'],
      [5, 'healthy'],
      [40, 'healthy'],
    ],
    'upgrade-image': [
      [1, 'healthy'],
      [2, 'at-risk', 'zookeeper-member-missing member=2 running=2 total=3'],
      [12, 'at-risk', 'zookeeper-member-missing member=1 running=2 total=3'],
      [17, 'at-risk', 'zookeeper-member-missing member=0 running=2 total=3'],
      [21, 'healthy'],
    ],
    delete: [
      [0.6, 'attention', 'zookeeper-image-pull member=2'],
      [1.45, 'unavailable', 'zookeeper-no-quorum running=0 total=3'],
      [4, 'attention', 'zookeeper-missing'],
    ],
  },
};
