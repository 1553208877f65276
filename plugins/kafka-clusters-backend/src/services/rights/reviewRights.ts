import type {
  KubernetesRight,
  ReviewedRight,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesGateway, OwnRules } from '../../kubernetes';

/** Reviews that one Kubernetes cluster is asked for at the same time. */
const REVIEWS_AT_ONCE = 6;

interface Question {
  readonly apiGroup: string;
  readonly resource: string;
  readonly verb: string;
}

/**
 * Compares rights with what the portal's account may do in a Kubernetes
 * cluster. One request where the server can list all rules of an account; one
 * for each verb in doubt where it cannot, as behind a webhook.
 *
 * @throws the error of the gateway when the Kubernetes cluster does not answer
 */
export async function reviewRights(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
  rights: readonly KubernetesRight[],
): Promise<readonly ReviewedRight[]> {
  const rules = await gateway.listOwnRules(kubernetesCluster);
  const inDoubt = distinct(
    rights.flatMap(toQuestions).filter(question => !isGranted(rules, question)),
  );
  const missing = rules.incomplete
    ? await listRefused(gateway, kubernetesCluster, inDoubt)
    : new Set(inDoubt.map(toKey));
  return rights.map(right => {
    const missingVerbs = toQuestions(right)
      .filter(question => missing.has(toKey(question)))
      .map(({ verb }) => verb);
    const state = missingVerbs.length > 0 ? 'missing' : 'granted';
    return { ...right, state, missingVerbs };
  });
}

/** What is said of a Kubernetes cluster that gives no answer. */
export function withoutReview(right: KubernetesRight): ReviewedRight {
  return { ...right, state: 'unknown', missingVerbs: [] };
}

async function listRefused(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
  questions: readonly Question[],
): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  const open = [...questions];
  const ask = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const { apiGroup: group, resource: plural, verb } = next;
      const resource = { group, plural };
      if (
        !(await gateway.reviewAccess(kubernetesCluster, { verb, resource }))
      ) {
        refused.add(toKey(next));
      }
    }
  };
  await Promise.all(Array.from({ length: REVIEWS_AT_ONCE }, ask));
  return refused;
}

function toQuestions({ apiGroup, resource, verbs }: KubernetesRight) {
  return verbs.map((verb): Question => ({ apiGroup, resource, verb }));
}

function toKey({ apiGroup, resource, verb }: Question): string {
  return `${verb} ${apiGroup}/${resource}`;
}

function distinct(questions: readonly Question[]): readonly Question[] {
  return [...new Map(questions.map(one => [toKey(one), one])).values()];
}

function isGranted(
  { rules }: OwnRules,
  { apiGroup, resource, verb }: Question,
): boolean {
  const has = (list: readonly string[], value: string) =>
    list.includes('*') || list.includes(value);
  return rules.some(
    rule =>
      // A rule for single names grants nothing of the type.
      rule.resourceNames.length === 0 &&
      has(rule.verbs, verb) &&
      has(rule.apiGroups, apiGroup) &&
      has(rule.resources, resource),
  );
}
