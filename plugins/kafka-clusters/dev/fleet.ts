import { deriveHealth } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';

const named = (kubernetesCluster: string, namespace: string, name: string) => ({
  ref: { kubernetesCluster, namespace, name },
  entityRef: `resource:default/${kubernetesCluster}.${namespace}.${name}`,
  uid: `${kubernetesCluster}/${namespace}/${name}`,
});

const owned = (team: string) =>
  ({
    state: 'owned',
    owner: `group:default/${team}`,
    source: 'namespace',
  } as const);

/** A fleet in memory with one cluster of each kind that looks different, and a source that does not answer. */
export function createFleet(): FakeKafkaClustersApi {
  const api = new FakeKafkaClustersApi([
    buildClusterWithoutPlace(named('dev', 'orders', 'orders')),
    buildCluster({
      ...named('prod', 'payments', 'ledger'),
      ownership: owned('payments'),
      version: { current: '3.8.1', target: '3.9.1' },
      health: deriveHealth([
        {
          code: 'rolling-upgrade',
          severity: 'progress',
          params: { done: 1, total: 3 },
          about: [],
          blocks: { code: 'nothing', params: {} },
          next: { code: 'nothing-wait', params: {} },
        },
      ]),
    }),
    buildCluster({
      ...named('prod', 'telemetry', 'metrics'),
      relation: 'platform',
      ownership: { state: 'unowned', claims: ['group:default/orders'] },
      data: { live: false, asOf: '2026-01-01T00:00:00Z' },
    }),
    ...Array.from({ length: 24 }, (_, index) =>
      buildCluster(named('dev', 'orders', `queue-${index + 1}`)),
    ),
  ]);
  api.manifest = {
    problems: [],
    documents: [
      {
        kind: 'KafkaCluster',
        name: 'orders',
        yaml: 'kind: KafkaCluster\nmetadata:\n  name: orders\n',
        fields: [
          {
            manager: 'koperator',
            operation: 'Update',
            subresource: 'status',
            time: '2026-01-01T00:00:00Z',
            paths: ['status.state', 'status.brokersState'],
          },
        ],
      },
    ],
  };
  api.ownership.consumers['dev/orders/orders'] = [
    {
      component: 'component:default/checkout',
      team: 'group:default/shop',
      state: 'requested',
    },
    {
      component: 'component:default/mailer',
      team: 'group:default/payments',
      state: 'granted',
      decidedBy: 'user:default/dana',
      decidedAt: '2026-01-01T00:00:00Z',
    },
  ];
  api.ownership.person = 'user:default/pablo';
  api.ownership.offer(named('prod', 'payments', 'ledger').ref, {
    to: 'group:default/orders',
    reason: 'It carries orders since spring',
  });
  api.ownership.person = 'user:default/dana';
  api.ownership.components['component:default/checkout'] = {
    cluster: 'prod/payments/ledger',
    state: 'requested',
  };
  api.problems = [
    {
      code: 'kubernetes-stale',
      source: 'prod',
      title: 'Production',
      since: '2026-01-01T00:00:00Z',
      asOf: '2026-01-01T00:00:00Z',
      params: {},
    },
  ];
  return api;
}
