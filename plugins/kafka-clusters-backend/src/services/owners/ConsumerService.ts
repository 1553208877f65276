import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  clusterGrantPermission,
  consumerSchema,
  formatClusterRef,
  type ClusterRef,
  type ConsumerDecision,
  type ConsumerInput,
  type ConsumerState,
  type OwnershipAction,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OwnershipStore } from '../../store/OwnershipStore';
import { audited } from '../audited';
import type { Authorizer } from '../Authorizer';
import type { ClusterInventory, InventoryCluster } from '../ClusterInventory';
import type { FleetService } from '../FleetService';
import type { OwnerLinks } from '../OwnerLinks';
import { readTeam } from '../NamespaceTeams';
import type { CatalogFacts } from './CatalogFacts';
import type { CatalogReader } from './CatalogReader';
import type { Consumers } from './Consumers';
import type { OwnershipNotifier } from './OwnershipNotifier';
import { requireOperable } from './requireOperable';

/** What the service of consumers works with. */
export interface ConsumerServiceOptions {
  readonly auditor: AuditorService;
  readonly authorizer: Authorizer;
  readonly catalog: CatalogReader;
  readonly consumers: Consumers;
  readonly facts: CatalogFacts;
  readonly fleet: FleetService;
  readonly inventory: ClusterInventory;
  readonly links: OwnerLinks;
  readonly notifier: OwnershipNotifier;
  readonly store: OwnershipStore;
}

const outcomes: Record<
  ConsumerDecision,
  {
    readonly from: readonly ConsumerState[];
    readonly state: ConsumerState;
    readonly action: OwnershipAction;
  }
> = {
  grant: {
    from: ['requested', 'declined', 'revoked'],
    state: 'granted',
    action: 'consumer-granted',
  },
  decline: {
    from: ['requested'],
    state: 'declined',
    action: 'consumer-declined',
  },
  revoke: { from: ['granted'], state: 'revoked', action: 'consumer-revoked' },
};

/** Decisions of owners on components that use their clusters. For every door. */
export class ConsumerService {
  readonly #options: ConsumerServiceOptions;

  private constructor(options: ConsumerServiceOptions) {
    this.#options = options;
  }

  static create(options: ConsumerServiceOptions) {
    return new ConsumerService(options);
  }

  /**
   * Grants, declines or revokes. A grant needs that the component names the
   * cluster and belongs to the team at this moment, whatever a page showed.
   *
   * @throws NotFoundError when the person may not read the cluster, NotAllowedError when it is not theirs to decide, ConflictError when it is not as it was shown
   */
  async decideOnConsumer(
    ref: ClusterRef,
    decision: ConsumerDecision,
    input: ConsumerInput,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<void> {
    const { auditor, authorizer, facts, links, inventory } = this.#options;
    const { component, uid, ...rest } = consumerSchema.parse(input);
    const team = readTeam(rest.team) ?? rest.team;
    const cluster = await requireOperable(
      ref,
      { permission: clusterGrantPermission, credentials, uid },
      this.#options,
    );
    const { userEntityRef } = await authorizer.getPerson(credentials);
    if (decision !== 'revoke') {
      await this.#requireRequest(cluster, component, team);
    }
    await audited(
      auditor,
      {
        eventId: 'cluster-ownership',
        actionType: `${decision}-consumer`,
        person: userEntityRef,
        meta: {
          cluster: formatClusterRef(ref),
          uid: cluster.uid,
          component,
          team,
        },
      },
      () => this.#decide(cluster, decision, { component, team }, userEntityRef),
    );
    await Promise.all([links.refresh(), facts.refresh()]);
    inventory.touch();
  }

  /** Tells owners of requests that nobody told them of; once, whichever replica sees them first. */
  async tellOfRequests(): Promise<void> {
    const { inventory, consumers, links, store, notifier } = this.#options;
    for (const cluster of inventory.list()) {
      const { uid, ref, ownership } = cluster;
      const asking = consumers
        .list(cluster)
        .filter(
          ({ component, team, state }) =>
            state === 'requested' && !links.findConsumer(uid, component, team),
        );
      for (const { component, team } of asking) {
        if (
          ownership.state === 'owned' &&
          (await store.noteConsumer({ uid, component, team }))
        ) {
          await notifier.notifyRequested(ref, ownership.owner, {
            component,
            team,
          });
        }
      }
    }
  }

  async #requireRequest(
    { ref }: InventoryCluster,
    component: string,
    team: string,
  ) {
    const named = await this.#options.catalog.findComponent(component);
    if (
      named?.component !== component ||
      named.cluster !== formatClusterRef(ref) ||
      named.team !== team
    ) {
      throw new ConflictError(
        `${component} of ${team} does not ask for the cluster any more`,
      );
    }
  }

  async #decide(
    { ref, uid, ownership }: InventoryCluster,
    decision: ConsumerDecision,
    { component, team }: { component: string; team: string },
    person: string,
  ) {
    const { store, notifier } = this.#options;
    const { from, state, action } = outcomes[decision];
    if (ownership.state === 'owned' && ownership.owner === team) {
      throw new ConflictError(`${team} owns the cluster`);
    }
    if (decision !== 'revoke') {
      await store.noteConsumer({ uid, component, team });
    }
    const decided = await store.decideOnConsumer(
      { uid, component, team, from, state, decidedBy: person },
      { person, action, team, component },
    );
    if (!decided) {
      throw new ConflictError('Somebody decided on it already');
    }
    await notifier.notifyDecided(ref, { component, team, state });
  }
}
