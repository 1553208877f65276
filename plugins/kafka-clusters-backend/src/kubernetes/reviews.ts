import type { ApiRequest } from './ApiConnection';
import { asString, isRecord } from './json';
import type { OwnRule, OwnRules } from './types';

/** Questions about the own account, by kind, each with the group that answers it. */
const groups = {
  SelfSubjectAccessReview: 'authorization.k8s.io',
  SelfSubjectRulesReview: 'authorization.k8s.io',
  SelfSubjectReview: 'authentication.k8s.io',
} as const;

/** The request that asks a question about the own account; nothing of it is stored. */
export function buildReview(
  kind: keyof typeof groups,
  spec?: object,
): ApiRequest {
  const apiVersion = `${groups[kind]}/v1`;
  return {
    method: 'POST',
    path: `/apis/${apiVersion}/${kind.toLowerCase()}s`,
    body: { apiVersion, kind, ...(spec && { spec }) },
  };
}

/** Rules of a SelfSubjectRulesReview. Whatever cannot be read grants nothing and makes the list incomplete. */
export function toOwnRules(answer: unknown): OwnRules {
  const status = isRecord(answer) ? answer.status : undefined;
  const rules = isRecord(status) ? status.resourceRules ?? [] : undefined;
  if (!isRecord(status) || !Array.isArray(rules)) {
    return { rules: [], incomplete: true };
  }
  return {
    rules: rules.filter(isRecord).map(
      (rule): OwnRule => ({
        apiGroups: toTexts(rule.apiGroups),
        resources: toTexts(rule.resources),
        verbs: toTexts(rule.verbs),
        resourceNames: toTexts(rule.resourceNames),
      }),
    ),
    incomplete: status.incomplete !== false || Boolean(status.evaluationError),
  };
}

/** The user of a SelfSubjectReview; a server before 1.28 knows no such question. */
export function toAccount(answer: unknown): string | undefined {
  const status = isRecord(answer) ? answer.status : undefined;
  const user = isRecord(status) ? status.userInfo : undefined;
  return (isRecord(user) ? asString(user.username) : undefined) || undefined;
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((text): text is string => typeof text === 'string')
    : [];
}
