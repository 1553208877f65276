import type { NodeState } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { createdAt, deletedAt, nameOf } from './meta';
import { at, earliest, latest, list, number, text, time } from './parse';

/** A pod of a node, as far as the suite reads it. */
export interface PodView {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly state: NodeState;
  /** Reason of Kubernetes. */
  readonly detail?: string;
  /** Untrusted text of the scheduler, kubelet or container. */
  readonly message?: string;
  readonly exitCode?: number;
  readonly kubernetesNode?: string;
  readonly image?: string;
  readonly createdAt?: string;
  /** Since when the main container runs. */
  readonly startedAt?: string;
  /** Latest change that the pod tells of. */
  readonly changedAt?: string;
  readonly claims: readonly {
    readonly claim: string;
    readonly mountPath?: string;
  }[];
}

const imageReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
]);

const failureReasons = new Set([
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
]);

type StateOfPod = Pick<PodView, 'state' | 'detail' | 'message' | 'exitCode'>;

function condition(pod: KubernetesObject, type: string): unknown {
  return list(at(pod, 'status', 'conditions')).find(
    entry => at(entry, 'type') === type,
  );
}

/** State that one container's status tells of the whole pod, if any. */
function stateOfContainer(container: unknown): StateOfPod | undefined {
  const waiting = text(at(container, 'state', 'waiting', 'reason'));
  const message = text(at(container, 'state', 'waiting', 'message'));
  if (waiting && imageReasons.has(waiting)) {
    return { state: 'image-error', detail: waiting, message };
  }
  if (waiting && failureReasons.has(waiting)) {
    const last = at(container, 'lastState', 'terminated');
    return {
      state: 'failed',
      detail: text(at(last, 'reason')) ?? waiting,
      message: text(at(last, 'message')) ?? message,
      exitCode: number(at(last, 'exitCode')),
    };
  }
  return undefined;
}

function endedState(pod: KubernetesObject): StateOfPod {
  const terminated = list(at(pod, 'status', 'containerStatuses'))
    .map(container => at(container, 'state', 'terminated'))
    .find(entry => entry !== undefined);
  return {
    state: 'failed',
    detail:
      text(at(pod, 'status', 'reason')) ??
      text(at(terminated, 'reason')) ??
      text(at(pod, 'status', 'phase')),
    message:
      text(at(pod, 'status', 'message')) ?? text(at(terminated, 'message')),
    exitCode: number(at(terminated, 'exitCode')),
  };
}

function stateOfPod(pod: KubernetesObject): StateOfPod {
  const phase = at(pod, 'status', 'phase');
  if (phase === 'Failed' || phase === 'Succeeded') {
    return endedState(pod);
  }
  if (deletedAt(pod)) {
    return { state: 'stopping' };
  }
  const trouble = [
    ...list(at(pod, 'status', 'initContainerStatuses')),
    ...list(at(pod, 'status', 'containerStatuses')),
  ]
    .map(stateOfContainer)
    .find(state => state !== undefined);
  if (trouble) {
    return trouble;
  }
  const scheduled = condition(pod, 'PodScheduled');
  if (at(scheduled, 'status') === 'False') {
    return {
      state: 'pending',
      detail: text(at(scheduled, 'reason')),
      message: text(at(scheduled, 'message')),
    };
  }
  if (phase === 'Running') {
    return at(condition(pod, 'Ready'), 'status') === 'True'
      ? { state: 'running' }
      : { state: 'not-ready' };
  }
  if (phase === 'Pending' || phase === undefined) {
    const waiting = list(at(pod, 'status', 'containerStatuses'))
      .map(container => text(at(container, 'state', 'waiting', 'reason')))
      .find(reason => reason !== undefined);
    return { state: 'starting', detail: waiting };
  }
  return { state: 'unknown', detail: text(phase) };
}

function mountedClaims(pod: KubernetesObject): PodView['claims'] {
  const mounts = list(at(pod, 'spec', 'containers')).flatMap(container =>
    list(at(container, 'volumeMounts')),
  );
  return list(at(pod, 'spec', 'volumes')).flatMap(volume => {
    const claim = text(at(volume, 'persistentVolumeClaim', 'claimName'));
    const mount = mounts.find(
      entry => at(entry, 'name') === at(volume, 'name'),
    );
    return claim ? [{ claim, mountPath: text(at(mount, 'mountPath')) }] : [];
  });
}

/** Reads a pod; its main container is the one of the name, else the first. */
export function readPod(pod: KubernetesObject, mainContainer: string): PodView {
  const containers = list(at(pod, 'spec', 'containers'));
  const statuses = list(at(pod, 'status', 'containerStatuses'));
  const byName = (entry: unknown) => at(entry, 'name') === mainContainer;
  const container = containers.find(byName) ?? containers[0];
  const status = statuses.find(byName) ?? statuses[0];
  const startedAt = time(at(status, 'state', 'running', 'startedAt'));
  const finishedAt = time(at(status, 'state', 'terminated', 'finishedAt'));
  return {
    object: pod,
    name: nameOf(pod),
    ...stateOfPod(pod),
    kubernetesNode: text(at(pod, 'spec', 'nodeName')),
    image: text(at(container, 'image')),
    createdAt: createdAt(pod),
    startedAt,
    changedAt: latest(
      createdAt(pod),
      startedAt,
      finishedAt,
      ...list(at(pod, 'status', 'conditions')).map(entry =>
        time(at(entry, 'lastTransitionTime')),
      ),
    ),
    claims: mountedClaims(pod),
  };
}

/**
 * The pod that speaks for a node that has several for a moment: one that is
 * not going, the newest of them.
 */
export function currentPod(pods: readonly PodView[]): PodView | undefined {
  const rank = (pod: PodView) => {
    if (pod.state === 'stopping') {
      return 1;
    }
    return pod.state === 'failed' ? 0 : 2;
  };
  return [...pods].sort(
    (a, b) =>
      rank(b) - rank(a) ||
      (b.createdAt ?? '').localeCompare(a.createdAt ?? '') ||
      a.name.localeCompare(b.name),
  )[0];
}

/** Since when a pod has not been ready, from its conditions. */
export function notReadySince(pod: PodView): string | undefined {
  // A pod that has ended may keep the conditions of its life.
  if (pod.state === 'failed' || pod.state === 'stopping') {
    return pod.changedAt;
  }
  const ready = condition(pod.object, 'Ready');
  return (
    (at(ready, 'status') === 'False'
      ? time(at(ready, 'lastTransitionTime'))
      : undefined) ?? earliest(pod.createdAt, pod.changedAt)
  );
}

/** Since when the pod waits for a node. */
export function unscheduledSince(pod: PodView): string | undefined {
  return (
    time(at(condition(pod.object, 'PodScheduled'), 'lastTransitionTime')) ??
    pod.createdAt
  );
}

/**
 * Whether a node of a zone has to take pods again, rather than have more
 * room. The scheduler names both for nodes that the pod could never use, so
 * a node that takes no pods counts more.
 */
export function isZoneClosed(pod: PodView): boolean {
  const cause = pod.message ?? '';
  return /unschedulable|taint/i.test(cause) || !/insufficient/i.test(cause);
}
