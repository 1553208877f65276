import {
  type ClusterRequest,
  type FootprintLine,
  type MessageParams,
  type PlanFinding,
  type PlanFindingCode,
  type PlanFindingParams,
  type TargetStorageClass,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OperatorPresence } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway } from '../../kubernetes';
import { findStatus, isKnownDown } from '../sources';
import type { KubernetesZone } from '../zones';

const ZONES_WANTED = 3;

/** A finding that forbids the request. */
export function problem<C extends PlanFindingCode>(
  code: C,
  params: PlanFindingParams[C] & MessageParams,
  field?: PlanFinding['field'],
): PlanFinding {
  return { level: 'problem', code, params, field };
}

/** A finding that does not. */
export function warning<C extends PlanFindingCode>(
  code: C,
  params: PlanFindingParams[C] & MessageParams,
  field?: PlanFinding['field'],
): PlanFinding {
  return { level: 'warning', code, params, field };
}

/**
 * The name that the person chose is taken, be it the Kafka cluster's or that of
 * another object of the request: they can only change the one.
 */
export function nameUnavailable(name: string): PlanFinding {
  return problem('name-unavailable', { name, kind: 'KafkaCluster' }, 'name');
}

/** The Kubernetes cluster does not answer: since the watches noticed, or since its last byte while they have not. */
export function unreachable(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
): PlanFinding {
  const status = findStatus(gateway, kubernetesCluster);
  const isNoticed = isKnownDown(gateway, kubernetesCluster);
  const since =
    (isNoticed ? undefined : status?.lastContact) ?? status?.since ?? '';
  return problem(
    'kubernetes-unreachable',
    { kubernetesCluster, since },
    'target',
  );
}

/** Whether an operator is there that will do what is asked. */
export function checkOperator(
  presence: OperatorPresence,
  { target }: ClusterRequest,
): readonly PlanFinding[] {
  const { kubernetesCluster, namespace } = target;
  if (!presence.installed) {
    return [problem('operator-not-installed', { kubernetesCluster }, 'target')];
  }
  const version = presence.version ?? '';
  return [
    ...(presence.supported
      ? []
      : [
          problem('operator-too-old', { kubernetesCluster, version }, 'target'),
        ]),
    ...(presence.namespaces && !presence.namespaces.includes(namespace)
      ? [problem('operator-not-watching', { namespace }, 'target')]
      : []),
  ];
}

/** Whether the volumes can be made, and can grow later. */
export function checkStorageClass(
  classes: readonly TargetStorageClass[],
  { storageClass }: ClusterRequest,
): readonly PlanFinding[] {
  const found = classes.find(({ name }) => name === storageClass);
  if (!found) {
    const available = classes.map(({ name }) => name).join(', ');
    return [
      problem(
        'storage-class-missing',
        { storageClass, available },
        'storageClass',
      ),
    ];
  }
  return found.canGrow
    ? []
    : [warning('storage-class-cannot-grow', { storageClass }, 'storageClass')];
}

/** Whether the brokers can spread as asked. */
export function checkZones(
  zones: readonly KubernetesZone[],
  { availability, brokers }: ClusterRequest,
): readonly PlanFinding[] {
  const named = zones.filter(({ name }) => name !== '');
  const usable = named.filter(({ drained }) => !drained).length;
  const ready = zones
    .flatMap(zone => zone.kubernetesNodes)
    .filter(({ state }) => state === 'ready').length;
  const findings: PlanFinding[] = [];
  if (availability === 'zones') {
    if (usable < ZONES_WANTED) {
      findings.push(
        problem(
          'too-few-zones',
          { wanted: ZONES_WANTED, available: usable },
          'availability',
        ),
      );
    }
    findings.push(
      ...named
        .filter(({ drained }) => drained)
        .map(({ name }) => warning('zone-drained', { zone: name }, 'target')),
    );
  }
  if (ready < brokers) {
    findings.push(
      warning('fewer-nodes-than-brokers', { nodes: ready, brokers }, 'brokers'),
    );
  }
  return findings;
}

/** Whether the quotas of the namespace leave enough. */
export function checkQuota(
  footprint: readonly FootprintLine[],
  { target }: ClusterRequest,
): readonly PlanFinding[] {
  if (footprint.every(({ quota }) => quota === undefined)) {
    return [warning('no-quota-known', { namespace: target.namespace })];
  }
  return footprint.flatMap(({ kind, requested, quota }) => {
    const available = quota ? Math.max(0, quota.hard - quota.used) : Infinity;
    return quota && requested > available
      ? [
          problem(
            'quota-exceeded',
            { kind, requested, available, quota: quota.name },
            kind === 'storage' ? 'storageBytesPerBroker' : 'size',
          ),
        ]
      : [];
  });
}

/** Each problem once, problems first. */
export function sortFindings(
  findings: readonly PlanFinding[],
): readonly PlanFinding[] {
  const unique = new Map(
    findings.map(finding => [
      `${finding.code} ${JSON.stringify(finding.params)}`,
      finding,
    ]),
  );
  return [...unique.values()].sort(
    (a, b) => Number(b.level === 'problem') - Number(a.level === 'problem'),
  );
}
