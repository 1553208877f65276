import type { SafetyFacts } from '@kafka-clusters/plugin-kafka-clusters-common';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { listClearTextSecrets } from './clearTextSecrets';
import type { Facts } from './facts';
import { at, entries, list, text } from './parse';

/** Images beyond these are not named: no broker has as many, and the list is anybody's. */
const MAX_IMAGES = 20;

function imagesOf({ nodes, zookeeper }: Facts): readonly string[] {
  const pods = [
    ...nodes.flatMap(node => node.pod ?? []),
    ...(zookeeper?.members ?? []).flatMap(member => member.pod ?? []),
  ];
  const running = pods.flatMap(({ object }) =>
    ['initContainers', 'containers'].flatMap(kind =>
      list(at(object, 'spec', kind)).flatMap(
        container => text(at(container, 'image')) ?? [],
      ),
    ),
  );
  const wished = nodes.flatMap(node => node.wished?.image ?? []);
  return [...new Set([...wished, ...running])].slice(0, MAX_IMAGES);
}

/** The loosest of the brokers': two of them are enough to share a node. */
function antiAffinityOf({ brokers }: Facts): SafetyFacts['antiAffinity'] {
  const all = brokers.flatMap(broker => broker.wished?.antiAffinity ?? []);
  return (['none', 'preferred', 'required'] as const).find(one =>
    all.includes(one),
  );
}

/** Whether a budget of the namespace counts the brokers, whoever made it; undefined where that cannot be told. */
function disruptionBudgetOf(facts: Facts): boolean | undefined {
  const { objects, namespace, cluster } = facts;
  if (at(cluster, 'spec', 'disruptionBudget', 'create') === true) {
    return true;
  }
  const labels = facts.brokers.flatMap(({ pod }) =>
    pod ? [at(pod.object, 'metadata', 'labels')] : [],
  );
  const budgets = objects.list(
    kubernetesResources.podDisruptionBudgets,
    namespace,
  );
  const selects = (budget: unknown, of: unknown) =>
    entries(at(budget, 'spec', 'selector', 'matchLabels')).every(
      ([key, value]) => at(of, key) === value,
    );
  const fitting = budgets.filter(budget =>
    labels.some(of => selects(budget, of)),
  );
  const hasExpressions = (budget: unknown) =>
    list(at(budget, 'spec', 'selector', 'matchExpressions')).length > 0;
  if (fitting.some(budget => !hasExpressions(budget))) {
    return true;
  }
  return labels.length > 0 &&
    fitting.length === 0 &&
    objects.isKnown?.(kubernetesResources.podDisruptionBudgets)
    ? false
    : undefined;
}

/** What bears on the safety of the cluster beside its model; what is not known is absent. */
export function readSafety(facts: Facts): SafetyFacts {
  return {
    images: imagesOf(facts),
    autoCreateTopics: facts.wish.autoCreateTopics,
    antiAffinity: antiAffinityOf(facts),
    disruptionBudget: disruptionBudgetOf(facts),
    clearTextSecrets: listClearTextSecrets(at(facts.cluster, 'spec')),
    ignoredSettings: facts.wish.ignoredSettings,
  };
}
