import { createHash } from 'node:crypto';
import { secondTime } from '../../client/EventRecorder';
import {
  Condition,
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
} from '../../client/objects';

/** How far the containers of a pod have come. */
export type Progress =
  | { kind: 'creating' }
  | { kind: 'waiting'; container: string; reason: string; message: string }
  | { kind: 'running'; ready: boolean };

/** The status that a kubelet reports for a pod that has come so far. */
export function buildStatus(
  pod: Pod,
  progress: Progress,
  place: { hostIP: string; podIP: string },
  now: string,
): Pod['status'] {
  const initialized = progress.kind !== 'creating';
  const ready = progress.kind === 'running' && progress.ready;
  return {
    ...pod.status,
    phase: progress.kind === 'running' ? 'Running' : 'Pending',
    conditions: conditions(pod, { initialized, ready, progress }, now),
    hostIP: place.hostIP,
    hostIPs: [{ ip: place.hostIP }],
    podIP: place.podIP,
    podIPs: [{ ip: place.podIP }],
    startTime: pod.status.startTime ?? now,
    initContainerStatuses: pod.spec.initContainers?.map(container =>
      initStatus(pod, container, initialized, now),
    ),
    containerStatuses: pod.spec.containers.map(container =>
      containerStatus(pod, container, progress, now),
    ),
  };
}

function conditions(
  pod: Pod,
  stage: { initialized: boolean; ready: boolean; progress: Progress },
  now: string,
): Condition[] {
  const names = pod.spec.containers.map(one => one.name).join(' ');
  const initNames = (pod.spec.initContainers ?? []).map(one => one.name);
  const unready = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  };
  const uninitialized = {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${initNames.join(' ')}]`,
  };
  const initialized = stage.initialized || !initNames.length;
  const wanted: Condition[] = [
    { type: 'PodReadyToStartContainers', status: 'True' },
    {
      type: 'Initialized',
      status: initialized ? 'True' : 'False',
      ...(initialized ? {} : uninitialized),
    },
    {
      type: 'Ready',
      status: stage.ready ? 'True' : 'False',
      ...(stage.ready ? {} : unready),
    },
    {
      type: 'ContainersReady',
      status: stage.ready ? 'True' : 'False',
      ...(stage.ready ? {} : unready),
    },
    { type: 'PodScheduled', status: 'True' },
  ];
  return wanted.map(one => {
    const known = pod.status.conditions?.find(old => old.type === one.type);
    const same = known?.status === one.status;
    return {
      ...one,
      lastProbeTime: null,
      lastTransitionTime: (same ? known?.lastTransitionTime : undefined) ?? now,
    };
  });
}

function initStatus(
  pod: Pod,
  container: Container,
  done: boolean,
  now: string,
): ContainerStatus {
  const known = pod.status.initContainerStatuses?.find(
    one => one.name === container.name,
  );
  if (done && known?.state.terminated) {
    return known;
  }
  const containerID = containerId(pod, container.name, 0);
  return {
    name: container.name,
    image: container.image,
    imageID: done ? imageId(container.image) : '',
    ...(done ? { containerID } : {}),
    ready: done,
    started: false,
    restartCount: 0,
    lastState: {},
    state: done
      ? {
          terminated: {
            exitCode: 0,
            reason: 'Completed',
            startedAt: pod.status.startTime ?? now,
            finishedAt: now,
            containerID,
          },
        }
      : { waiting: { reason: 'PodInitializing' } },
  };
}

function containerStatus(
  pod: Pod,
  container: Container,
  progress: Progress,
  now: string,
): ContainerStatus {
  const known = pod.status.containerStatuses?.find(
    one => one.name === container.name,
  );
  const restartCount = known?.restartCount ?? 0;
  const running = progress.kind === 'running';
  const base = {
    name: container.name,
    image: container.image,
    imageID: running ? imageId(container.image) : '',
    restartCount,
    lastState: known?.lastState ?? {},
    started: running,
    ready: running && progress.ready,
  };
  return running
    ? {
        ...base,
        containerID: containerId(pod, container.name, restartCount),
        state: { running: known?.state.running ?? { startedAt: now } },
      }
    : { ...base, state: waitingState(pod, container, progress) };
}

function waitingState(
  pod: Pod,
  container: Container,
  progress: Progress,
): ContainerState {
  if (progress.kind === 'waiting' && progress.container === container.name) {
    return {
      waiting: { reason: progress.reason, message: progress.message },
    };
  }
  const initializing =
    progress.kind === 'creating' && (pod.spec.initContainers ?? []).length > 0;
  return {
    waiting: {
      reason: initializing ? 'PodInitializing' : 'ContainerCreating',
    },
  };
}

/** The statuses of containers that have ended with an exit code. */
export function endedStatuses(
  pod: Pod,
  exitCode: number,
  reason: string,
): ContainerStatus[] {
  const finishedAt = secondTime();
  return (pod.status.containerStatuses ?? []).map(status => ({
    ...status,
    ready: false,
    started: false,
    state: {
      terminated: {
        exitCode,
        reason,
        startedAt: status.state.running?.startedAt ?? finishedAt,
        finishedAt,
        containerID: status.containerID,
      },
    },
  }));
}

function containerId(pod: Pod, container: string, run: number): string {
  return `containerd://${hash(`${pod.metadata.uid}/${container}/${run}`)}`;
}

function imageId(image: string): string {
  const [repository] = image.split('@');
  const tag = repository.lastIndexOf(':');
  const name =
    tag > repository.lastIndexOf('/') ? repository.slice(0, tag) : repository;
  return `${name}@sha256:${hash(image)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
