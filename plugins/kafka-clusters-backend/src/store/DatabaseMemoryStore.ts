import type { AdapterMemory } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { MemoryStore } from './MemoryStore';

interface MemoryRow {
  uid: string;
  memory: string;
  updated_at: number | string;
}

const memorySchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]),
);

/** Keeps adapters' memory in the plugin's database. */
export class DatabaseMemoryStore implements MemoryStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  static create({ knex, now }: { knex: Knex; now: () => Date }) {
    return new DatabaseMemoryStore(knex, now);
  }

  async list() {
    const rows = await this.#knex<MemoryRow>('cluster_memory').select();
    return new Map(
      rows.map(row => [row.uid, memorySchema.parse(JSON.parse(row.memory))]),
    );
  }

  async save(uid: string, memory: AdapterMemory) {
    await this.#knex<MemoryRow>('cluster_memory')
      .insert({
        uid,
        memory: JSON.stringify(memory),
        updated_at: this.#now().getTime(),
      })
      .onConflict('uid')
      .merge();
  }

  async remove(uid: string) {
    await this.#knex<MemoryRow>('cluster_memory').where({ uid }).delete();
  }
}
