import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CLUSTER_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';
import { readTeam } from '../NamespaceTeams';

/** A component that names a cluster: a request, which grants nothing. */
export interface NamingComponent {
  /** Entity ref of the component. */
  readonly component: string;
  /** Entity ref of the team that owns the component. */
  readonly team: string;
  /** The cluster as the annotation names it: untrusted text. */
  readonly cluster: string;
}

/** So long may a person wait for the catalog. */
const LONGEST_WAIT = 5_000;
/** Values of one filter travel in an address. */
const VALUES_AT_ONCE = 30;
const ANNOTATION_FIELD = `metadata.annotations.${CLUSTER_ANNOTATION}`;
const componentFields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.owner',
  'relations',
];

/** What the catalog says of teams and components, read as this plugin itself: what a person may see there says nothing about clusters. */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  static create(options: { catalog: CatalogService; auth: AuthService }) {
    return new CatalogReader(options);
  }

  /**
   * The team in the full form of its entity ref.
   *
   * @throws InputError when the catalog has no such Group, ServiceUnavailableError when it does not answer
   */
  async requireTeam(text: string): Promise<string> {
    const team = readTeam(text);
    if (team === undefined || parseEntityRef(team).kind !== 'group') {
      throw new InputError(
        `"${text}" is no team; an entity ref such as group:default/orders is expected`,
      );
    }
    if (!(await this.#findEntity(team))) {
      throw new InputError(`The catalog has no team ${team}`);
    }
    return team;
  }

  /** The component as it is now; undefined when it is gone, names no cluster or belongs to nobody. */
  async findComponent(ref: string): Promise<NamingComponent | undefined> {
    const entity = await this.#findEntity(ref);
    return entity && readComponent(entity);
  }

  /** All components that name one of the clusters. */
  async listComponents(
    isKnown: (cluster: string) => boolean,
  ): Promise<readonly NamingComponent[]> {
    const filter = { kind: 'Component' };
    const { facets } = await this.#ask(async credentials =>
      this.#catalog.getEntityFacets(
        { facets: [ANNOTATION_FIELD], filter },
        { credentials },
      ),
    );
    const values = (facets[ANNOTATION_FIELD] ?? [])
      .map(({ value }) => value)
      .filter(isKnown);
    const components: NamingComponent[] = [];
    for (let at = 0; at < values.length; at += VALUES_AT_ONCE) {
      const some = values.slice(at, at + VALUES_AT_ONCE);
      const { items } = await this.#ask(async credentials =>
        this.#catalog.getEntities(
          {
            filter: { ...filter, [ANNOTATION_FIELD]: some },
            fields: componentFields,
          },
          { credentials },
        ),
      );
      components.push(
        ...items.map(readComponent).filter(found => found !== undefined),
      );
    }
    return components;
  }

  /** Which of the teams the catalog definitely has not; none while it has no team at all, since it is still being filled then. */
  async listMissingTeams(teams: readonly string[]): Promise<readonly string[]> {
    if (teams.length === 0) {
      return [];
    }
    const fields = ['kind'];
    const { items } = await this.#ask(async credentials =>
      this.#catalog.getEntitiesByRefs(
        { entityRefs: [...teams], fields },
        { credentials },
      ),
    );
    const missing = teams.filter((_, index) => !items[index]);
    if (missing.length === 0) {
      return [];
    }
    const some = await this.#ask(async credentials =>
      this.#catalog.getEntities(
        { filter: { kind: 'Group' }, fields, limit: 1 },
        { credentials },
      ),
    );
    return some.items.length > 0 ? missing : [];
  }

  async #findEntity(ref: string): Promise<Entity | undefined> {
    return this.#ask(async credentials =>
      this.#catalog.getEntityByRef(ref, { credentials }),
    );
  }

  async #ask<T>(
    question: (
      credentials: Awaited<ReturnType<AuthService['getOwnServiceCredentials']>>,
    ) => Promise<T>,
  ): Promise<T> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('no answer in time')),
        LONGEST_WAIT,
      );
    });
    try {
      return await Promise.race([question(credentials), late]);
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog does not answer; try again in a moment',
        error,
      );
    } finally {
      clearTimeout(timer);
    }
  }
}

function readComponent(entity: Entity): NamingComponent | undefined {
  const cluster = entity.metadata.annotations?.[CLUSTER_ANNOTATION];
  const team = readOwner(entity);
  return entity.kind.toLowerCase() === 'component' && cluster && team
    ? { component: stringifyEntityRef(entity), team, cluster }
    : undefined;
}

/** The relation is what the catalog made of `spec.owner`; it is not there yet while an entity is new. */
function readOwner({ relations, spec }: Entity): string | undefined {
  const owners = (relations ?? []).filter(({ type }) => type === 'ownedBy');
  return owners.length > 0
    ? readTeam(owners[0].targetRef)
    : readTeam(spec?.owner);
}
