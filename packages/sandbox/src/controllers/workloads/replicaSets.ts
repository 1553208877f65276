import { Pod, ReplicatedWorkload } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { isActive, isOwnedBy, podOf } from './podBuilder';

/** Keeps as many pods as replica sets ask for. */
export function startReplicaSets(context: ControllerContext): void {
  const client = context.client('kube-controller-manager');
  const events = context.recorder(client, {
    component: 'replicaset-controller',
  });
  const sets = context.informer(RESOURCES.replicaSets);
  const pods = context.informer(RESOURCES.pods);

  const say = (
    object: ReplicatedWorkload,
    reason: string,
    message: string,
  ): void => events.record({ object, type: 'Normal', reason, message });

  const create = async (set: ReplicatedWorkload): Promise<void> => {
    const pod = podOf(set, set.spec.template, {});
    // The server makes a name of it; an empty name is no name.
    const { name, ...metadata } = pod.metadata;
    const created = await client.create(RESOURCES.pods, {
      ...pod,
      metadata: {
        ...metadata,
        generateName: `${set.metadata.name}-`,
      } as Pod['metadata'],
    });
    say(set, 'SuccessfulCreate', `Created pod: ${created.metadata.name}`);
  };

  const queue = context.queue('replicasets', async key => {
    const set = sets.byKey(key);
    if (!set || set.metadata.deletionTimestamp) {
      return;
    }
    const wanted = set.spec.replicas ?? 1;
    const owned = pods
      .list(set.metadata.namespace)
      .filter(pod => isOwnedBy(pod, set));
    const active = owned.filter(isActive);
    for (let count = active.length; count < wanted; count += 1) {
      await create(set);
    }
    for (const pod of active.slice(wanted)) {
      await client.delete(RESOURCES.pods, pod.metadata);
      say(set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
    }
    const now = pods
      .list(set.metadata.namespace)
      .filter(pod => isOwnedBy(pod, set) && isActive(pod));
    const ready = now.filter(isReady).length;
    const replicas = now.length;
    const { status } = set;
    if (
      status?.replicas !== replicas ||
      (status.readyReplicas ?? 0) !== ready ||
      status.observedGeneration !== set.metadata.generation
    ) {
      await client.update(
        RESOURCES.replicaSets,
        {
          ...(sets.byKey(key) ?? set),
          status: {
            observedGeneration: set.metadata.generation,
            replicas,
            fullyLabeledReplicas: replicas || undefined,
            readyReplicas: ready || undefined,
            availableReplicas: ready || undefined,
          },
        },
        'status',
      );
    }
  });

  sets.onChange((_type, set) => queue.add(keyOf(set)));
  pods.onChange((_type, pod) => {
    const owner = pod.metadata.ownerReferences?.find(
      one => one.kind === 'ReplicaSet',
    );
    if (owner) {
      queue.add(`${pod.metadata.namespace}/${owner.name}`);
    }
  });
}
