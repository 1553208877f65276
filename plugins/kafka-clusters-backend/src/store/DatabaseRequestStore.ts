import { ConflictError } from '@backstage/errors';
import {
  clusterRequestSchema,
  requestStates,
  type ClusterRef,
  type RequestState,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import type {
  RequestChange,
  RequestStore,
  StoredRequest,
} from './RequestStore';

interface RequestRow {
  id: string;
  kubernetes_cluster: string;
  namespace: string;
  name: string;
  owner: string;
  requested_by: string;
  idempotency_key: string;
  input: string;
  zones: string;
  state: string;
  steps: string;
  failure: string | null;
  undo: boolean | number;
  lease_holder: string | null;
  // PostgreSQL gives bigint as text.
  lease_until: number | string | null;
  progress_key: string | null;
  progress_at: number | string | null;
  created_at: number | string;
  updated_at: number | string;
}

const stepsSchema = z.array(
  z.object({
    id: z.enum(['zookeeper-cluster', 'kafka-cluster']),
    kind: z.string(),
    name: z.string(),
    state: z.enum(['waiting', 'done', 'failed', 'undone']),
    uid: z.string().optional(),
  }),
);

const failureSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Keeps requests in the plugin's database, SQLite or PostgreSQL. */
export class DatabaseRequestStore implements RequestStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  static create({ knex, now }: { knex: Knex; now: () => Date }) {
    return new DatabaseRequestStore(knex, now);
  }

  async insert(
    request: Omit<StoredRequest, 'createdAt' | 'updatedAt' | 'undo'>,
  ) {
    const now = this.#now().getTime();
    await this.#knex<RequestRow>('requests')
      .insert({
        id: request.id,
        kubernetes_cluster: request.ref.kubernetesCluster,
        namespace: request.ref.namespace,
        name: request.ref.name,
        owner: request.owner,
        requested_by: request.requestedBy,
        idempotency_key: request.idempotencyKey,
        input: JSON.stringify(request.input),
        zones: JSON.stringify(request.zones),
        state: request.state,
        steps: JSON.stringify(request.steps),
        undo: false,
        progress_at: now,
        created_at: now,
        updated_at: now,
      })
      .onConflict(['requested_by', 'idempotency_key'])
      .ignore();
    const stored = await this.findByKey(
      request.requestedBy,
      request.idempotencyKey,
    );
    if (!stored) {
      throw new ConflictError(`Request ${request.id} could not be recorded`);
    }
    return { request: stored, isNew: stored.id === request.id };
  }

  async get(id: string) {
    return toRequest(
      await this.#knex<RequestRow>('requests').where({ id }).first(),
    );
  }

  async findByKey(requestedBy: string, idempotencyKey: string) {
    return toRequest(
      await this.#knex<RequestRow>('requests')
        .where({ requested_by: requestedBy, idempotency_key: idempotencyKey })
        .first(),
    );
  }

  async listByRef(ref: ClusterRef) {
    const rows = await this.#knex<RequestRow>('requests')
      .where({
        kubernetes_cluster: ref.kubernetesCluster,
        namespace: ref.namespace,
        name: ref.name,
      })
      .orderBy('created_at', 'desc')
      .limit(20);
    return rows.map(row => toRequest(row));
  }

  async listOpen(states: readonly RequestState[]) {
    const rows = await this.#knex<RequestRow>('requests')
      .whereIn('state', [...states])
      .orWhere('undo', true)
      .orderBy('created_at', 'asc');
    return rows.map(row => toRequest(row));
  }

  async listFailed(after: Date) {
    const rows = await this.#knex<RequestRow>('requests')
      .where({ state: 'failed' })
      .andWhere('updated_at', '>', after.getTime())
      .orderBy('created_at', 'asc');
    return rows.map(row => toRequest(row));
  }

  async update(
    id: string,
    from: readonly RequestState[],
    change: RequestChange,
  ) {
    const now = this.#now().getTime();
    const changed = await this.#knex<RequestRow>('requests')
      .where({ id })
      .whereIn('state', [...from])
      .update({
        updated_at: now,
        ...(change.state ? { state: change.state } : {}),
        ...(change.steps ? { steps: JSON.stringify(change.steps) } : {}),
        ...(change.undo === undefined ? {} : { undo: change.undo }),
        ...(change.failure === undefined
          ? {}
          : {
              failure:
                change.failure === 'none'
                  ? null
                  : JSON.stringify(change.failure),
            }),
        ...(change.progressKey === undefined
          ? {}
          : { progress_key: change.progressKey, progress_at: now }),
      });
    return changed ? this.get(id) : undefined;
  }

  async claim(id: string, holder: string, milliseconds: number) {
    const now = this.#now().getTime();
    const changed = await this.#knex<RequestRow>('requests')
      .where({ id })
      .andWhere(free =>
        free
          .whereNull('lease_holder')
          .orWhere('lease_holder', holder)
          .orWhere('lease_until', '<', now),
      )
      .update({ lease_holder: holder, lease_until: now + milliseconds });
    return changed > 0;
  }

  async release(id: string, holder: string) {
    await this.#knex<RequestRow>('requests')
      .where({ id, lease_holder: holder })
      .update({ lease_holder: null, lease_until: null });
  }
}

function toRequest(row: RequestRow): StoredRequest;
function toRequest(row: RequestRow | undefined): StoredRequest | undefined;
function toRequest(row: RequestRow | undefined): StoredRequest | undefined {
  if (!row) {
    return undefined;
  }
  return {
    id: row.id,
    ref: {
      kubernetesCluster: row.kubernetes_cluster,
      namespace: row.namespace,
      name: row.name,
    },
    owner: row.owner,
    requestedBy: row.requested_by,
    idempotencyKey: row.idempotency_key,
    input: clusterRequestSchema.parse(JSON.parse(row.input)),
    zones: z.array(z.string()).parse(JSON.parse(row.zones)),
    state: z.enum(requestStates).parse(row.state),
    steps: stepsSchema.parse(JSON.parse(row.steps)),
    failure: row.failure
      ? failureSchema.parse(JSON.parse(row.failure))
      : undefined,
    undo: Boolean(row.undo),
    progressKey: row.progress_key ?? undefined,
    progressAt: row.progress_at === null ? undefined : toIso(row.progress_at),
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
  };
}

function toIso(milliseconds: number | string): string {
  return new Date(Number(milliseconds)).toISOString();
}
