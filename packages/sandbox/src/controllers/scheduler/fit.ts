import { parseQuantity } from '../../apiserver/validation/quantity';
import {
  Node,
  NodeSelector,
  PersistentVolume,
  Pod,
  PodAffinityTerm,
  StorageClass,
  Toleration,
} from '../../client/objects';
import { requirementHolds, selects } from '../labels';

/** A claim of a pod as far as placing it needs to know. */
export interface ClaimView {
  name: string;
  volume?: PersistentVolume;
  storageClass?: StorageClass;
}

/** What is known when a pod is to be placed. */
export interface Situation {
  nodes: Node[];
  /** Pods that have a node and have not ended. */
  placed: Pod[];
  claims: ClaimView[];
}

const HOSTNAME = 'kubernetes.io/hostname';

/** Why a node cannot take a pod, in the scheduler's words; nothing when it can. */
export function whyNot(
  pod: Pod,
  node: Node,
  situation: Situation,
): string | undefined {
  return (
    unschedulable(pod, node) ??
    untolerated(pod, node) ??
    unselected(pod, node) ??
    insufficient(pod, node, situation.placed) ??
    volumeConflict(node, situation.claims) ??
    antiAffinity(pod, node, situation) ??
    spread(pod, node, situation)
  );
}

function tolerates(
  tolerations: Toleration[] = [],
  taint: { key: string; value?: string; effect: string },
): boolean {
  return tolerations.some(
    one =>
      (!one.effect || one.effect === taint.effect) &&
      (!one.key || one.key === taint.key) &&
      (one.operator === 'Exists' || (one.value ?? '') === (taint.value ?? '')),
  );
}

function unschedulable(pod: Pod, node: Node): string | undefined {
  const taint = {
    key: 'node.kubernetes.io/unschedulable',
    effect: 'NoSchedule',
  };
  return node.spec.unschedulable && !tolerates(pod.spec.tolerations, taint)
    ? 'node(s) were unschedulable'
    : undefined;
}

function untolerated(pod: Pod, node: Node): string | undefined {
  const taint = (node.spec.taints ?? []).find(
    one =>
      one.effect !== 'PreferNoSchedule' &&
      !tolerates(pod.spec.tolerations, one),
  );
  return taint
    ? `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`
    : undefined;
}

/** Whether the labels of a node satisfy one of the alternatives. */
export function nodeMatches(selector: NodeSelector, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  return selector.nodeSelectorTerms.some(term =>
    (term.matchExpressions ?? []).every(({ key, operator, values }) =>
      requirementHolds(operator, values ?? [], labels[key]),
    ),
  );
}

