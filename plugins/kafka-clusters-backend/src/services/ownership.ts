import type { Ownership } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OwnerRule } from '../config';
import { readTeam, type NamespaceTeams } from './NamespaceTeams';
import type { OwnerLinks } from './OwnerLinks';

/** What the owner of a cluster is found by. */
export interface OwnerQuestion {
  readonly kubernetesCluster: string;
  readonly namespace: string;
  readonly uid: string;
  /** The owner annotation of the custom resource: a claim until something backs it. */
  readonly annotation?: string;
}

/** What owners are found with. */
export interface OwnerResolverOptions {
  readonly links: OwnerLinks;
  readonly teams: NamespaceTeams;
  readonly rules: readonly OwnerRule[];
  /** Whether the catalog has a team no more: what was linked to it belongs to nobody. */
  readonly isGone: (team: string) => boolean;
}

/**
 * Finds owners: a link of the portal, the single team of the namespace, a
 * configured rule, or an annotation that names a team which the namespace
 * serves. Any other annotation is a claim and grants nothing.
 */
export class OwnerResolver {
  readonly #links: OwnerLinks;
  readonly #teams: NamespaceTeams;
  readonly #isGone: (team: string) => boolean;
  readonly #rules: readonly {
    rule: OwnerRule;
    pattern: RegExp;
  }[];

  private constructor(options: OwnerResolverOptions) {
    this.#links = options.links;
    this.#teams = options.teams;
    this.#isGone = options.isGone;
    this.#rules = options.rules.map(rule => ({
      rule,
      pattern: toPattern(rule.namespace),
    }));
  }

  static create(options: OwnerResolverOptions) {
    return new OwnerResolver(options);
  }

  resolve(question: OwnerQuestion): Ownership {
    const link = this.#links.find(question.uid);
    if (link !== undefined) {
      return this.#isGone(link)
        ? this.#leaveUnowned(question.uid, link)
        : { state: 'owned', owner: link, source: 'link' };
    }
    const teams = this.#teams.teamsOf(
      question.kubernetesCluster,
      question.namespace,
    );
    if (teams.length === 1) {
      return { state: 'owned', owner: teams[0], source: 'namespace' };
    }
    const rule = this.#findRule(question);
    if (rule) {
      return { state: 'owned', owner: rule.owner, source: 'rule' };
    }
    const claim = readTeam(question.annotation);
    if (claim !== undefined && teams.includes(claim)) {
      return { state: 'owned', owner: claim, source: 'annotation' };
    }
    return this.#leaveUnowned(question.uid, claim);
  }

  #leaveUnowned(uid: string, claim: string | undefined): Ownership {
    const isClaimed =
      claim !== undefined && !this.#links.isDeclined(uid, claim);
    return { state: 'unowned', claims: isClaimed ? [claim] : [] };
  }

  #findRule({ kubernetesCluster, namespace }: OwnerQuestion) {
    return this.#rules.find(
      ({ rule, pattern }) =>
        (rule.kubernetesCluster ?? kubernetesCluster) === kubernetesCluster &&
        pattern.test(namespace),
    )?.rule;
  }
}

function toPattern(namespace: string): RegExp {
  const parts = namespace
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
