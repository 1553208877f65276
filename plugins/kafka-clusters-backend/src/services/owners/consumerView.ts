import type {
  ClusterDetail,
  ClusterSummary,
  Listener,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * What a consumer is told of a cluster in lists: which it is, whose, how it
 * is and of which version. Every field is named here, so that a new one is
 * decided on before a consumer sees it.
 */
export function projectSummary(summary: ClusterSummary): ClusterSummary {
  const { ref, entityRef, uid, relation, createdAt, ownership } = summary;
  const { operator, mode, version, health, data } = summary;
  return {
    ref,
    entityRef,
    uid,
    relation,
    createdAt,
    operator: { id: operator.id, line: operator.line },
    mode,
    version,
    ownership,
    // Reasons name pods, nodes and what the owner has to do. Old data concerns everybody.
    health: {
      ...health,
      reasons: health.reasons.filter(({ code }) => code === 'data-stale'),
    },
    brokers: [],
    brokersRunning: 0,
    zoneCount: 0,
    requestedStorageBytes: 0,
    findingIds: [],
    data,
  };
}

/** What a consumer is told on the cluster's page: the same, and where clients connect. */
export function projectDetail(
  summary: ClusterSummary,
  listeners: readonly Listener[],
): ClusterDetail {
  return {
    ...projectSummary(summary),
    zones: [],
    nodes: [],
    minInsyncReplicas: 0,
    replicationFactor: 0,
    listeners: listeners
      .filter(({ usedFor }) => usedFor.includes('clients'))
      .map(({ name, exposure, protocol, bootstrap }) => ({
        name,
        exposure,
        protocol,
        usedFor: ['clients'],
        bootstrap,
        addresses: [],
      })),
    endedPods: [],
    events: [],
    resources: {},
    storage: {},
    conditions: [],
    findings: [],
    managedBy: { kind: 'other' },
    operations: {
      discard: { allowed: false, reason: { code: 'not-allowed', params: {} } },
    },
  };
}
