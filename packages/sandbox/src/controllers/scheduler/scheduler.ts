import { ApiClient } from '../../client/ApiClient';
import { EventRecorder, secondTime } from '../../client/EventRecorder';
import { Informer } from '../../client/Informer';
import {
  KubeObject,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  StorageClass,
} from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { WorkQueue } from '../../client/WorkQueue';
import { ControllerContext } from '../ControllerContext';
import { ClaimView, explain, rank, Situation, whyNot } from './fit';

const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
/** Seconds between the choice of a node and the binding. */
const BIND_SECONDS = 0.6;
/** Seconds after which a pod that found no place is tried again. */
const RETRY_SECONDS = 60;

class Scheduler {
  private readonly client: ApiClient;
  private readonly events: EventRecorder;
  private readonly bindings: EventRecorder;
  private readonly pods: Informer<Pod>;
  private readonly nodes: Informer<Node>;
  private readonly claims: Informer<PersistentVolumeClaim>;
  private readonly volumes: Informer<PersistentVolume>;
  private readonly classes: Informer<StorageClass>;
  /** Where pods go whose binding is on the way: others must count them. */
  private readonly assumed = new Map<string, string>();
  private readonly queue: WorkQueue;
  private readonly binder: WorkQueue;

  private constructor(private readonly context: ControllerContext) {
    this.client = context.client('kube-scheduler');
    const source = {
      component: 'default-scheduler',
      host: 'default-scheduler-sandbox',
      form: 'series' as const,
    };
    this.events = context.recorder(this.client, {
      ...source,
      action: 'Scheduling',
    });
    this.bindings = context.recorder(this.client, {
      ...source,
      action: 'Binding',
    });
    this.pods = context.informer(RESOURCES.pods);
    this.nodes = context.informer(RESOURCES.nodes);
    this.claims = context.informer(RESOURCES.claims);
    this.volumes = context.informer(RESOURCES.volumes);
    this.classes = context.informer(RESOURCES.storageClasses);
    // One pod at a time, as the real one decides; binding goes on beside it.
    this.queue = context.queue('scheduler', key => this.place(key), 1);
    this.binder = context.queue('binder', key => this.bind(key));
  }

  static start(context: ControllerContext): void {
    const scheduler = new Scheduler(context);
    scheduler.pods.onChange((type, pod) => {
      if (type === 'DELETED' || isOver(pod)) {
        scheduler.assumed.delete(keyOf(pod));
        scheduler.retryAll();
      } else if (waits(pod)) {
        scheduler.queue.add(keyOf(pod));
      }
    });
    const retry = () => scheduler.retryAll();
    scheduler.nodes.onChange((_type, node, old) => {
      if (JSON.stringify(node.spec) !== JSON.stringify(old?.spec)) {
        retry();
      }
    });
    scheduler.claims.onChange((_type, claim) => {
      for (const pod of scheduler.pods.list(claim.metadata.namespace)) {
        if (scheduler.assumed.has(keyOf(pod))) {
          scheduler.binder.add(keyOf(pod));
        } else if (
          waits(pod) &&
          claimNames(pod).includes(claim.metadata.name)
        ) {
          scheduler.queue.add(keyOf(pod));
        }
      }
    });
  }

  private retryAll(): void {
    for (const pod of this.pods.list()) {
      if (waits(pod) && !this.assumed.has(keyOf(pod))) {
        this.queue.add(keyOf(pod));
      }
    }
  }

  private async place(key: string): Promise<number | void> {
    const pod = this.pods.byKey(key);
    if (!pod || !waits(pod) || this.assumed.has(key)) {
      return undefined;
    }
    const claims = this.claimsOf(pod);
    const missing = claims.find(
      one => one === undefined || typeof one === 'string',
    );
    if (missing !== undefined) {
      await this.fail(pod, `persistentvolumeclaim "${missing}" not found`);
      return this.context.clock.ms(1, pod.metadata.namespace);
    }
    const situation: Situation = {
      nodes: this.nodes.list(),
      placed: this.placed(),
      claims: claims as ClaimView[],
    };
    const node = situation.claims.some(unboundAtOnce)
      ? unboundClaims(situation.nodes.length)
      : choose(pod, situation);
    if (typeof node === 'string') {
      await this.fail(pod, node);
      return this.context.clock.ms(RETRY_SECONDS, pod.metadata.namespace);
    }
    this.assumed.set(key, node.metadata.name);
    this.binder.add(key);
    return undefined;
  }

