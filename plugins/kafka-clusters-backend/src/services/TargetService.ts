import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Target,
  TargetsResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  canProvision,
  type KubernetesObjects,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway } from '../kubernetes';
import type { Access, Authorizer, Person } from './Authorizer';
import type { ClusterInventory } from './ClusterInventory';
import type { NamespaceTeams, ServedNamespace } from './NamespaceTeams';
import { buildFootprint, nothingRequested } from './quota';
import { listSourceProblems } from './sources';
import { listStorageClasses } from './storageClasses';
import { listZones } from './zones';

/** What the service of targets works with. */
export interface TargetServiceOptions {
  readonly authorizer: Authorizer;
  readonly gateway: KubernetesGateway;
  readonly inventory: ClusterInventory;
  readonly namespaceTeams: NamespaceTeams;
  readonly adapters: readonly OperatorAdapter[];
}

/** Where people may create clusters. */
export class TargetService {
  readonly #options: TargetServiceOptions;

  private constructor(options: TargetServiceOptions) {
    this.#options = options;
  }

  static create(options: TargetServiceOptions) {
    return new TargetService(options);
  }

  /** Targets that the person may use, none for those who may not create at all. */
  async listTargets({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<TargetsResponse> {
    const { authorizer, namespaceTeams, gateway, adapters } = this.#options;
    const [mayCreate, access, person] = await Promise.all([
      authorizer.mayCreate(credentials),
      authorizer.getTargetAccess(credentials),
      authorizer.getPerson(credentials),
    ]);
    const served = mayCreate
      ? namespaceTeams.list().filter(namespace => access.allows(namespace))
      : [];
    return {
      items: served
        .map(namespace => this.#toTarget(namespace, access, person))
        .sort((a, b) => (toKey(a) < toKey(b) ? -1 : 1)),
      problems: listSourceProblems(gateway, adapters),
    };
  }

  #toTarget(
    { kubernetesCluster, namespace, teams }: ServedNamespace,
    access: Access<ServedNamespace>,
    person: Person,
  ): Target {
    const { gateway, inventory, adapters } = this.#options;
    const objects = inventory.objectsOf(kubernetesCluster);
    const status = gateway
      .listKubernetesClusters()
      .find(({ name }) => name === kubernetesCluster);
    return {
      kubernetesCluster,
      kubernetesClusterTitle: status?.title ?? kubernetesCluster,
      namespace,
      teams: listOwnTeams(teams, access, person),
      storageClasses: listStorageClasses(objects),
      zones: listZones(objects)
        .map(({ name }) => name)
        .filter(name => name !== ''),
      operator: readOperator(adapters, objects),
      footprint: buildFootprint(objects, namespace, nothingRequested),
    };
  }
}

/** The teams that the person may pick as owner: their own, or all for whom the policy sets no condition. */
export function listOwnTeams(
  teams: readonly string[],
  access: Access<ServedNamespace>,
  person: Person,
): readonly string[] {
  return access.unconditional
    ? teams
    : teams.filter(team => person.ownershipEntityRefs.includes(team));
}

function toKey({ kubernetesCluster, namespace }: Target): string {
  return `${kubernetesCluster}/${namespace}`;
}

function readOperator(
  adapters: readonly OperatorAdapter[],
  objects: KubernetesObjects,
): Target['operator'] {
  // An operator whose clusters are only read is none to create with.
  const presences = adapters
    .filter(canProvision)
    .map(adapter => adapter.detect(objects));
  const present = presences.find(({ installed }) => installed);
  return { installed: present !== undefined, version: present?.version };
}
