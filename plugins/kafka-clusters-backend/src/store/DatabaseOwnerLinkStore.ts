import type { Knex } from 'knex';
import type { OwnerLink, OwnerLinkStore } from './OwnerLinkStore';

interface OwnerLinkRow {
  uid: string;
  owner: string;
  linked_by: string;
  linked_at: number | string;
}

/** Keeps owner links in the plugin's database. */
export class DatabaseOwnerLinkStore implements OwnerLinkStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  static create({ knex, now }: { knex: Knex; now: () => Date }) {
    return new DatabaseOwnerLinkStore(knex, now);
  }

  async list() {
    const rows = await this.#knex<OwnerLinkRow>('owner_links').select();
    return rows.map(row => ({
      uid: row.uid,
      owner: row.owner,
      linkedBy: row.linked_by,
      linkedAt: new Date(Number(row.linked_at)).toISOString(),
    }));
  }

  async record(link: Omit<OwnerLink, 'linkedAt'>) {
    await this.#knex<OwnerLinkRow>('owner_links')
      .insert({
        uid: link.uid,
        owner: link.owner,
        linked_by: link.linkedBy,
        linked_at: this.#now().getTime(),
      })
      .onConflict('uid')
      .ignore();
  }
}
