import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  claimsSchema,
  clusterLinkPermission,
  formatClusterRef,
  linkOwnerSchema,
  parseClusterRef,
  type ClaimsInput,
  type ClaimsResponse,
  type ClusterRef,
  type LinkOwnerInput,
  type MirrorState,
  type OwnershipAction,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OwnershipStore } from '../../store/OwnershipStore';
import { audited } from '../audited';
import type { Authorizer } from '../Authorizer';
import type { ClusterInventory, InventoryCluster } from '../ClusterInventory';
import { toPermissionResource, type FleetService } from '../FleetService';
import { readTeam } from '../NamespaceTeams';
import type { OwnerLinks } from '../OwnerLinks';
import type { CatalogReader } from './CatalogReader';
import type { OwnerMirror } from './OwnerMirror';
import { requireOperable } from './requireOperable';

/** What the service of ownership works with. */
export interface OwnershipServiceOptions {
  readonly auditor: AuditorService;
  readonly authorizer: Authorizer;
  readonly catalog: CatalogReader;
  readonly fleet: FleetService;
  readonly inventory: ClusterInventory;
  readonly links: OwnerLinks;
  readonly mirror: OwnerMirror;
  readonly store: OwnershipStore;
}

type Refusal = ClaimsResponse['refused'][number];

/** Links of clusters to teams, and claims. For every door. */
export class OwnershipService {
  readonly #options: OwnershipServiceOptions;

  private constructor(options: OwnershipServiceOptions) {
    this.#options = options;
  }

  static create(options: OwnershipServiceOptions) {
    return new OwnershipService(options);
  }

  /**
   * Links a cluster that nobody owns to a team.
   *
   * @returns how the annotation of the custom resource fares
   * @throws NotFoundError when the person may not read it, NotAllowedError when they may not link, InputError for a team that the catalog has not, ConflictError when it has an owner
   */
  async linkOwner(
    ref: ClusterRef,
    input: LinkOwnerInput,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<MirrorState> {
    const { authorizer, catalog } = this.#options;
    const { owner: wanted, reason, uid } = linkOwnerSchema.parse(input);
    const cluster = await requireOperable(
      ref,
      { permission: clusterLinkPermission, credentials, uid },
      this.#options,
    );
    const { userEntityRef } = await authorizer.getPerson(credentials);
    requireUnowned(cluster);
    const owner = await catalog.requireTeam(wanted);
    return this.#link(cluster, {
      owner,
      reason,
      person: userEntityRef,
      action: 'linked',
    });
  }

  /**
   * Accepts or declines claims, each on its own: one that cannot be answered
   * keeps no other from it.
   *
   * @throws NotAllowedError for whoever may link nothing
   */
  async answerClaims(
    input: ClaimsInput,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ClaimsResponse> {
    const { authorizer } = this.#options;
    const { answer, claims } = claimsSchema.parse(input);
    const person = await authorizer.getPerson(credentials);
    const [read, link] = await Promise.all([
      authorizer.getReadAccess(credentials),
      authorizer.getClusterAccess(clusterLinkPermission, credentials),
    ]);
    if (link.denied) {
      throw new NotAllowedError('You may not answer claims');
    }
    const mayAnswer = (cluster: InventoryCluster) => {
      const resource = toPermissionResource(cluster);
      return read.allows(resource) && link.allows(resource);
    };
    const refused: Refusal[] = [];
    for (const { cluster: text, uid, owner } of claims) {
      const claim = { ref: parseClusterRef(text), uid, owner };
      const code = await this.#answerClaim(claim, {
        answer,
        mayAnswer,
        person: person.userEntityRef,
      });
      if (code) {
        refused.push({ claim, code });
      }
    }
    return { done: claims.length - refused.length, refused };
  }

  async #answerClaim(
    { ref, uid, owner: text }: Refusal['claim'],
    how: {
      readonly answer: ClaimsInput['answer'];
      readonly mayAnswer: (cluster: InventoryCluster) => boolean;
      readonly person: string;
    },
  ): Promise<Refusal['code'] | undefined> {
    const { inventory, catalog } = this.#options;
    const cluster = inventory.find(ref);
    if (cluster?.uid !== uid || !how.mayAnswer(cluster)) {
      return 'absent';
    }
    const { ownership } = cluster;
    if (ownership.state === 'owned') {
      return 'owned';
    }
    const owner = readTeam(text);
    if (owner === undefined || !ownership.claims.includes(owner)) {
      return 'not-claimed';
    }
    if (how.answer === 'decline') {
      return this.#declineClaim(cluster, owner, how.person);
    }
    try {
      await catalog.requireTeam(owner);
      await this.#link(cluster, {
        owner,
        person: how.person,
        action: 'claim-accepted',
      });
      return undefined;
    } catch (error) {
      if (InputError.is(error)) {
        return 'unknown-team';
      }
      if (ConflictError.is(error)) {
        return 'owned';
      }
      throw error;
    }
  }

  async #declineClaim(
    { ref, uid }: InventoryCluster,
    owner: string,
    person: string,
  ): Promise<Refusal['code'] | undefined> {
    const { auditor, links, inventory, store } = this.#options;
    const done = await audited(
      auditor,
      {
        eventId: 'cluster-ownership',
        actionType: 'decline-claim',
        person,
        meta: { cluster: formatClusterRef(ref), uid, owner },
      },
      () =>
        store.declineClaim(
          { uid, owner },
          { person, action: 'claim-declined', team: owner },
        ),
    );
    await links.refresh();
    inventory.touch();
    return done ? undefined : 'not-claimed';
  }

  /** Records first, then shows, then copies: what is not recorded is nowhere. */
  async #link(
    cluster: InventoryCluster,
    what: {
      readonly owner: string;
      readonly person: string;
      readonly action: OwnershipAction;
      readonly reason?: string;
    },
  ): Promise<MirrorState> {
    const { auditor, links, inventory, store, mirror } = this.#options;
    const { owner, person, action, reason } = what;
    const { ref, uid } = cluster;
    await audited(
      auditor,
      {
        eventId: 'cluster-ownership',
        actionType: action === 'linked' ? 'link' : 'accept-claim',
        person,
        meta: { cluster: formatClusterRef(ref), uid, owner },
      },
      async () => {
        // A link to a team that the catalog has no more stands in the way of nobody.
        const previous = links.find(uid);
        const done = await store.link(
          { uid, owner, linkedBy: person, previous },
          { person, action, team: owner, previousTeam: previous, reason },
        );
        if (!done) {
          throw new ConflictError(
            `Somebody linked cluster ${formatClusterRef(ref)} already`,
          );
        }
      },
    ).finally(() => links.refresh());
    inventory.touch();
    return mirror.write(cluster, owner);
  }
}

function requireUnowned({ ref, ownership }: InventoryCluster) {
  if (ownership.state === 'owned') {
    throw new ConflictError(
      `Cluster ${formatClusterRef(ref)} belongs to ${
        ownership.owner
      }; its owner can transfer it`,
    );
  }
}