function unselected(pod: Pod, node: Node): string | undefined {
  const labels = node.metadata.labels ?? {};
  const wanted = Object.entries(pod.spec.nodeSelector ?? {});
  const required =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution;
  const fits =
    wanted.every(([key, value]) => labels[key] === value) &&
    (!required || nodeMatches(required, node));
  return fits ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

/** What the containers of a pod ask for together. */
export function requestOf(pod: Pod, resource: 'cpu' | 'memory'): number {
  const amount = (container: {
    resources?: { requests?: Record<string, string> };
  }) => parseQuantity(container.resources?.requests?.[resource]) ?? 0;
  const together = pod.spec.containers.reduce(
    (sum, container) => sum + amount(container),
    0,
  );
  return Math.max(together, ...(pod.spec.initContainers ?? []).map(amount));
}

/** The part of a node's resource that is taken, 0 to 1 and above. */
export function usedShare(
  node: Node,
  placed: Pod[],
  resource: 'cpu' | 'memory',
): number {
  const total = parseQuantity(node.status?.allocatable?.[resource]) ?? 0;
  const used = placed
    .filter(pod => pod.spec.nodeName === node.metadata.name)
    .reduce((sum, pod) => sum + requestOf(pod, resource), 0);
  return total ? used / total : 1;
}

function insufficient(pod: Pod, node: Node, placed: Pod[]): string | undefined {
  for (const resource of ['cpu', 'memory'] as const) {
    const total = parseQuantity(node.status?.allocatable?.[resource]) ?? 0;
    const share = usedShare(node, placed, resource);
    if (share * total + requestOf(pod, resource) > total) {
      return `Insufficient ${resource}`;
    }
  }
  return undefined;
}

function volumeConflict(node: Node, claims: ClaimView[]): string | undefined {
  const elsewhere = claims.some(
    ({ volume }) =>
      volume?.spec.nodeAffinity &&
      !nodeMatches(volume.spec.nodeAffinity.required, node),
  );
  return elsewhere ? 'node(s) had volume node affinity conflict' : undefined;
}

/** Pods that run where a term looks from a node: the same host, the same zone. */
export function neighbours(
  term: PodAffinityTerm,
  namespace: string | undefined,
  node: Node,
  { nodes, placed }: Situation,
): Pod[] {
  const domain = node.metadata.labels?.[term.topologyKey];
  const inDomain = new Set(
    nodes
      .filter(one => one.metadata.labels?.[term.topologyKey] === domain)
      .map(one => one.metadata.name),
  );
  return placed.filter(
    pod =>
      pod.metadata.namespace === namespace &&
      inDomain.has(pod.spec.nodeName ?? '') &&
      selects(term.labelSelector, pod.metadata.labels),
  );
}

function antiAffinity(
  pod: Pod,
  node: Node,
  situation: Situation,
): string | undefined {
  const terms =
    pod.spec.affinity?.podAntiAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const { namespace } = pod.metadata;
  return terms.some(
    term => neighbours(term, namespace, node, situation).length > 0,
  )
    ? "node(s) didn't match pod anti-affinity rules"
    : undefined;
}

function spread(
  pod: Pod,
  node: Node,
  situation: Situation,
): string | undefined {
  const hard = (pod.spec.topologySpreadConstraints ?? []).filter(
    one => one.whenUnsatisfiable === 'DoNotSchedule',
  );
  const { namespace } = pod.metadata;
  const broken = hard.some(({ topologyKey, labelSelector, maxSkew }) => {
    const count = (where: Node) =>
      neighbours({ topologyKey, labelSelector }, namespace, where, situation)
        .length;
    const least = Math.min(...situation.nodes.map(count));
    return count(node) + 1 - least > maxSkew;
  });
  return broken
    ? "node(s) didn't match pod topology spread constraints"
    : undefined;
}

/**
 * Ranks nodes that can take a pod: apart from its like by zone first, then by
 * host, as the default spreading does, then where there is most room.
 */
export function rank(pod: Pod, node: Node, situation: Situation): number {
  const { namespace, labels } = pod.metadata;
  const like = {
    matchLabels: Object.fromEntries(
      Object.entries(labels ?? {}).filter(([key]) =>
        ['app', 'kafka_cr', 'release'].includes(key),
      ),
    ),
  };
  const near = (topologyKey: string) =>
    Object.keys(like.matchLabels).length
      ? neighbours(
          { topologyKey, labelSelector: like },
          namespace,
          node,
          situation,
        ).length
      : 0;
  return (
    preference(pod, node) -
    100 * near('topology.kubernetes.io/zone') -
    40 * near(HOSTNAME) -
    10 * usedShare(node, situation.placed, 'cpu') -
    10 * usedShare(node, situation.placed, 'memory')
  );
}

/** How much a pod's wishes speak for a node. */
function preference(pod: Pod, node: Node): number {
  const wishes =
    pod.spec.affinity?.nodeAffinity
      ?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return wishes
    .filter(one => nodeMatches({ nodeSelectorTerms: [one.preference] }, node))
    .reduce((sum, one) => sum + 10 * one.weight, 0);
}

/** `0/3 nodes are available: 1 node(s) were unschedulable, ...`, as the scheduler says it. */
export function explain(reasons: string[]): string {
  const total = reasons.length;
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const parts = [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort();
  const unhelpful = reasons.filter(
    reason => !reason.startsWith('Insufficient'),
  ).length;
  const victims = total - unhelpful;
  const preemption = [
    ...(victims
      ? [`${victims} No preemption victims found for incoming pod`]
      : []),
    ...(unhelpful
      ? [`${unhelpful} Preemption is not helpful for scheduling`]
      : []),
  ].sort();
  return (
    `0/${total} nodes are available: ${parts.join(', ')}. ` +
    `preemption: 0/${total} nodes are available: ${preemption.join(', ')}.`
  );
}
