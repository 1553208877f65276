import { randomUUID } from 'node:crypto';
import {
  ownershipActions,
  type ConsumerState,
  type OwnershipTransfer,
  type TransferState,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import type {
  LinkChange,
  NewOwnershipEvent,
  OwnershipStore,
} from './OwnershipStore';

interface EventRow {
  position: number;
  uid: string;
  at: number | string;
  person: string;
  action: string;
  team: string | null;
  previous_team: string | null;
  component: string | null;
  reason: string | null;
}

interface TransferRow {
  id: string;
  uid: string;
  pending_uid: string | null;
  kubernetes_cluster: string;
  namespace: string;
  name: string;
  from_team: string;
  to_team: string;
  requested_by: string;
  requested_at: number | string;
  reason: string | null;
  state: string;
}

interface ConsumerRow {
  id: string;
  uid: string;
  component: string;
  team: string;
  state: string;
  decided_by: string | null;
  decided_at: number | string | null;
}

interface DeclinedRow {
  uid: string;
  owner: string;
}

const HISTORY_LIMIT = 200;

const actionSchema = z.enum(ownershipActions);
const transferStateSchema = z.enum([
  'pending',
  'accepted',
  'declined',
  'withdrawn',
  'void',
] satisfies TransferState[]);
const consumerStateSchema = z.enum([
  'requested',
  'granted',
  'declined',
  'revoked',
] satisfies ConsumerState[]);

/** Keeps what was decided about ownership in the plugin's database. */
export class DatabaseOwnershipStore implements OwnershipStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  static create({ knex, now }: { knex: Knex; now: () => Date }) {
    return new DatabaseOwnershipStore(knex, now);
  }

  async link(change: LinkChange, event: NewOwnershipEvent) {
    return this.#knex.transaction(async trx => {
      const done = await this.#setLink(trx, change);
      if (done) {
        await this.#insertEvent(trx, change.uid, event);
      }
      return done;
    });
  }

  async listEvents(uid: string) {
    const rows = await this.#knex<EventRow>('ownership_events')
      .where({ uid })
      .orderBy('position', 'desc')
      .limit(HISTORY_LIMIT);
    return rows.map(row => ({
      id: String(row.position),
      at: toIso(row.at),
      person: row.person,
      action: actionSchema.parse(row.action),
      team: row.team ?? undefined,
      previousTeam: row.previous_team ?? undefined,
      component: row.component ?? undefined,
      reason: row.reason ?? undefined,
    }));
  }

  async declineClaim({ uid, owner }: DeclinedRow, event: NewOwnershipEvent) {
    return this.#knex.transaction(async trx => {
      const inserted = await trx<DeclinedRow>('declined_claims')
        .insert({ uid, owner })
        .onConflict(['uid', 'owner'])
        .ignore()
        .returning('uid');
      if (inserted.length > 0) {
        await this.#insertEvent(trx, uid, event);
      }
      return inserted.length > 0;
    });
  }

  async listDeclinedClaims() {
    return this.#knex<DeclinedRow>('declined_claims').select('uid', 'owner');
  }

  async insertTransfer(
    transfer: Omit<OwnershipTransfer, 'requestedAt' | 'state'>,
    event: NewOwnershipEvent,
  ) {
    return this.#knex.transaction(async trx => {
      const inserted = await trx<TransferRow>('ownership_transfers')
        .insert({
          id: transfer.id,
          uid: transfer.uid,
          pending_uid: transfer.uid,
          kubernetes_cluster: transfer.ref.kubernetesCluster,
          namespace: transfer.ref.namespace,
          name: transfer.ref.name,
          from_team: transfer.from,
          to_team: transfer.to,
          requested_by: transfer.requestedBy,
          requested_at: this.#now().getTime(),
          reason: transfer.reason ?? null,
          state: 'pending',
        })
        .onConflict('pending_uid')
        .ignore()
        .returning('id');
      if (inserted.length > 0) {
        await this.#insertEvent(trx, transfer.uid, event);
      }
      return inserted.length > 0;
    });
  }

  async getTransfer(id: string) {
    const row = await this.#knex<TransferRow>('ownership_transfers')
      .where({ id })
      .first();
    return row && toTransfer(row);
  }

  async listPendingTransfers() {
    const rows = await this.#knex<TransferRow>('ownership_transfers')
      .where({ state: 'pending' })
      .orderBy('requested_at', 'asc');
    return rows.map(toTransfer);
  }

  async endTransfer(
    id: string,
    state: Exclude<TransferState, 'pending'>,
    more: { event?: NewOwnershipEvent; link?: LinkChange },
  ) {
    const { event, link } = more;
    return this.#endingWhen(async trx => {
      const ended = await trx<TransferRow>('ownership_transfers')
        .where({ id, state: 'pending' })
        .update({ state, pending_uid: null })
        .returning('uid');
      const [transfer] = ended;
      if (!transfer || (link && !(await this.#setLink(trx, link)))) {
        return false;
      }
      if (event) {
        await this.#insertEvent(trx, transfer.uid, event);
      }
      return true;
    });
  }

  async noteConsumer(consumer: {
    uid: string;
    component: string;
    team: string;
  }) {
    const inserted = await this.#knex<ConsumerRow>('cluster_consumers')
      .insert({ ...consumer, id: randomUUID(), state: 'requested' })
      .onConflict(['uid', 'component', 'team'])
      .ignore()
      .returning('id');
    return inserted.length > 0;
  }

  async decideOnConsumer(
    decision: Parameters<OwnershipStore['decideOnConsumer']>[0],
    event: NewOwnershipEvent,
  ) {
    const { uid, component, team, from, state, decidedBy } = decision;
    return this.#knex.transaction(async trx => {
      const changed = await trx<ConsumerRow>('cluster_consumers')
        .where({ uid, component, team })
        .whereIn('state', [...from])
        .update({
          state,
          decided_by: decidedBy,
          decided_at: this.#now().getTime(),
        });
      if (changed > 0) {
        await this.#insertEvent(trx, uid, event);
      }
      return changed > 0;
    });
  }

  async listConsumers() {
    const rows = await this.#knex<ConsumerRow>('cluster_consumers').select();
    return rows.map(row => ({
      uid: row.uid,
      component: row.component,
      team: row.team,
      state: consumerStateSchema.parse(row.state),
      decidedBy: row.decided_by ?? undefined,
      decidedAt: row.decided_at === null ? undefined : toIso(row.decided_at),
    }));
  }

  /** Undoes everything when the work says false. */
  async #endingWhen(work: (trx: Knex.Transaction) => Promise<boolean>) {
    const trx = await this.#knex.transaction();
    try {
      const done = await work(trx);
      await (done ? trx.commit() : trx.rollback());
      return done;
    } catch (error) {
      await trx.rollback();
      throw error;
    }
  }

  async #setLink(trx: Knex.Transaction, change: LinkChange): Promise<boolean> {
    const { uid, owner, linkedBy, previous } = change;
    const row = {
      owner,
      linked_by: linkedBy,
      linked_at: this.#now().getTime(),
    };
    if (previous !== undefined) {
      const changed = await trx('owner_links')
        .where({ uid, owner: previous })
        .update(row);
      return changed > 0;
    }
    const inserted = await trx('owner_links')
      .insert({ uid, ...row })
      .onConflict('uid')
      .ignore()
      .returning('uid');
    return inserted.length > 0;
  }

  async #insertEvent(
    trx: Knex.Transaction,
    uid: string,
    event: NewOwnershipEvent,
  ) {
    await trx<EventRow>('ownership_events').insert({
      uid,
      at: this.#now().getTime(),
      person: event.person,
      action: event.action,
      team: event.team ?? null,
      previous_team: event.previousTeam ?? null,
      component: event.component ?? null,
      reason: event.reason ?? null,
    });
  }
}

function toTransfer(row: TransferRow): OwnershipTransfer {
  return {
    id: row.id,
    ref: {
      kubernetesCluster: row.kubernetes_cluster,
      namespace: row.namespace,
      name: row.name,
    },
    uid: row.uid,
    from: row.from_team,
    to: row.to_team,
    requestedBy: row.requested_by,
    requestedAt: toIso(row.requested_at),
    reason: row.reason ?? undefined,
    state: transferStateSchema.parse(row.state),
  };
}

function toIso(milliseconds: number | string): string {
  return new Date(Number(milliseconds)).toISOString();
}
