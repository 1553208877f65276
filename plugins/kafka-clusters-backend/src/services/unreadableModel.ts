import type {
  AdapterCluster,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';

/** A cluster of which nothing can be said but that it is there. */
export function buildUnreadableModel(adapter: OperatorAdapter): AdapterCluster {
  return {
    operator: { id: adapter.id, line: 'unknown' },
    mode: 'unknown',
    version: {},
    nodes: [],
    listeners: [],
    minInsyncReplicas: 1,
    replicationFactor: 1,
    requestedStorageBytes: 0,
    resources: {},
    storage: {},
    conditions: [],
    reasons: [
      {
        code: 'state-unknown',
        severity: 'unknown',
        params: { field: 'spec', text: '' },
        about: [],
        blocks: { code: 'unknown', params: {} },
        next: { code: 'report-unknown-state', params: { text: '' } },
      },
    ],
    objects: [],
  };
}
