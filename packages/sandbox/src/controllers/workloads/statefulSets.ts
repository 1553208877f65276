import { ApiClient } from '../../client/ApiClient';
import { EventRecorder } from '../../client/EventRecorder';
import { Informer } from '../../client/Informer';
import { PersistentVolumeClaim, Pod, StatefulSet } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { isActive, isOwnedBy, podOf, templateHash } from './podBuilder';

class StatefulSetController {
  private readonly client: ApiClient;
  private readonly events: EventRecorder;
  private readonly sets: Informer<StatefulSet>;
  private readonly pods: Informer<Pod>;
  private readonly claims: Informer<PersistentVolumeClaim>;

  private constructor(context: ControllerContext) {
    this.client = context.client('kube-controller-manager');
    this.events = context.recorder(this.client, {
      component: 'statefulset-controller',
    });
    this.sets = context.informer(RESOURCES.statefulSets);
    this.pods = context.informer(RESOURCES.pods);
    this.claims = context.informer(RESOURCES.claims);
  }

  static start(context: ControllerContext): void {
    const controller = new StatefulSetController(context);
    const queue = context.queue('statefulsets', key =>
      controller.reconcile(key),
    );
    controller.sets.onChange((_type, set) => queue.add(keyOf(set)));
    controller.pods.onChange((_type, pod) => {
      const owner = pod.metadata.ownerReferences?.find(
        one => one.kind === 'StatefulSet',
      );
      if (owner) {
        queue.add(`${pod.metadata.namespace}/${owner.name}`);
      }
    });
  }

  private async reconcile(key: string): Promise<void> {
    const set = this.sets.byKey(key);
    if (!set || set.metadata.deletionTimestamp) {
      return;
    }
    const revision = `${set.metadata.name}-${templateHash(
      set.spec.template,
      9,
    )}`;
    const pods = this.podsOf(set);
    if (await this.step(set, pods, revision)) {
      await this.report(set, this.podsOf(set), revision);
      return;
    }
    await this.report(set, pods, revision);
  }

