import { secondTime } from '../../client/EventRecorder';
import { Pod, PodDisruptionBudget } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { selects } from '../labels';
import { isActive } from './podBuilder';

/** Keeps the status of disruption budgets, which evictions go by. */
export function startBudgets(context: ControllerContext): void {
  const client = context.client('kube-controller-manager');
  const events = context.recorder(client, { component: 'controllermanager' });
  const budgets = context.informer(RESOURCES.budgets);
  const pods = context.informer(RESOURCES.pods);
  const statefulSets = context.informer(RESOURCES.statefulSets);

  const queue = context.queue('budgets', async key => {
    const budget = budgets.byKey(key);
    if (!budget || budget.metadata.deletionTimestamp) {
      return;
    }
    const { namespace } = budget.metadata;
    const matching = pods
      .list(namespace)
      .filter(pod => selects(budget.spec.selector, pod.metadata.labels));
    const owner = matching[0]?.metadata.ownerReferences?.find(
      one => one.kind === 'StatefulSet',
    );
    const declared = owner
      ? statefulSets.get(owner.name, namespace)?.spec.replicas
      : undefined;
    const status = budgetStatus(budget, matching, declared);
    if (!matching.length) {
      events.record({
        object: budget,
        type: 'Normal',
        reason: 'NoPods',
        message: 'No matching pods found',
      });
    }
    if (JSON.stringify(status) !== JSON.stringify(budget.status)) {
      await client.update(RESOURCES.budgets, { ...budget, status }, 'status');
    }
  });

  budgets.onChange((_type, budget) => queue.add(keyOf(budget)));
  pods.onChange((_type, pod) => {
    for (const budget of budgets.list(pod.metadata.namespace)) {
      if (selects(budget.spec.selector, pod.metadata.labels)) {
        queue.add(keyOf(budget));
      }
    }
  });
}

/**
 * What a budget allows at present. `declared` is the number of pods that their
 * stateful set wants; bare pods count as they are.
 */
export function budgetStatus(
  budget: PodDisruptionBudget,
  pods: Pod[],
  declared: number | undefined,
): PodDisruptionBudget['status'] {
  const expectedPods = declared ?? pods.length;
  const { minAvailable, maxUnavailable } = budget.spec;
  const desiredHealthy =
    minAvailable === undefined
      ? expectedPods - amount(maxUnavailable ?? 0, expectedPods)
      : amount(minAvailable, expectedPods);
  const currentHealthy = pods.filter(
    pod => isActive(pod) && isReady(pod),
  ).length;
  const disruptionsAllowed = Math.max(0, currentHealthy - desiredHealthy);
  const allowed = disruptionsAllowed > 0;
  const known = budget.status?.conditions?.[0];
  const same = known?.status === (allowed ? 'True' : 'False');
  return {
    observedGeneration: budget.metadata.generation,
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy: Math.max(0, desiredHealthy),
    expectedPods,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: allowed ? 'True' : 'False',
        observedGeneration: budget.metadata.generation,
        lastTransitionTime:
          (same ? known?.lastTransitionTime : undefined) ?? secondTime(),
        reason: allowed ? 'SufficientPods' : 'InsufficientPods',
        message: '',
      },
    ],
  };
}

function amount(value: number | string, total: number): number {
  if (typeof value === 'number') {
    return value;
  }
  return value.endsWith('%')
    ? Math.ceil((Number.parseInt(value, 10) * total) / 100)
    : Number.parseInt(value, 10) || 0;
}
