import type {
  ClusterNode,
  EndedPod,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { asNumber, asString, isRecord } from '../kubernetes/json';
import { redactText } from './redaction';

interface Ending {
  readonly cause: string;
  readonly message?: string;
  readonly exitCode?: number;
  readonly endedAt?: string;
}

/**
 * What remains to be said of a pod that is gone, from the last word about it.
 *
 * @param pod - as it was last seen
 * @param node - the node of the cluster that it ran
 * @param now - when it was found gone
 */
export function buildEndedPod(
  pod: KubernetesObject,
  node: ClusterNode,
  now: Date,
): EndedPod {
  const ending = readEnding(pod);
  return {
    pod: pod.metadata.name,
    role: node.role,
    id: node.id,
    zone: node.zone,
    kubernetesNode: node.kubernetesNode,
    endedAt: now.toISOString(),
    cause: ending.cause,
    message: ending.message && redactText(ending.message).slice(0, 1024),
    exitCode: ending.exitCode,
  };
}

function readEnding(pod: KubernetesObject): Ending {
  const status = isRecord(pod.status) ? pod.status : {};
  return (
    readReason(status) ??
    readDisruption(status) ??
    readTermination(status) ?? { cause: 'Deleted' }
  );
}

/** A reason of the pod itself, such as `Evicted` or `NodeLost`. */
function readReason(status: Record<string, unknown>): Ending | undefined {
  const cause = asString(status.reason);
  return cause ? { cause, message: asString(status.message) } : undefined;
}

/** Who disrupted it: an eviction, a taint, a preemption. */
function readDisruption(status: Record<string, unknown>): Ending | undefined {
  const conditions = Array.isArray(status.conditions) ? status.conditions : [];
  const condition = conditions
    .filter(isRecord)
    .find(({ type, status: value }) => {
      return type === 'DisruptionTarget' && value === 'True';
    });
  const cause = condition && asString(condition.reason);
  return cause ? { cause, message: asString(condition.message) } : undefined;
}

/** A container that ended badly; one that ended as it was told to says nothing. */
function readTermination(status: Record<string, unknown>): Ending | undefined {
  const containers = Array.isArray(status.containerStatuses)
    ? status.containerStatuses
    : [];
  for (const container of containers.filter(isRecord)) {
    const state = isRecord(container.state) ? container.state : {};
    const ended = isRecord(state.terminated) ? state.terminated : undefined;
    const exitCode = ended && asNumber(ended.exitCode);
    // 143 is the answer to a deletion's own signal.
    if (ended && exitCode !== 0 && exitCode !== 143) {
      return {
        cause: asString(ended.reason) ?? 'Error',
        message: asString(ended.message),
        exitCode,
      };
    }
  }
  return undefined;
}
