import type { OwnerLinkStore } from '../store/OwnerLinkStore';

/** Owner links in memory, since every list asks for them; read again when a new cluster appears. */
export class OwnerLinks {
  readonly #store: OwnerLinkStore;
  #owners: ReadonlyMap<string, string> = new Map();
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  private constructor(store: OwnerLinkStore) {
    this.#store = store;
  }

  static create(options: { store: OwnerLinkStore }) {
    return new OwnerLinks(options.store);
  }

  /**
   * Reads them all again: another replica may have recorded some. Calls that
   * come while one waits share it, since a start shows hundreds of new clusters
   * at once.
   */
  refresh(): Promise<void> {
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

  async record(link: { uid: string; owner: string; linkedBy: string }) {
    await this.#store.record(link);
    await this.refresh();
  }

  async #read() {
    const links = await this.#store.list();
    this.#owners = new Map(links.map(link => [link.uid, link.owner]));
  }
}