  /** Does the next thing in order, if there is one. */
  private async step(
    set: StatefulSet,
    pods: Pod[],
    revision: string,
  ): Promise<boolean> {
    const replicas = set.spec.replicas ?? 1;
    const ended = pods.find(
      pod => !pod.metadata.deletionTimestamp && !isActive(pod),
    );
    if (ended) {
      return this.remove(set, ended);
    }
    const ordered = set.spec.podManagementPolicy !== 'Parallel';
    for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
      const pod = pods.find(one => ordinalOf(one) === ordinal);
      if (!pod) {
        return this.create(set, ordinal, revision);
      }
      if (ordered && (pod.metadata.deletionTimestamp || !isReady(pod))) {
        // A pod of an old template that never became ready is replaced too.
        return this.replaceStuck(set, pod, revision);
      }
    }
    const surplus = pods
      .filter(pod => ordinalOf(pod) >= replicas)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
    if (surplus) {
      return surplus.metadata.deletionTimestamp
        ? false
        : this.remove(set, surplus);
    }
    const outdated = pods
      .filter(pod => revisionOf(pod) !== revision)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
    return outdated && set.spec.updateStrategy?.type !== 'OnDelete'
      ? this.remove(set, outdated)
      : false;
  }

  private async replaceStuck(
    set: StatefulSet,
    pod: Pod,
    revision: string,
  ): Promise<boolean> {
    const broken = pod.status.containerStatuses?.some(one =>
      one.state.waiting?.reason.includes('Pull'),
    );
    return broken &&
      !pod.metadata.deletionTimestamp &&
      revisionOf(pod) !== revision
      ? this.remove(set, pod)
      : false;
  }

  private async create(
    set: StatefulSet,
    ordinal: number,
    revision: string,
  ): Promise<boolean> {
    const name = `${set.metadata.name}-${ordinal}`;
    const pod = podOf(set, set.spec.template, {
      'apps.kubernetes.io/pod-index': String(ordinal),
      'controller-revision-hash': revision,
      'statefulset.kubernetes.io/pod-name': name,
    });
    pod.metadata.name = name;
    pod.metadata.generateName = `${set.metadata.name}-`;
    pod.spec.hostname = name;
    pod.spec.subdomain = set.spec.serviceName;
    const volumes = [];
    for (const template of set.spec.volumeClaimTemplates ?? []) {
      const claimName = `${template.metadata.name}-${name}`;
      await this.claim(set, template, claimName, name);
      volumes.push({
        name: template.metadata.name,
        persistentVolumeClaim: { claimName },
      });
    }
    pod.spec.volumes = [...volumes, ...(pod.spec.volumes ?? [])];
    await this.client.create(RESOURCES.pods, pod);
    this.say(
      set,
      'SuccessfulCreate',
      `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    );
    return true;
  }

  private async claim(
    set: StatefulSet,
    template: PersistentVolumeClaim,
    name: string,
    pod: string,
  ): Promise<void> {
    const { namespace } = set.metadata;
    const existing = this.claims.get(name, namespace);
    if (existing?.metadata.deletionTimestamp) {
      throw new Error(`Claim ${name} is being deleted`);
    }
    if (existing) {
      return;
    }
    await this.client.create(RESOURCES.claims, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        labels: {
          ...template.metadata.labels,
          ...set.spec.selector.matchLabels,
        },
        annotations: template.metadata.annotations,
        finalizers: ['kubernetes.io/pvc-protection'],
      },
      spec: template.spec,
    });
    this.say(
      set,
      'SuccessfulCreate',
      `create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`,
    );
  }

  private async remove(set: StatefulSet, pod: Pod): Promise<boolean> {
    await this.client.delete(RESOURCES.pods, pod.metadata, {
      uid: pod.metadata.uid,
    });
    this.say(
      set,
      'SuccessfulDelete',
      `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    );
    return true;
  }

  private say(object: StatefulSet, reason: string, message: string): void {
    this.events.record({ object, type: 'Normal', reason, message });
  }

  private async report(
    set: StatefulSet,
    pods: Pod[],
    revision: string,
  ): Promise<void> {
    const live = pods.filter(pod => !pod.metadata.deletionTimestamp);
    const ready = live.filter(isReady).length;
    const updated = live.filter(pod => revisionOf(pod) === revision).length;
    const replicas = set.spec.replicas ?? 1;
    const complete = updated === replicas && ready === replicas;
    const currentRevision =
      complete || !set.status?.currentRevision
        ? revision
        : set.status.currentRevision;
    const status = {
      observedGeneration: set.metadata.generation,
      replicas: live.length,
      readyReplicas: ready || undefined,
      availableReplicas: ready,
      currentReplicas:
        live.filter(pod => revisionOf(pod) === currentRevision).length ||
        undefined,
      updatedReplicas: updated || undefined,
      currentRevision,
      updateRevision: revision,
      collisionCount: 0,
    };
    if (JSON.stringify(status) !== JSON.stringify(pick(set.status, status))) {
      const current = this.sets.byKey(keyOf(set)) ?? set;
      await this.client.update(
        RESOURCES.statefulSets,
        { ...current, status },
        'status',
      );
    }
  }

  private podsOf(set: StatefulSet): Pod[] {
    return this.pods
      .list(set.metadata.namespace)
      .filter(pod => isOwnedBy(pod, set));
  }
}

/** The fields of a status in the order of another, so that texts compare. */
function pick<T extends object>(status: T | undefined, like: object): unknown {
  return Object.fromEntries(
    Object.keys(like).map(key => [
      key,
      (status as Record<string, unknown> | undefined)?.[key],
    ]),
  );
}

function ordinalOf(pod: Pod): number {
  return Number(pod.metadata.labels?.['apps.kubernetes.io/pod-index'] ?? -1);
}

function revisionOf(pod: Pod): string | undefined {
  return pod.metadata.labels?.['controller-revision-hash'];
}

/** Keeps the pods of stateful sets: in order, each with its claims. */
export function startStatefulSets(context: ControllerContext): void {
  StatefulSetController.start(context);
}
