import { ApiClient } from '../../client/ApiClient';
import { EventRecorder, secondTime } from '../../client/EventRecorder';
import { Informer } from '../../client/Informer';
import { Condition, ReplicatedWorkload } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { isOwnedBy, ownedBy, templateHash } from './podBuilder';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

class DeploymentController {
  private readonly client: ApiClient;
  private readonly events: EventRecorder;
  private readonly deployments: Informer<ReplicatedWorkload>;
  private readonly replicaSets: Informer<ReplicatedWorkload>;

  private constructor(context: ControllerContext) {
    this.client = context.client('kube-controller-manager');
    this.events = context.recorder(this.client, {
      component: 'deployment-controller',
    });
    this.deployments = context.informer(RESOURCES.deployments);
    this.replicaSets = context.informer(RESOURCES.replicaSets);
  }

  static start(context: ControllerContext): void {
    const controller = new DeploymentController(context);
    const queue = context.queue('deployments', key =>
      controller.reconcile(key),
    );
    controller.deployments.onChange((_type, one) => queue.add(keyOf(one)));
    controller.replicaSets.onChange((_type, set) => {
      const owner = set.metadata.ownerReferences?.find(
        one => one.kind === 'Deployment',
      );
      if (owner) {
        queue.add(`${set.metadata.namespace}/${owner.name}`);
      }
    });
  }

  private async reconcile(key: string): Promise<void> {
    const deployment = this.deployments.byKey(key);
    if (!deployment || deployment.metadata.deletionTimestamp) {
      return;
    }
    const sets = this.replicaSets
      .list(deployment.metadata.namespace)
      .filter(set => isOwnedBy(set, deployment));
    const hash = templateHash(deployment.spec.template);
    const replicas = deployment.spec.replicas ?? 1;
    let current = sets.find(set => set.metadata.labels?.[HASH] === hash);
    if (!current) {
      current = await this.create(deployment, hash, sets.length + 1);
      this.scaled(deployment, current, 0, replicas);
    } else if (current.spec.replicas !== replicas) {
      this.scaled(deployment, current, current.spec.replicas ?? 0, replicas);
      await this.scale(current, replicas);
    }
    if ((current.status?.readyReplicas ?? 0) >= replicas) {
      for (const old of sets) {
        if (old.metadata.uid !== current.metadata.uid && old.spec.replicas) {
          this.scaled(deployment, old, old.spec.replicas, 0);
          await this.scale(old, 0);
        }
      }
    }
    await this.report(deployment, sets, current);
  }

  private create(
    deployment: ReplicatedWorkload,
    hash: string,
    revision: number,
  ): Promise<ReplicatedWorkload> {
    const { template, selector } = deployment.spec;
    const labels = { ...template.metadata?.labels, [HASH]: hash };
    return this.client.create(RESOURCES.replicaSets, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        namespace: deployment.metadata.namespace,
        labels,
        annotations: { [REVISION]: String(revision) },
        ownerReferences: [ownedBy(deployment)],
      },
      spec: {
        replicas: deployment.spec.replicas ?? 1,
        selector: {
          ...selector,
          matchLabels: { ...selector.matchLabels, [HASH]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
  }

  private async scale(
    set: ReplicatedWorkload,
    replicas: number,
  ): Promise<void> {
    await this.client.patch(RESOURCES.replicaSets, set.metadata, {
      spec: { replicas },
    });
  }

  private scaled(
    object: ReplicatedWorkload,
    set: ReplicatedWorkload,
    from: number,
    to: number,
  ): void {
    if (from === to) {
      return;
    }
    const direction = to > from ? 'up' : 'down';
    this.events.record({
      object,
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${to}`,
    });
  }

  private async report(
    deployment: ReplicatedWorkload,
    sets: ReplicatedWorkload[],
    current: ReplicatedWorkload,
  ): Promise<void> {
    const sum = (field: 'replicas' | 'readyReplicas') =>
      sets.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);
    const wanted = deployment.spec.replicas ?? 1;
    const ready = sum('readyReplicas');
    const latest = this.deployments.byKey(keyOf(deployment)) ?? deployment;
    const status = {
      observedGeneration: latest.metadata.generation,
      replicas: sum('replicas') || undefined,
      updatedReplicas: current.status?.replicas || undefined,
      readyReplicas: ready || undefined,
      availableReplicas: ready || undefined,
      unavailableReplicas: Math.max(0, wanted - ready) || undefined,
      conditions: conditions(latest, current, ready, wanted),
    };
    if (!latest.metadata.annotations?.[REVISION]) {
      await this.client.patch(RESOURCES.deployments, latest.metadata, {
        metadata: { annotations: { [REVISION]: String(sets.length || 1) } },
      });
    }
    if (summary(status) !== summary(latest.status)) {
      const fresh = this.deployments.byKey(keyOf(deployment)) ?? latest;
      await this.client.update(
        RESOURCES.deployments,
        { ...fresh, status },
        'status',
      );
    }
  }
}

/** Without times, which alone are no reason to write. */
function summary(status: ReplicatedWorkload['status']): string {
  return JSON.stringify([
    status?.observedGeneration,
    status?.replicas,
    status?.updatedReplicas,
    status?.readyReplicas,
    status?.unavailableReplicas,
    status?.conditions?.map(one => [one.type, one.status, one.reason]),
  ]);
}

function conditions(
  deployment: ReplicatedWorkload,
  current: ReplicatedWorkload,
  ready: number,
  wanted: number,
): Condition[] {
  const available = ready >= wanted;
  const name = current.metadata.name;
  const complete = available && (current.status?.readyReplicas ?? 0) >= wanted;
  const now = secondTime();
  const states: Condition[] = [
    {
      type: 'Available',
      status: available ? 'True' : 'False',
      reason: available
        ? 'MinimumReplicasAvailable'
        : 'MinimumReplicasUnavailable',
      message: available
        ? 'Deployment has minimum availability.'
        : 'Deployment does not have minimum availability.',
    },
    {
      type: 'Progressing',
      status: 'True',
      reason: complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
      message: complete
        ? `ReplicaSet "${name}" has successfully progressed.`
        : `ReplicaSet "${name}" is progressing.`,
    },
  ];
  return states.map(state => {
    const old = deployment.status?.conditions?.find(
      one => one.type === state.type,
    );
    const same = old?.status === state.status;
    return {
      ...state,
      lastUpdateTime:
        same && old?.reason === state.reason ? old.lastUpdateTime : now,
      lastTransitionTime: same ? old?.lastTransitionTime : now,
    };
  });
}

/** Keeps the replica sets of deployments: a new one first, then the old ones go. */
export function startDeployments(context: ControllerContext): void {
  DeploymentController.start(context);
}
