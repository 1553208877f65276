import { Caller } from '../context';
import { JsonObject, listAt, objectsAt, textAt } from '../json';
import { VersionedStore } from '../storage/VersionedStore';

/** What somebody wants to do. */
export interface AccessRequest {
  verb: string;
  group?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  /** For addresses that name no resource. */
  path?: string;
}

/** One rule that applies to a caller, and where. */
export interface EffectiveRule {
  rule: JsonObject;
  /** `undefined`: in the whole cluster. */
  namespace: string | undefined;
}

const RBAC = 'rbac.authorization.k8s.io';

/** Decides by the Roles and bindings that are stored at this moment. */
export class RbacAuthorizer {
  private constructor(private readonly store: VersionedStore) {}

  static create(store: VersionedStore): RbacAuthorizer {
    return new RbacAuthorizer(store);
  }

  /** Whether a caller may. */
  allows(caller: Caller, request: AccessRequest): boolean {
    if (caller.groups.includes('system:masters')) {
      return true;
    }
    return this.rulesOf(caller, request.namespace).some(({ rule }) =>
      request.path === undefined
        ? ruleAllows(rule, request)
        : pathAllowed(rule, request),
    );
  }

  /** The rules that hold for a caller in the cluster and in one namespace. */
  rulesOf(caller: Caller, namespace: string | undefined): EffectiveRule[] {
    const everywhere = this.store
      .list(`clusterrolebindings.${RBAC}`)
      .map(({ object }) => ({ binding: object, namespace: undefined }));
    const here = namespace
      ? this.store
          .list(`rolebindings.${RBAC}`)
          .filter(({ key }) => key.startsWith(`${namespace}/`))
          .map(({ object }) => ({ binding: object, namespace }))
      : [];
    return [...everywhere, ...here]
      .filter(({ binding }) => binds(binding, caller))
      .flatMap(one =>
        this.rulesOfRole(one.binding, one.namespace).map(rule => ({
          rule,
          namespace: one.namespace,
        })),
      );
  }

  private rulesOfRole(
    binding: JsonObject,
    namespace: string | undefined,
  ): JsonObject[] {
    const name = textAt(binding, 'roleRef', 'name');
    const clusterWide = textAt(binding, 'roleRef', 'kind') === 'ClusterRole';
    const role = clusterWide
      ? this.store.get(`clusterroles.${RBAC}`, `/${name}`)
      : this.store.get(`roles.${RBAC}`, `${namespace}/${name}`);
    return objectsAt(role?.object, 'rules');
  }
}

function binds(binding: JsonObject, caller: Caller): boolean {
  return objectsAt(binding, 'subjects').some(subject => {
    const name = textAt(subject, 'name') ?? '';
    switch (textAt(subject, 'kind')) {
      case 'User':
        return name === caller.name;
      case 'Group':
        return caller.groups.includes(name);
      case 'ServiceAccount':
        return (
          caller.name ===
          `system:serviceaccount:${textAt(subject, 'namespace')}:${name}`
        );
      default:
        return false;
    }
  });
}

function includes(list: unknown[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

function ruleAllows(rule: JsonObject, request: AccessRequest): boolean {
  const resource = request.resource ?? '';
  const full = request.subresource
    ? `${resource}/${request.subresource}`
    : resource;
  const resources = listAt(rule, 'resources');
  const names = listAt(rule, 'resourceNames');
  return (
    includes(listAt(rule, 'verbs'), request.verb) &&
    includes(listAt(rule, 'apiGroups'), request.group ?? '') &&
    (includes(resources, full) ||
      (request.subresource !== undefined &&
        resources.includes(`*/${request.subresource}`))) &&
    (!names.length ||
      (request.name !== undefined && names.includes(request.name)))
  );
}

function pathAllowed(rule: JsonObject, request: AccessRequest): boolean {
  const path = request.path ?? '';
  return (
    includes(listAt(rule, 'verbs'), request.verb) &&
    listAt(rule, 'nonResourceURLs').some(
      pattern =>
        pattern === path ||
        (typeof pattern === 'string' &&
          pattern.endsWith('*') &&
          path.startsWith(pattern.slice(0, -1))),
    )
  );
}

/** The 403 text of the real server, after `is forbidden: `. */
export function deniedText(caller: Caller, request: AccessRequest): string {
  const user = `User ${JSON.stringify(caller.name)} cannot`;
  if (request.path !== undefined) {
    return `${user} ${request.verb} path ${JSON.stringify(request.path)}`;
  }
  const full = request.subresource
    ? `${request.resource}/${request.subresource}`
    : request.resource;
  const where = request.namespace
    ? `in the namespace ${JSON.stringify(request.namespace)}`
    : 'at the cluster scope';
  return `${user} ${request.verb} resource ${JSON.stringify(
    full,
  )} in API group ${JSON.stringify(request.group ?? '')} ${where}`;
}

function rulePart(rule: JsonObject, part: string): string[] {
  return listAt(rule, part).map(String);
}

/** Rules as a review shows them. */
export function splitRules(rules: EffectiveRule[]): {
  resourceRules: JsonObject[];
  nonResourceRules: JsonObject[];
} {
  const urls = rules.filter(
    ({ rule }) => listAt(rule, 'nonResourceURLs').length,
  );
  const rest = rules.filter(({ rule }) => listAt(rule, 'resources').length);
  return {
    resourceRules: rest.map(({ rule }) => ({
      verbs: rulePart(rule, 'verbs'),
      apiGroups: rulePart(rule, 'apiGroups'),
      resources: rulePart(rule, 'resources'),
      ...(listAt(rule, 'resourceNames').length
        ? { resourceNames: rulePart(rule, 'resourceNames') }
        : {}),
    })),
    nonResourceRules: urls.map(({ rule }) => ({
      verbs: rulePart(rule, 'verbs'),
      nonResourceURLs: rulePart(rule, 'nonResourceURLs'),
    })),
  };
}
