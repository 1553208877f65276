import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ClaimsInput,
  ClaimsResponse,
  ClusterConsumer,
  ClusterDetail,
  ClusterOwnershipResponse,
  ClusterRef,
  ComponentRelationResponse,
  ConsumerDecision,
  ConsumerInput,
  LinkOwnerInput,
  OperationAllowance,
  OwnershipAction,
  OwnershipEvent,
  OwnershipInboxResponse,
  OwnershipOperationId,
  OwnershipTransfer,
  TransferAnswer,
  TransferInput,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { formatClusterRef } from '../clusterRef';

const decided = {
  grant: { state: 'granted', action: 'consumer-granted' },
  decline: { state: 'declined', action: 'consumer-declined' },
  revoke: { state: 'revoked', action: 'consumer-revoked' },
} as const;

const answered = {
  accept: { state: 'accepted', action: 'transfer-accepted' },
  decline: { state: 'declined', action: 'transfer-declined' },
  withdraw: { state: 'withdrawn', action: 'transfer-withdrawn' },
} as const;

const notAllowed: OperationAllowance = {
  allowed: false,
  reason: { code: 'not-allowed', params: {} },
};

/**
 * Ownership in memory: who asks is `person` with `teams`, what they may is
 * `operations`. Change anything and ask again.
 *
 * @public
 */
