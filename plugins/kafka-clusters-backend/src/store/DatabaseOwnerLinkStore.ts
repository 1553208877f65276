import type { Knex } from 'knex';
import type { OwnerLinkStore } from './OwnerLinkStore';

interface OwnerLinkRow {
  uid: string;
  owner: string;
  linked_by: string;
  linked_at: number | string;
}

/** Reads owner links from the plugin's database. */
export class DatabaseOwnerLinkStore implements OwnerLinkStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create({ knex }: { knex: Knex }) {
    return new DatabaseOwnerLinkStore(knex);
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
}
