import { ApiClient } from '../../client/ApiClient';
import { secondTime } from '../../client/EventRecorder';
import { ConfigMap, Container, Pod } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { Informer } from '../../client/Informer';
import { WorkQueue } from '../../client/WorkQueue';
import { Stages } from '../Clock';
import { ControllerContext } from '../ControllerContext';
import { claimNames } from '../scheduler/scheduler';
import { PodAddresses } from './PodAddresses';
import { PodEvents, pullProblem } from './PodEvents';
import { buildStatus, endedStatuses, Progress } from './podStatus';
import { isReady, READY_SECONDS, roleOf, zooKeeperAnswers } from './startup';

/** Seconds until the containers of a placed pod are being created, and until they run. */
const CREATE_SECONDS = 0.2;
const START_SECONDS = 1.5;
/** Seconds until a container is stopped after its pod was deleted. */
const STOP_SECONDS = 2;
/** Seconds between the failed pull and the first back-off. */
const BACK_OFF_SECONDS = 6;
const RETRY_PULL_SECONDS = 20;
/** Seconds for which a broker looks for ZooKeeper before it gives up. */
const ZOOKEEPER_TIMEOUT_SECONDS = 60;

class Kubelet {
  private readonly client: ApiClient;
  private readonly pods: Informer<Pod>;
  private readonly configMaps: Informer<ConfigMap>;
  private readonly queue: WorkQueue;
  private readonly stages = new Stages();
  private readonly events: PodEvents;
  private readonly addresses: PodAddresses;

  private constructor(private readonly context: ControllerContext) {
    this.client = context.client('kubelet');
    this.events = PodEvents.create(context, this.client);
    this.pods = context.informer(RESOURCES.pods);
    this.configMaps = context.informer(RESOURCES.configMaps);
    this.addresses = PodAddresses.create(
      this.pods,
      context.informer(RESOURCES.nodes),
    );
    this.queue = context.queue('kubelet', key => this.reconcile(key), 32);
  }

  static start(context: ControllerContext): void {
    const kubelet = new Kubelet(context);
    context.informer(RESOURCES.claims);
    context.informer(RESOURCES.services);
    context.informer(RESOURCES.statefulSets);
    kubelet.pods.onChange((type, pod) => {
      if (type === 'DELETED') {
        kubelet.stages.forget(pod.metadata.uid ?? '');
      } else if (pod.spec.nodeName) {
        kubelet.queue.add(keyOf(pod));
      }
    });
  }

