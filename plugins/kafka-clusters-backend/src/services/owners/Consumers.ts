import {
  type ClusterConsumer,
  type ClusterRef,
  type Ownership,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OwnerLinks } from '../OwnerLinks';
import type { CatalogFacts } from './CatalogFacts';

/** What consumers of a cluster are found by. */
export interface ConsumerQuestion {
  readonly ref: ClusterRef;
  readonly uid: string;
  readonly ownership: Ownership;
}

/**
 * Who uses a cluster, or asks to. A grant is worth something while the
 * component that it was given for names the cluster, this very one, and
 * belongs to the team that it was given to.
 */
export class Consumers {
  readonly #facts: CatalogFacts;
  readonly #links: OwnerLinks;

  private constructor(options: { facts: CatalogFacts; links: OwnerLinks }) {
    this.#facts = options.facts;
    this.#links = options.links;
  }

  static create(options: { facts: CatalogFacts; links: OwnerLinks }) {
    return new Consumers(options);
  }

  /** Those that ask come first. Components of the owner use what is theirs. */
  list({ ref, uid, ownership }: ConsumerQuestion): readonly ClusterConsumer[] {
    const owner = ownership.state === 'owned' ? ownership.owner : undefined;
    const consumers = this.#facts
      .listComponents(ref)
      .map(({ component, team }): ClusterConsumer => {
        const decided = this.#links.findConsumer(uid, component, team);
        return team === owner
          ? { component, team, state: 'granted' }
          : {
              component,
              team,
              state: decided?.state ?? 'requested',
              decidedBy: decided?.decidedBy,
              decidedAt: decided?.decidedAt,
            };
      });
    const asks = ({ state }: ClusterConsumer) => state === 'requested';
    return [
      ...consumers.filter(asks),
      ...consumers.filter(consumer => !asks(consumer)),
    ];
  }

  /** Teams that may read the cluster as consumers. */
  listTeams(question: ConsumerQuestion): readonly string[] {
    const teams = this.list(question)
      .filter(({ state }) => state === 'granted')
      .map(({ team }) => team);
    return [...new Set(teams)];
  }
}