export class FakeOwnership {
  person = 'user:default/dana';
  teams: readonly string[] = ['group:default/orders'];
  operations: Readonly<Record<OwnershipOperationId, OperationAllowance>> = {
    link: { allowed: true },
    transfer: { allowed: true },
    'decide-on-consumers': { allowed: true },
  };
  transfers: OwnershipTransfer[] = [];
  /** By formatted ClusterRef. */
  consumers: Record<string, readonly ClusterConsumer[]> = {};
  /** By formatted ClusterRef, newest first. */
  history: Record<string, readonly OwnershipEvent[]> = {};
  /** By entity ref of the component. */
  components: Record<string, ComponentRelationResponse> = {};
  /** How clusters are found and changed. */
  readonly #clusters: {
    readonly list: () => readonly ClusterDetail[];
    readonly change: (cluster: ClusterDetail) => void;
  };
  #sequence = 0;

  constructor(clusters: {
    readonly list: () => readonly ClusterDetail[];
    readonly change: (cluster: ClusterDetail) => void;
  }) {
    this.#clusters = clusters;
  }

  get(ref: ClusterRef): ClusterOwnershipResponse {
    const { relation, ownership } = this.#find(ref);
    const key = formatClusterRef(ref);
    const isConsumer = relation === 'consumer';
    return {
      relation,
      ownership,
      transfer: isConsumer ? undefined : this.#pendingOf(ref),
      consumers: (this.consumers[key] ?? []).filter(
        ({ team }) => !isConsumer || this.teams.includes(team),
      ),
      history: isConsumer ? [] : this.history[key] ?? [],
      operations: isConsumer
        ? {
            link: notAllowed,
            transfer: notAllowed,
            'decide-on-consumers': notAllowed,
          }
        : this.operations,
    };
  }

  link(ref: ClusterRef, { owner, reason }: LinkOwnerInput) {
    const cluster = this.#find(ref);
    if (cluster.ownership.state === 'owned') {
      throw new ConflictError(`It belongs to ${cluster.ownership.owner}`);
    }
    this.#setOwner(cluster, owner);
    this.#record(ref, 'linked', { team: owner, reason });
    return this.get(ref);
  }

  offer(ref: ClusterRef, { to, reason }: TransferInput): OwnershipTransfer {
    const { uid, ownership } = this.#find(ref);
    if (this.#pendingOf(ref) || ownership.state !== 'owned') {
      throw new ConflictError('A transfer waits for an answer already');
    }
    const transfer: OwnershipTransfer = {
      id: `transfer-${(this.#sequence += 1)}`,
      ref,
      uid,
      from: ownership.owner,
      to,
      requestedBy: this.person,
      requestedAt: '2026-01-01T00:00:00Z',
      reason,
      state: 'pending',
    };
    this.transfers = [...this.transfers, transfer];
    this.#record(ref, 'transfer-requested', { team: to, reason });
    return transfer;
  }

  answer(id: string, answer: TransferAnswer): OwnershipTransfer {
    const transfer = this.transfers.find(other => other.id === id);
    if (!transfer) {
      throw new NotFoundError(`There is no transfer ${id}`);
    }
    if (transfer.state !== 'pending') {
      throw new ConflictError('The transfer was answered already');
    }
    const { state, action } = answered[answer];
    const changed = { ...transfer, state };
    this.transfers = this.transfers.map(other =>
      other.id === id ? changed : other,
    );
    if (answer === 'accept') {
      this.#setOwner(this.#find(transfer.ref), transfer.to);
    }
    this.#record(transfer.ref, action, { team: transfer.to });
    return changed;
  }

  inbox(): OwnershipInboxResponse {
    const clusters = this.#clusters.list();
    return {
      transfers: this.transfers
        .filter(
          ({ state, from, to }) =>
            state === 'pending' &&
            (this.teams.includes(from) || this.teams.includes(to)),
        )
        .map(transfer => ({
          ...transfer,
          answers: [
            ...(this.teams.includes(transfer.to)
              ? (['accept', 'decline'] as const)
              : []),
            ...(this.teams.includes(transfer.from)
              ? (['withdraw'] as const)
              : []),
          ],
        })),
      consumers: clusters
        .filter(
          ({ ownership }) =>
            ownership.state === 'owned' && this.teams.includes(ownership.owner),
        )
        .flatMap(({ ref }) =>
          (this.consumers[formatClusterRef(ref)] ?? [])
            .filter(({ state }) => state === 'requested')
            .map(consumer => ({ ref, consumer })),
        ),
      claims: clusters
        .filter(({ relation }) => relation === 'platform')
        .flatMap(({ ref, uid, ownership }) =>
          ownership.state === 'unowned'
            ? ownership.claims.map(owner => ({ ref, uid, owner }))
            : [],
        ),
    };
  }

  answerClaims({ answer, claims }: ClaimsInput): ClaimsResponse {
    const refused: ClaimsResponse['refused'][number][] = [];
    for (const { cluster: key, uid, owner } of claims) {
      const cluster = this.#clusters
        .list()
        .find(other => formatClusterRef(other.ref) === key);
      if (!cluster || cluster.ownership.state === 'owned') {
        const [kubernetesCluster, namespace, name] = key.split('/');
        const ref = { kubernetesCluster, namespace, name };
        const code = cluster ? 'owned' : 'absent';
        refused.push({ claim: { ref, uid, owner }, code });
      } else if (answer === 'accept') {
        this.#setOwner(cluster, owner);
        this.#record(cluster.ref, 'claim-accepted', { team: owner });
      } else {
        this.#clusters.change({
          ...cluster,
          ownership: { state: 'unowned', claims: [] },
        });
        this.#record(cluster.ref, 'claim-declined', { team: owner });
      }
    }
    return { done: claims.length - refused.length, refused };
  }

  decide(
    ref: ClusterRef,
    decision: ConsumerDecision,
    { component, team }: ConsumerInput,
  ): ClusterOwnershipResponse {
    this.#find(ref);
    const key = formatClusterRef(ref);
    const { state, action } = decided[decision];
    this.consumers[key] = (this.consumers[key] ?? []).map(consumer =>
      consumer.component === component
        ? {
            ...consumer,
            state,
            decidedBy: this.person,
            decidedAt: '2026-01-01T00:00:00Z',
          }
        : consumer,
    );
    this.#record(ref, action, { component, team });
    return this.get(ref);
  }

  relationOf(component: string): ComponentRelationResponse {
    const relation = this.components[component];
    if (!relation) {
      throw new NotFoundError(`${component} names no cluster`);
    }
    return relation;
  }

  #find(ref: ClusterRef): ClusterDetail {
    const key = formatClusterRef(ref);
    const cluster = this.#clusters
      .list()
      .find(other => formatClusterRef(other.ref) === key);
    if (!cluster) {
      throw new NotFoundError(`There is no cluster ${key}`);
    }
    return cluster;
  }

  #pendingOf(ref: ClusterRef) {
    const key = formatClusterRef(ref);
    return this.transfers.find(
      other => other.state === 'pending' && formatClusterRef(other.ref) === key,
    );
  }

  #setOwner(cluster: ClusterDetail, owner: string) {
    this.#clusters.change({
      ...cluster,
      ownership: { state: 'owned', owner, source: 'link' },
    });
  }

  #record(
    ref: ClusterRef,
    action: OwnershipAction,
    more: Partial<OwnershipEvent>,
  ) {
    const key = formatClusterRef(ref);
    const event: OwnershipEvent = {
      id: `event-${(this.#sequence += 1)}`,
      at: '2026-01-01T00:00:00Z',
      person: this.person,
      action,
      ...more,
    };
    this.history[key] = [event, ...(this.history[key] ?? [])];
  }
}