  private async reconcile(key: string): Promise<number | void> {
    const pod = this.pods.byKey(key);
    if (!pod?.spec.nodeName) {
      return undefined;
    }
    if (pod.metadata.deletionTimestamp) {
      return this.terminate(pod);
    }
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') {
      return undefined;
    }
    if (pod.status.containerStatuses?.some(one => one.state.terminated)) {
      return this.restart(pod);
    }
    if (!pod.status.startTime) {
      return this.admit(pod);
    }
    return pod.status.phase === 'Running' ? this.watch(pod) : this.launch(pod);
  }

  /** Waits for a stage to last; milliseconds that remain, nothing when over. */
  private remaining(
    pod: Pod,
    stage: string,
    seconds: number,
  ): number | undefined {
    const elapsed = this.stages.elapsed(pod.metadata.uid ?? '', stage);
    const left =
      this.context.clock.ms(seconds, pod.metadata.namespace) - elapsed;
    return left > 0 ? left : undefined;
  }

  private async admit(pod: Pod): Promise<number | void> {
    const left = this.remaining(pod, 'admitted', CREATE_SECONDS);
    if (left) {
      return left;
    }
    await this.report(pod, { kind: 'creating' });
    for (const claim of claimNames(pod)) {
      const volume = this.context
        .informer(RESOURCES.claims)
        .get(claim, pod.metadata.namespace)?.spec.volumeName;
      this.events.attached(pod, volume ?? claim);
    }
    return undefined;
  }

  private async launch(pod: Pod): Promise<number | void> {
    const { clock, facts } = this.context;
    const { namespace } = pod.metadata;
    const missing = this.missingMount(pod);
    if (missing) {
      this.events.mountFailed(pod, missing);
      return clock.ms(1, namespace);
    }
    const waiting = pod.status.containerStatuses?.find(one =>
      one.state.waiting?.reason.includes('Pull'),
    )?.state.waiting;
    if (!waiting) {
      const left = this.remaining(pod, 'creating', START_SECONDS);
      if (left) {
        return left;
      }
    }
    const broken = pod.spec.containers.find(
      one => !facts.imageExists(one.image),
    );
    if (broken) {
      return this.pullFailed(pod, broken, waiting?.reason);
    }
    this.events.started(pod);
    await this.report(pod, { kind: 'running', ready: false });
    return undefined;
  }

  private missingMount(pod: Pod): { volume: string; name: string } | undefined {
    return (pod.spec.volumes ?? [])
      .filter(
        volume =>
          volume.configMap &&
          !this.configMaps.get(volume.configMap.name, pod.metadata.namespace),
      )
      .map(volume => ({
        volume: volume.name,
        name: volume.configMap?.name ?? '',
      }))[0];
  }

  private async pullFailed(
    pod: Pod,
    container: Container,
    reason: string | undefined,
  ): Promise<number | void> {
    const { image, name } = container;
    const { namespace } = pod.metadata;
    const progress = (what: string, message: string): Progress => ({
      kind: 'waiting',
      container: name,
      reason: what,
      message,
    });
    const problem = pullProblem(image);
    if (reason === undefined) {
      this.events.pullFailed(pod, container);
      await this.report(pod, progress('ErrImagePull', problem));
      return undefined;
    }
    const first = reason === 'ErrImagePull';
    const seconds = first ? BACK_OFF_SECONDS : RETRY_PULL_SECONDS;
    const left = this.remaining(pod, reason, seconds);
    if (left) {
      return left;
    }
    this.events.backOff(pod, container);
    if (first) {
      const message = `Back-off pulling image "${image}": ErrImagePull: ${problem}`;
      await this.report(pod, progress('ImagePullBackOff', message));
      return undefined;
    }
    this.stages.forget(pod.metadata.uid ?? '');
    return this.context.clock.ms(RETRY_PULL_SECONDS, namespace);
  }

  private async watch(pod: Pod): Promise<number | void> {
    const role = roleOf(pod);
    const { clock } = this.context;
    const { namespace } = pod.metadata;
    if (role === 'kafka' && !isReady(pod) && !this.reachesZooKeeper(pod)) {
      if (this.remaining(pod, 'connecting', ZOOKEEPER_TIMEOUT_SECONDS)) {
        return clock.ms(0.5, namespace);
      }
      return this.end(pod, 'Failed', 1, 'Error');
    }
    if (isReady(pod) && role !== 'job') {
      return undefined;
    }
    const left = this.remaining(pod, 'starting', readySeconds(pod));
    if (left) {
      return left;
    }
    if (role === 'job') {
      return this.end(pod, 'Succeeded', 0, 'Completed');
    }
    await this.report(pod, { kind: 'running', ready: true });
    return undefined;
  }

  private reachesZooKeeper(pod: Pod): boolean {
    const { brokerId, kafka_cr: cluster } = pod.metadata.labels ?? {};
    const config =
      this.configMaps.get(
        `${cluster}-config-${brokerId}`,
        pod.metadata.namespace,
      )?.data?.['broker-config'] ?? '';
    const connect = /^zookeeper\.connect=([^/\n]*)/m.exec(config)?.[1];
    const namespaces = this.context.informer(RESOURCES.namespaces);
    return (
      !connect ||
      zooKeeperAnswers(connect.split(','), {
        services: this.context.informer(RESOURCES.services),
        pods: this.pods,
        statefulSets: this.context.informer(RESOURCES.statefulSets),
        namespaceExists: name => namespaces.get(name) !== undefined,
      })
    );
  }

  /** A container that ended: started again, or the end of the pod. */
  private async restart(pod: Pod): Promise<number | void> {
    const policy = pod.spec.restartPolicy ?? 'Always';
    if (policy !== 'Always') {
      const code =
        pod.status.containerStatuses?.[0].state.terminated?.exitCode ?? 1;
      return this.end(pod, code === 0 ? 'Succeeded' : 'Failed', code);
    }
    const left = this.remaining(pod, 'ended', 1);
    if (left) {
      return left;
    }
    const containerStatuses = pod.status.containerStatuses?.map(one => ({
      ...one,
      restartCount: one.restartCount + 1,
      lastState: one.state,
      state: { waiting: { reason: 'ContainerCreating' } },
    }));
    const again = { ...pod, status: { ...pod.status, containerStatuses } };
    await this.report(again, { kind: 'running', ready: false });
    return undefined;
  }

  private async end(
    pod: Pod,
    phase: 'Succeeded' | 'Failed',
    exitCode: number,
    reason?: string,
  ): Promise<void> {
    const status = buildStatus(
      pod,
      { kind: 'running', ready: false },
      this.addresses.of(pod),
      secondTime(),
    );
    await this.client.update(
      RESOURCES.pods,
      {
        ...pod,
        status: {
          ...status,
          phase,
          containerStatuses: reason
            ? endedStatuses(pod, exitCode, reason)
            : pod.status.containerStatuses,
        },
      },
      'status',
    );
  }

  private async terminate(pod: Pod): Promise<number | void> {
    if (this.stages.elapsed(pod.metadata.uid ?? '', 'terminating') === 0) {
      this.events.killing(pod);
    }
    const left = this.remaining(pod, 'terminating', STOP_SECONDS);
    const over = /^(Failed|Succeeded)$/.test(pod.status.phase);
    if (left && !over && pod.metadata.deletionGracePeriodSeconds !== 0) {
      return left;
    }
    await this.client.delete(RESOURCES.pods, pod.metadata, {
      gracePeriodSeconds: 0,
      uid: pod.metadata.uid,
    });
    return undefined;
  }

  private async report(pod: Pod, progress: Progress): Promise<void> {
    const now = this.context.now(pod.metadata.namespace);
    const status = buildStatus(
      pod,
      progress,
      this.addresses.of(pod),
      secondTime(now),
    );
    await this.client.update(RESOURCES.pods, { ...pod, status }, 'status');
  }
}

/** Brokers do not come all at the same moment: each later one takes longer. */
function readySeconds(pod: Pod): number {
  const role = roleOf(pod);
  const id = Number(pod.metadata.labels?.brokerId ?? 0);
  return READY_SECONDS[role] + (role === 'kafka' ? (id % 10) * 0.9 : 0);
}

/** Runs the pods of all nodes: none runs anything, all report as if they did. */
export function startKubelet(context: ControllerContext): void {
  Kubelet.start(context);
}
