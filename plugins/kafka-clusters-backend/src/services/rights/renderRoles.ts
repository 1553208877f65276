import { createHash } from 'node:crypto';
import type {
  KubernetesRight,
  RightsFeature,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Document, isScalar, visit } from 'yaml';

/** What a role is made of. */
export type GrantedRight = Pick<
  KubernetesRight,
  'apiGroup' | 'resource' | 'verbs'
>;

/** A rule of a ClusterRole. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const RBAC = 'rbac.authorization.k8s.io';

/** As people write them: reads before writes. */
const verbOrder = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

/**
 * Rules that grant exactly the rights, in an order that does not depend on
 * theirs: one for each group and set of verbs, so that no rule grants a pair
 * that was not asked for.
 */
export function buildRules(
  rights: readonly GrantedRight[],
): readonly RoleRule[] {
  const verbsOf = new Map<string, Set<string>>();
  for (const { apiGroup, resource, verbs } of rights) {
    const key = `${apiGroup}/${resource}`;
    const known = verbsOf.get(key) ?? new Set();
    verbs.forEach(verb => known.add(verb));
    verbsOf.set(key, known);
  }
  const rules = new Map<string, RoleRule>();
  for (const [key, set] of [...verbsOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [apiGroup, resource] = key.split('/');
    const verbs = [...set].sort(
      (a, b) => verbOrder.indexOf(a) - verbOrder.indexOf(b),
    );
    const rule = rules.get(`${apiGroup} ${verbs}`);
    rules.set(`${apiGroup} ${verbs}`, {
      apiGroups: [apiGroup],
      resources: [...(rule?.resources ?? []), resource],
      verbs,
    });
  }
  return [...rules.values()];
}

/**
 * A ClusterRole that grants exactly the rights, and the ClusterRoleBinding
 * that gives it to the account. Without an account there is no binding: a
 * placeholder could turn out to be somebody.
 *
 * @param account - as Kubernetes names it, e.g. `system:serviceaccount:portal:portal`
 */
export function renderRole(options: {
  readonly feature: RightsFeature;
  readonly rights: readonly GrantedRight[];
  readonly account?: string;
  /** The rights are what is missing of a feature; the role stands beside others. */
  readonly supplement?: boolean;
}): string {
  const { feature, account, supplement } = options;
  const rules = buildRules(options.rights);
  const name = `kafka-clusters-${feature}${
    supplement ? `-${toSuffix(rules)}` : ''
  }`;
  const apiVersion = `${RBAC}/v1`;
  const metadata = { name };
  const documents = [
    { apiVersion, kind: 'ClusterRole', metadata, rules },
    ...(account
      ? [
          {
            apiVersion,
            kind: 'ClusterRoleBinding',
            metadata,
            roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
            subjects: [toSubject(account)],
          },
        ]
      : []),
  ];
  return documents.map(document => toYaml(document)).join('---\n');
}

/**
 * Two sets of missing rights must not replace each other when they are applied
 * one after the other, so each has a name of its own.
 */
function toSuffix(rules: readonly RoleRule[]): string {
  return createHash('sha256')
    .update(JSON.stringify(rules))
    .digest('hex')
    .slice(0, 8);
}

function toSubject(account: string) {
  const [system, kind, namespace, name] = account.split(':');
  return system === 'system' && kind === 'serviceaccount' && name
    ? { kind: 'ServiceAccount', name, namespace }
    : { apiGroup: RBAC, kind: 'User', name: account };
}

/** Lists of names stand in one line, as people write roles. */
function toYaml(value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Seq(_, list) {
      list.flow = list.items.every(isScalar);
    },
  });
  return document.toString({ flowCollectionPadding: false });
}
