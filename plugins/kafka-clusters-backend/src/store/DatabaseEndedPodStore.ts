import type { Knex } from 'knex';
import { z } from 'zod';
import type { EndedPodStore, StoredEndedPod } from './EndedPodStore';

interface EndedPodRow {
  uid: string;
  cluster_uid: string;
  ended_at: number | string;
  pod: string;
}

const endedPodSchema = z.object({
  pod: z.string(),
  role: z.enum(['broker', 'controller', 'broker-controller', 'zookeeper']),
  id: z.number(),
  zone: z.string().optional(),
  kubernetesNode: z.string().optional(),
  endedAt: z.string(),
  cause: z.string(),
  message: z.string().optional(),
  exitCode: z.number().optional(),
});

/** Keeps ended pods in the plugin's database. */
export class DatabaseEndedPodStore implements EndedPodStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }) {
    return new DatabaseEndedPodStore(options.knex);
  }

  async list(after: Date) {
    const rows = await this.#knex<EndedPodRow>('ended_pods')
      .where('ended_at', '>', after.getTime())
      .orderBy('ended_at', 'desc');
    return rows.map(row => ({
      uid: row.uid,
      clusterUid: row.cluster_uid,
      pod: endedPodSchema.parse(JSON.parse(row.pod)),
    }));
  }

  async record({ uid, clusterUid, pod }: StoredEndedPod) {
    await this.#knex<EndedPodRow>('ended_pods')
      .insert({
        uid,
        cluster_uid: clusterUid,
        ended_at: Date.parse(pod.endedAt),
        pod: JSON.stringify(pod),
      })
      .onConflict('uid')
      .ignore();
  }

  async prune(before: Date) {
    await this.#knex<EndedPodRow>('ended_pods')
      .where('ended_at', '<', before.getTime())
      .delete();
  }
}