  /** Has the volumes made where the pod will be, and then binds it. */
  private async bind(key: string): Promise<number | void> {
    const pod = this.pods.byKey(key);
    const node = this.assumed.get(key);
    if (!pod || !node || !waits(pod)) {
      this.assumed.delete(key);
      return undefined;
    }
    const unbound = this.claimObjects(pod).filter(
      claim => claim.status?.phase !== 'Bound',
    );
    for (const claim of unbound) {
      if (claim.metadata.annotations?.[SELECTED_NODE] !== node) {
        await this.client.patch(RESOURCES.claims, claim.metadata, {
          metadata: { annotations: { [SELECTED_NODE]: node } },
        });
      }
    }
    if (unbound.length) {
      return undefined;
    }
    await this.context.clock.wait(BIND_SECONDS, pod.metadata.namespace);
    const current = this.pods.byKey(key);
    if (current && waits(current)) {
      await this.client.post(RESOURCES.pods, pod.metadata, 'binding', {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: pod.metadata.name, uid: pod.metadata.uid },
        target: { apiVersion: 'v1', kind: 'Node', name: node },
      });
      this.bindings.record({
        object: pod,
        type: 'Normal',
        reason: 'Scheduled',
        message: `Successfully assigned ${key} to ${node}`,
      });
    }
    return undefined;
  }

  private async fail(pod: Pod, message: string): Promise<void> {
    this.events.record({
      object: pod,
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
    });
    const known = pod.status.conditions?.find(
      one => one.type === 'PodScheduled',
    );
    if (known?.status === 'False' && known.message === message) {
      return;
    }
    await this.client.patch(
      RESOURCES.pods,
      pod.metadata,
      {
        status: {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              lastProbeTime: null,
              lastTransitionTime: secondTime(),
              reason: 'Unschedulable',
              message,
            },
          ],
        },
      },
      'status',
    );
  }

  private placed(): Pod[] {
    return this.pods
      .list()
      .filter(pod => !isOver(pod))
      .map(pod => {
        const nodeName = pod.spec.nodeName ?? this.assumed.get(keyOf(pod));
        return { ...pod, spec: { ...pod.spec, nodeName } };
      })
      .filter(pod => pod.spec.nodeName);
  }

  private claimObjects(pod: Pod): PersistentVolumeClaim[] {
    return claimNames(pod).flatMap(name => {
      const claim = this.claims.get(name, pod.metadata.namespace);
      return claim ? [claim] : [];
    });
  }

  /** The claims of a pod; the name alone of one that does not exist. */
  private claimsOf(pod: Pod): (ClaimView | string)[] {
    return claimNames(pod).map(name => {
      const claim = this.claims.get(name, pod.metadata.namespace);
      return claim
        ? {
            name,
            volume: read(this.volumes, claim.spec.volumeName),
            storageClass: read(this.classes, claim.spec.storageClassName),
          }
        : name;
    });
  }
}

function read<T extends KubeObject>(
  informer: Informer<T>,
  name: string | undefined,
): T | undefined {
  return name ? informer.get(name) : undefined;
}

function choose(pod: Pod, situation: Situation): Node | string {
  const { nodes } = situation;
  if (!nodes.length) {
    return 'no nodes available to schedule pods';
  }
  const reasons = nodes.map(node => whyNot(pod, node, situation));
  const fitting = nodes.filter((_node, index) => !reasons[index]);
  if (!fitting.length) {
    return explain(reasons.filter((one): one is string => Boolean(one)));
  }
  return fitting
    .map(node => ({ node, score: rank(pod, node, situation) }))
    .reduce((best, one) => (one.score > best.score ? one : best)).node;
}

/** A claim that does not wait for its pod, and yet has no volume. */
function unboundAtOnce({ volume, storageClass }: ClaimView): boolean {
  return !volume && storageClass?.volumeBindingMode !== 'WaitForFirstConsumer';
}

function unboundClaims(nodes: number): string {
  return (
    `0/${nodes} nodes are available: pod has unbound immediate PersistentVolumeClaims. ` +
    `preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`
  );
}

/** Names of the claims that a pod mounts. */
export function claimNames(pod: Pod): string[] {
  return (pod.spec.volumes ?? []).flatMap(volume =>
    volume.persistentVolumeClaim
      ? [volume.persistentVolumeClaim.claimName]
      : [],
  );
}

function isOver(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

function waits(pod: Pod): boolean {
  return !pod.spec.nodeName && !pod.metadata.deletionTimestamp && !isOver(pod);
}

/** Places pods on nodes. */
export function startScheduler(context: ControllerContext): void {
  Scheduler.start(context);
}
