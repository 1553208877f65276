import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  formatClusterRef,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { CatalogReader, NamingComponent } from './CatalogReader';

/** How often the catalog is asked without a reason. */
const INTERVAL = 15_000;
/** Facts of this age are fresh enough for a page. */
const FRESH = 3_000;
/** So long may a page wait for fresher facts. */
const LONGEST_WAIT = 2_000;

/** What the facts are made of. */
export interface CatalogFactsOptions {
  readonly reader: CatalogReader;
  readonly logger: LoggerService;
  /** Teams that own something by a link. */
  readonly listTeams: () => readonly string[];
  readonly now: () => Date;
}

/** Those who need the facts to be made themselves. */
export interface CatalogFactsUsers {
  readonly isKnownCluster: (ref: string) => boolean;
  /** Told after every answer, and whether it is another than before. */
  readonly onAnswer: (isDifferent: boolean) => Promise<void>;
}

/**
 * What the catalog said last, since rules ask in the middle of every list. A
 * catalog that does not answer changes nothing.
 */
export class CatalogFacts {
  readonly #options: CatalogFactsOptions;
  #components: ReadonlyMap<string, readonly NamingComponent[]> = new Map();
  #missing: ReadonlySet<string> = new Set();
  #readAt = 0;
  #reading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #users: CatalogFactsUsers = {
    isKnownCluster: () => false,
    onAnswer: async () => {},
  };

  private constructor(options: CatalogFactsOptions) {
    this.#options = options;
  }

  static create(options: CatalogFactsOptions) {
    return new CatalogFacts(options);
  }

  /** Before it starts: who says which clusters there are, and who is told. */
  connect(users: CatalogFactsUsers) {
    this.#users = users;
  }

  start() {
    this.#timer = setInterval(() => this.refresh(), INTERVAL);
    this.#timer.unref();
    this.refresh();
  }

  async stop() {
    clearInterval(this.#timer);
    await this.#reading;
  }

  /** Components that name the cluster now. */
  listComponents(ref: ClusterRef): readonly NamingComponent[] {
    return this.#components.get(formatClusterRef(ref)) ?? [];
  }

  /** Whether the catalog answered that it has no such team. */
  isMissing(team: string): boolean {
    return this.#missing.has(team);
  }

  /** Asks the catalog now; never rejects. Calls that come meanwhile share the answer. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Fresh facts for a page, unless the catalog keeps it waiting. */
  async refreshForPage(): Promise<void> {
    const age = this.#options.now().getTime() - this.#readAt;
    if (age >= 0 && age < FRESH) {
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>(resolve => {
      timer = setTimeout(resolve, LONGEST_WAIT);
    });
    await Promise.race([this.refresh(), late]);
    clearTimeout(timer);
  }

  async #read() {
    const { reader, logger, listTeams, now } = this.#options;
    const { isKnownCluster, onAnswer } = this.#users;
    try {
      const [components, missing] = await Promise.all([
        reader.listComponents(isKnownCluster),
        reader.listMissingTeams([...new Set(listTeams())]),
      ]);
      const before = this.#describe();
      this.#components = groupByCluster(components);
      this.#missing = new Set(missing);
      this.#readAt = now().getTime();
      await onAnswer(this.#describe() !== before);
    } catch (error) {
      logger.debug(`The catalog's last word stands: ${error}`);
    }
  }

  #describe() {
    return JSON.stringify([
      [...this.#missing].sort(),
      [...this.#components.values()].flat(),
    ]);
  }
}

function groupByCluster(
  components: readonly NamingComponent[],
): ReadonlyMap<string, readonly NamingComponent[]> {
  const groups = new Map<string, NamingComponent[]>();
  // The catalog gives no order, and the same facts shall look the same.
  const sorted = [...components].sort((a, b) =>
    a.component < b.component ? -1 : 1,
  );
  for (const component of sorted) {
    groups.set(component.cluster, [
      ...(groups.get(component.cluster) ?? []),
      component,
    ]);
  }
  return groups;
}
