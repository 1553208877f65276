import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  clusterTransferPermission,
  formatClusterRef,
  transferSchema,
  type ClusterRef,
  type OwnershipTransfer,
  type TransferAnswer,
  type TransferInput,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OwnershipStore } from '../../store/OwnershipStore';
import { audited } from '../audited';
import type { Authorizer, Person } from '../Authorizer';
import type { ClusterInventory } from '../ClusterInventory';
import type { FleetService } from '../FleetService';
import type { OwnerLinks } from '../OwnerLinks';
import type { CatalogReader } from './CatalogReader';
import { requireOperable } from './requireOperable';
import type { OwnerMirror } from './OwnerMirror';
import type { OwnershipNotifier } from './OwnershipNotifier';
import type { OpenTransfer, Transfers } from './Transfers';

/** What the service of transfers works with. */
export interface TransferServiceOptions {
  readonly auditor: AuditorService;
  readonly authorizer: Authorizer;
  readonly catalog: CatalogReader;
  readonly fleet: FleetService;
  readonly inventory: ClusterInventory;
  readonly links: OwnerLinks;
  readonly mirror: OwnerMirror;
  readonly notifier: OwnershipNotifier;
  readonly store: OwnershipStore;
  readonly transfers: Transfers;
}

const outcomes = {
  accept: { state: 'accepted', action: 'transfer-accepted' },
  decline: { state: 'declined', action: 'transfer-declined' },
  withdraw: { state: 'withdrawn', action: 'transfer-withdrawn' },
} as const;

/** Clusters that change hands: the owner offers, the receiving team answers. For every door. */
export class TransferService {
  readonly #options: TransferServiceOptions;

  private constructor(options: TransferServiceOptions) {
    this.#options = options;
  }

  static create(options: TransferServiceOptions) {
    return new TransferService(options);
  }

  /**
   * Offers the cluster to another team.
   *
   * @throws NotFoundError when the person may not read it, NotAllowedError when they may not give it away, InputError for a team that cannot receive it, ConflictError while an offer waits
   */
  async offerTransfer(
    ref: ClusterRef,
    input: TransferInput,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<OwnershipTransfer> {
    const { auditor, authorizer, catalog, store, notifier, inventory } =
      this.#options;
    const { to: receiver, reason, uid } = transferSchema.parse(input);
    const cluster = await requireOperable(
      ref,
      { permission: clusterTransferPermission, credentials, uid },
      this.#options,
    );
    const { userEntityRef } = await authorizer.getPerson(credentials);
    const from = requireOwner(cluster.ownership);
    const to = await catalog.requireTeam(receiver);
    if (to === from) {
      throw new InputError(`${to} owns the cluster already`);
    }
    await this.#options.transfers.findPending(cluster);
    const id = randomUUID();
    return audited(
      auditor,
      {
        eventId: 'cluster-ownership',
        actionType: 'offer-transfer',
        person: userEntityRef,
        meta: { cluster: formatClusterRef(ref), uid: cluster.uid, from, to },
      },
      async () => {
        const inserted = await store.insertTransfer(
          {
            id,
            ref,
            uid: cluster.uid,
            from,
            to,
            requestedBy: userEntityRef,
            reason,
          },
          {
            person: userEntityRef,
            action: 'transfer-requested',
            team: to,
            previousTeam: from,
            reason,
          },
        );
        if (!inserted) {
          throw new ConflictError(
            'A transfer of the cluster waits for an answer already',
          );
        }
        const transfer = await this.#require(id);
        inventory.touch();
        await notifier.notifyOffered(transfer);
        return transfer;
      },
    );
  }

  /**
   * Accepts or declines as the receiving team, or withdraws as the owner.
   *
   * @throws NotFoundError for whoever is of neither side, NotAllowedError for an answer of the other side, ConflictError when it does not wait any more
   */
  async answerTransfer(
    id: string,
    answer: TransferAnswer,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<OwnershipTransfer> {
    const { authorizer, auditor, transfers, inventory } = this.#options;
    const person = await authorizer.getPerson(credentials);
    const transfer = await this.#require(id);
    const open = await transfers.open(transfer, person, credentials);
    if (!open) {
      throw notFound(id);
    }
    if (transfer.state !== 'pending' || !(await transfers.settle(transfer))) {
      throw notPending();
    }
    if (!open.answers.includes(answer)) {
      throw new NotAllowedError('The other team has to answer so');
    }
    return audited(
      auditor,
      {
        eventId: 'cluster-ownership',
        actionType: `${answer}-transfer`,
        person: person.userEntityRef,
        meta: {
          transfer: id,
          cluster: formatClusterRef(transfer.ref),
          uid: transfer.uid,
          from: transfer.from,
          to: transfer.to,
        },
      },
      async () => {
        await this.#end(open, answer, person);
        inventory.touch();
        return this.#require(id);
      },
    );
  }

  async #end(
    { transfer, cluster }: OpenTransfer,
    answer: TransferAnswer,
    { userEntityRef }: Person,
  ) {
    const { store, links, mirror, notifier, catalog } = this.#options;
    const { id, uid, from, to } = transfer;
    const { state, action } = outcomes[answer];
    if (answer === 'accept') {
      await catalog.requireTeam(to);
      // Another replica may have changed it since.
      await links.refresh();
    }
    const ended = await store.endTransfer(id, state, {
      event: {
        person: userEntityRef,
        action,
        team: to,
        previousTeam: from,
      },
      link:
        answer === 'accept'
          ? {
              uid,
              owner: to,
              linkedBy: userEntityRef,
              previous: expectLink(links.find(uid), from),
            }
          : undefined,
    });
    if (!ended) {
      throw notPending();
    }
    if (answer === 'accept') {
      await links.refresh();
      if (cluster) {
        await mirror.write(cluster, to);
      }
    }
    await notifier.notifyAnswered(transfer, state);
  }

  async #require(id: string): Promise<OwnershipTransfer> {
    const transfer = await this.#options.store.getTransfer(id);
    if (!transfer) {
      throw notFound(id);
    }
    return transfer;
  }
}

function requireOwner(ownership: {
  readonly state: string;
  readonly owner?: string;
}): string {
  if (ownership.owner === undefined) {
    throw new ConflictError('Nobody owns the cluster: it can be linked');
  }
  return ownership.owner;
}

/** A link of somebody else by now is told by the store; where there is none, the owner came by the namespace or a rule. */
function expectLink(
  link: string | undefined,
  from: string,
): string | undefined {
  return link === undefined ? undefined : from;
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(`There is no transfer ${id}`);
}

function notPending(): ConflictError {
  return new ConflictError(
    'The transfer does not wait any more: it was answered, or the cluster is another by now',
  );
}
