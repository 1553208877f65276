import type { OwnerLinkStore } from '../store/OwnerLinkStore';
import type { OwnershipStore, StoredConsumer } from '../store/OwnershipStore';

/**
 * What was decided about ownership, in memory, since every list asks for it:
 * links, declined claims, consumers. Read again after every decision, when a
 * new cluster appears, and now and then for what other replicas decided.
 */
export class OwnerLinks {
  readonly #store: OwnerLinkStore;
  readonly #ownership: OwnershipStore;
  #owners: ReadonlyMap<string, string> = new Map();
  #declined: ReadonlySet<string> = new Set();
  #consumers: ReadonlyMap<string, StoredConsumer> = new Map();
  #content = '';
  #current: Promise<boolean> = Promise.resolve(false);
  #next: Promise<boolean> | undefined;

  private constructor(store: OwnerLinkStore, ownership: OwnershipStore) {
    this.#store = store;
    this.#ownership = ownership;
  }

  static create(options: { store: OwnerLinkStore; ownership: OwnershipStore }) {
    return new OwnerLinks(options.store, options.ownership);
  }

  /**
   * Reads them all again: another replica may have recorded some. Calls that
   * come while one waits share it, since a start shows hundreds of new clusters
   * at once.
   *
   * @returns whether anything is different
   */
  refresh(): Promise<boolean> {
    this.#next ??= this.#current
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#current = this.#read();
        return this.#current;
      });
    return this.#next;
  }

  find(uid: string): string | undefined {
    return this.#owners.get(uid);
  }

  /** Everybody who owns something by a link. */
  listOwners(): readonly string[] {
    return [...new Set(this.#owners.values())];
  }

  isDeclined(uid: string, owner: string): boolean {
    return this.#declined.has(toKey(uid, owner));
  }

  findConsumer(
    uid: string,
    component: string,
    team: string,
  ): StoredConsumer | undefined {
    return this.#consumers.get(toKey(uid, component, team));
  }

  /** Records the link that comes with a request; one that exists stays as it is. */
  async record(link: { uid: string; owner: string; linkedBy: string }) {
    await this.#ownership.link(
      { ...link, previous: undefined },
      { person: link.linkedBy, action: 'linked', team: link.owner },
    );
    await this.refresh();
  }

  async #read(): Promise<boolean> {
    const [links, declined, consumers] = await Promise.all([
      this.#store.list(),
      this.#ownership.listDeclinedClaims(),
      this.#ownership.listConsumers(),
    ]);
    this.#owners = new Map(links.map(link => [link.uid, link.owner]));
    this.#declined = new Set(
      declined.map(({ uid, owner }) => toKey(uid, owner)),
    );
    this.#consumers = new Map(
      consumers.map(consumer => [
        toKey(consumer.uid, consumer.component, consumer.team),
        consumer,
      ]),
    );
    const content = JSON.stringify([links, declined, consumers]);
    const isDifferent = content !== this.#content;
    this.#content = content;
    return isDifferent;
  }
}

function toKey(...parts: readonly string[]): string {
  return parts.join('\n');
}
