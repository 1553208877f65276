import {
  healthReasons,
  type HealthReasonCode,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  AdapterMemory,
  KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { Scenario } from './__testUtils__/Scenario';

const kafka = (fields: object): KubernetesObject => ({
  kind: 'KafkaCluster',
  metadata: { name: 'orders', namespace: 'team-orders' },
  ...fields,
});

const broker = (id: number, state: object) =>
  kafka({ status: { brokersState: { [id]: state } } });

const pod = (name: string, status: object): KubernetesObject => ({
  kind: 'Pod',
  metadata: { name, namespace: 'team-orders' },
  status,
});

const operation = (name: string, fields: object): KubernetesObject => ({
  kind: 'CruiseControlOperation',
  metadata: {
    name,
    namespace: 'team-orders',
    labels: { kafka_cr: 'orders' },
  },
  ...fields,
});

const action = (cruiseControlState: string, name?: string) => ({
  gracefulActionState: {
    cruiseControlState,
    cruiseControlOperationReference: { name },
  },
});

interface Case {
  readonly when: string;
  readonly put: readonly KubernetesObject[];
  readonly memory?: AdapterMemory;
  readonly expected: readonly [HealthReasonCode, object][];
}

const cases: readonly Case[] = [
  {
    when: 'Kafka refuses the configuration of a broker',
    put: [broker(1, { perBrokerConfigurationState: 'PerBrokerConfigError' })],
    expected: [
      ['configuration-error', { broker: 1, detail: 'PerBrokerConfigError' }],
    ],
  },
  {
    when: 'Cruise Control fails to add a broker',
    put: [
      broker(2, action('GracefulUpscaleCompletedWithError', 'orders-add-x')),
      operation('orders-add-x', {
        status: { currentTask: { errorMessage: 'no valid windows' } },
      }),
    ],
    expected: [
      [
        'operation-failed',
        {
          operation: 'add-broker',
          brokers: '2',
          name: 'orders-add-x',
          detail: 'no valid windows',
        },
      ],
    ],
  },
  {
    when: 'somebody has paused a removal',
    put: [broker(2, action('GracefulDownscalePaused', 'orders-remove-x'))],
    expected: [
      [
        'operation-paused',
        { operation: 'remove-broker', brokers: '2', name: 'orders-remove-x' },
      ],
    ],
  },
  {
    when: 'somebody rebalances by hand',
    put: [
      operation('by-hand', {
        status: {
          currentTask: {
            operation: 'rebalance',
            state: 'InExecution',
            parameters: { destination_broker_ids: '0,1' },
          },
        },
      }),
    ],
    expected: [['rebalancing', { brokers: '0,1' }]],
  },
  {
    when: 'Cruise Control has been away for long',
    put: [
      {
        kind: 'Deployment',
        metadata: { name: 'orders-cruisecontrol', namespace: 'team-orders' },
        status: { readyReplicas: 0 },
      },
    ],
    expected: [
      ['cruise-control-down', { name: 'orders-cruisecontrol', cause: '' }],
    ],
  },
  {
    when: 'the operator has never said a word',
    put: [
      kafka({ metadata: { ...kafka({}).metadata, finalizers: [] }, status: 0 }),
    ],
    expected: [
      [
        'operator-not-acting',
        { operator: 'koperator', cause: 'no-status', minutes: 1440 },
      ],
      ['kafka-not-answering', { running: 3, total: 3, minutes: 1438 }],
    ],
  },
  {
    when: 'a broker has ended and nobody replaces it',
    put: [
      pod('orders-0-aaaaa', {
        phase: 'Failed',
        containerStatuses: [
          {
            name: 'kafka',
            state: {
              terminated: {
                reason: 'OOMKilled',
                exitCode: 137,
                finishedAt: '2026-11-23T11:59:00Z',
              },
            },
          },
        ],
      }),
    ],
    expected: [
      [
        'broker-failing',
        {
          broker: 0,
          pod: 'orders-0-aaaaa',
          cause: 'OOMKilled',
          exitCode: 137,
        },
      ],
    ],
  },
  {
    when: 'a broker has ended a moment ago',
    put: [
      pod('orders-0-aaaaa', {
        phase: 'Failed',
        containerStatuses: [
          {
            name: 'kafka',
            state: { terminated: { finishedAt: '2026-11-23T11:59:58Z' } },
          },
        ],
      }),
    ],
    expected: [
      ['broker-not-ready', { broker: 0, pod: 'orders-0-aaaaa', minutes: 0 }],
    ],
  },
  {
    when: 'no broker runs',
    put: [0, 1, 2].map(id =>
      pod(`orders-${id}-${'abc'[id].repeat(5)}`, {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            lastTransitionTime: '2026-11-23T11:58:00Z',
          },
        ],
      }),
    ),
    expected: [
      ['no-broker-running', { total: 3 }],
      ['broker-not-ready', { broker: 0, pod: 'orders-0-aaaaa', minutes: 2 }],
      ['broker-not-ready', { broker: 1, pod: 'orders-1-bbbbb', minutes: 2 }],
      ['broker-not-ready', { broker: 2, pod: 'orders-2-ccccc', minutes: 2 }],
    ],
  },
  {
    when: 'a member of ZooKeeper has no node',
    put: [
      {
        ...pod('orders-zk-0', {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              message: '3 node(s) were unschedulable',
            },
          ],
        }),
      },
    ],
    expected: [
      [
        'zookeeper-unschedulable',
        {
          zookeeper: 'orders-zk',
          member: 0,
          pod: 'orders-zk-0',
          zone: 'zone-a',
          cause: '3 node(s) were unschedulable',
        },
      ],
    ],
  },
  {
    when: 'a broker leaves',
    put: [
      kafka({ spec: { brokers: [{ id: 0 }, { id: 1 }] } }),
      broker(2, action('GracefulDownscaleRunning')),
    ],
    expected: [['scaling-in', { brokers: '2' }]],
  },
  {
    when: 'a rolling upgrade has just ended and its last pod starts',
    memory: {
      establishedAt: '2026-11-22T12:02:00.000Z',
      rollingSince: '2026-11-23T11:58:00.000Z',
      rollingEndedAt: '2026-11-23T11:59:50.000Z',
    },
    put: [
      {
        ...pod('orders-2-ccccc', {
          conditions: [{ type: 'Ready', status: 'False' }],
        }),
        metadata: {
          name: 'orders-2-ccccc',
          namespace: 'team-orders',
          creationTimestamp: '2026-11-23T11:59:49Z',
        },
      },
    ],
    expected: [['rolling-upgrade', { done: 2, total: 3 }]],
  },
];

it.each(cases)('says why when $when', ({ put, memory, expected }) => {
  const { reasons } = put
    .reduce((scenario, change) => scenario.put(change), Scenario.healthy())
    .model({ memory });
  expect(
    [...reasons]
      .sort(
        (a, b) => healthReasons[b.code].weight - healthReasons[a.code].weight,
      )
      .map(({ code, params }) => [code, params]),
  ).toEqual(
    [...expected].sort(
      ([a], [b]) => healthReasons[b].weight - healthReasons[a].weight,
    ),
  );
});
