import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/** What the policy knows about the person who asks. */
export interface Caller {
  /** Entity refs of the person and of the groups they belong to. */
  readonly claims: string[];
  readonly isPlatform: boolean;
}

/** Decides on permissions of Kafka Clusters: what is not listed is denied, to platform engineers too. */
export function decideOnKafkaClusters(
  _permission: Permission,
  _caller: Caller,
): PolicyDecision {
  return { result: AuthorizeResult.DENY };
}
