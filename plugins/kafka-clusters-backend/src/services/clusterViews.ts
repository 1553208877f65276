import {
  USE_CASE_ANNOTATION,
  deriveHealth,
  isBroker,
  useCases,
  type ClusterDetail,
  type ClusterEvent,
  type ClusterRef,
  type ClusterRelation,
  type ClusterSummary,
  type DataAge,
  type EndedPod,
  type HealthReason,
  type Zone,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildClusterEntityName,
  type ClusterEntityNames,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { InventoryCluster } from './ClusterInventory';
import { readManagedBy } from './managedBy';

/** What lists show of a cluster. */
export function buildSummary(
  { ref, uid, object, model, findings, ownership }: InventoryCluster,
  options: {
    readonly relation: ClusterRelation;
    readonly data: DataAge;
    readonly staleReasons: readonly HealthReason[];
    readonly entityNames: ClusterEntityNames;
  },
): ClusterSummary {
  const { relation, data, staleReasons, entityNames } = options;
  const brokers = model.nodes.filter(isBroker);
  const zones = brokers.map(({ zone }) => zone).filter(zone => zone);
  return {
    ref,
    entityRef: buildClusterEntityRef(ref, entityNames),
    uid,
    relation,
    createdAt: object.metadata.creationTimestamp ?? '',
    operator: model.operator,
    mode: model.mode,
    version: model.version,
    ownership,
    health: deriveHealth([...model.reasons, ...staleReasons]),
    brokers: brokers.map(({ id, state, zone }) => ({ id, state, zone })),
    brokersRunning: brokers.filter(({ state }) => state === 'running').length,
    zoneCount: new Set(zones).size,
    requestedStorageBytes: model.requestedStorageBytes,
    findingIds: findings.map(({ id }) => id),
    data,
  };
}

/** Entity ref of a cluster, whether the catalog has it already or not. */
export function buildClusterEntityRef(
  ref: ClusterRef,
  entityNames: ClusterEntityNames,
): string {
  return stringifyEntityRef({
    kind: 'resource',
    namespace: 'default',
    name: buildClusterEntityName(ref, entityNames),
  });
}

/** What a cluster's page shows beside the summary. */
export function buildDetail(
  cluster: InventoryCluster,
  summary: ClusterSummary,
  more: {
    readonly zones: readonly Zone[];
    readonly events: readonly ClusterEvent[];
    readonly endedPods: readonly EndedPod[];
    readonly request: ClusterDetail['request'];
    readonly operations: ClusterDetail['operations'];
  },
): ClusterDetail {
  const { model, object } = cluster;
  const useCase = object.metadata.annotations?.[USE_CASE_ANNOTATION];
  return {
    ...summary,
    ...more,
    nodes: model.nodes,
    minInsyncReplicas: model.minInsyncReplicas,
    replicationFactor: model.replicationFactor,
    listeners: model.listeners,
    resources: model.resources,
    storage: model.storage,
    conditions: model.conditions,
    findings: cluster.findings,
    managedBy: readManagedBy(object),
    useCase: useCases.find(known => known === useCase),
  };
}
