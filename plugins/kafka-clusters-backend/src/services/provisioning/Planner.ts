import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  REQUEST_ANNOTATION,
  type ClusterPlan,
  type ClusterRequest,
  type PlanFinding,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type ClusterImages,
  type ProvisioningAdapter,
  type RenderedCluster,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { stringify } from 'yaml';
import type { KubernetesGateway } from '../../kubernetes';
import type { Authorizer } from '../Authorizer';
import type { ClusterInventory } from '../ClusterInventory';
import { readTeam, type NamespaceTeams } from '../NamespaceTeams';
import { buildFootprint } from '../quota';
import { redactObject } from '../redaction';
import { findStatus, isKnownDown, readDataAge } from '../sources';
import { listStorageClasses } from '../storageClasses';
import { listOwnTeams } from '../TargetService';
import { listClusterZones, listZones, type KubernetesZone } from '../zones';
import type { Admission } from './Admission';
import {
  checkOperator,
  checkQuota,
  checkStorageClass,
  checkZones,
  nameUnavailable,
  problem,
  sortFindings,
  unreachable,
  warning,
} from './findings';

/** What plans are made with. */
export interface PlannerOptions {
  readonly authorizer: Authorizer;
  readonly gateway: KubernetesGateway;
  readonly inventory: ClusterInventory;
  readonly namespaceTeams: NamespaceTeams;
  readonly admission: Admission;
  /** The adapter that new clusters are made with. */
  readonly adapter: ProvisioningAdapter;
  readonly imagesOf: (kubernetesCluster: string) => ClusterImages;
}

/** Stands in manifests of plans, where no request has an id yet. */
const NO_REQUEST = '00000000-0000-4000-8000-000000000000';

interface Permitted {
  readonly owner?: string;
  readonly findings: readonly PlanFinding[];
  /** The person may learn about the target. */
  readonly mayLook: boolean;
}

/** Makes plans: everything that a request would do, and everything that stands against it. */
export class Planner {
  readonly #options: PlannerOptions;

  private constructor(options: PlannerOptions) {
    this.#options = options;
  }

  static create(options: PlannerOptions) {
    return new Planner(options);
  }

  /** Zones that new clusters spread over: where nothing can be scheduled, no broker shall have to be. */
  listUsableZones({ target }: ClusterRequest): readonly string[] {
    const { inventory } = this.#options;
    return listZones(inventory.objectsOf(target.kubernetesCluster))
      .filter(({ name, drained }) => name !== '' && !drained)
      .map(({ name }) => name);
  }

  /** The objects of a request. */
  render(
    request: ClusterRequest,
    requestId: string,
    owner: string | undefined,
    zones: readonly string[],
  ): RenderedCluster {
    const { adapter, imagesOf } = this.#options;
    return adapter.render({
      request,
      requestId,
      owner,
      images: imagesOf(request.target.kubernetesCluster),
      zones,
    });
  }

  /**
   * The plan with all findings at once. Of a target that the person may not
   * use it says nothing, whether it exists or not.
   */
  async plan(
    request: ClusterRequest,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<ClusterPlan> {
    const permitted = await this.#permit(request, credentials);
    if (!permitted.mayLook) {
      const rendered = this.render(request, NO_REQUEST, undefined, []);
      return this.#build(request, rendered, permitted, [], permitted.findings);
    }
    const { inventory, adapter } = this.#options;
    if (!this.#hasAnswered(request)) {
      const rendered = this.render(request, NO_REQUEST, permitted.owner, []);
      return this.#build(
        request,
        rendered,
        permitted,
        [],
        [...permitted.findings, this.#unreachable(request)],
      );
    }
    const objects = inventory.objectsOf(request.target.kubernetesCluster);
    const zones = listZones(objects);
    const rendered = this.render(
      request,
      NO_REQUEST,
      permitted.owner,
      this.listUsableZones(request),
    );
    const footprint = this.#footprint(request, rendered);
    const findings = [
      ...permitted.findings,
      ...rendered.findings,
      ...this.#checkSource(request),
      ...this.#checkNames(request, rendered),
      ...checkOperator(adapter.detect(objects), request),
      ...checkStorageClass(listStorageClasses(objects), request),
      ...checkZones(zones, request),
      ...checkQuota(footprint, request),
    ];
    const asked = await this.#options.admission.ask(
      request,
      rendered,
      findings,
      signal,
    );
    return this.#build(request, rendered, permitted, zones, [
      ...findings,
      ...asked,
    ]);
  }

  async #permit(
    request: ClusterRequest,
    credentials: BackstageCredentials,
  ): Promise<Permitted> {
    const { authorizer, namespaceTeams } = this.#options;
    const [mayCreate, access, person] = await Promise.all([
      authorizer.mayCreate(credentials),
      authorizer.getTargetAccess(credentials),
      authorizer.getPerson(credentials),
    ]);
    if (!mayCreate) {
      return { mayLook: false, findings: [problem('not-allowed', {})] };
    }
    const { kubernetesCluster, namespace } = request.target;
    const served = namespaceTeams
      .list()
      .find(
        candidate =>
          candidate.kubernetesCluster === kubernetesCluster &&
          candidate.namespace === namespace,
      );
    if (!served && !this.#hasAnswered(request)) {
      // Which teams its namespaces serve is not known to anybody then.
      return { mayLook: false, findings: [this.#unreachable(request)] };
    }
    if (!served || !access.allows(served)) {
      const finding = problem(
        'target-not-allowed',
        { kubernetesCluster, namespace },
        'target',
      );
      return { mayLook: false, findings: [finding] };
    }
    return {
      mayLook: true,
      ...chooseOwner(request.owner, listOwnTeams(served.teams, access, person)),
    };
  }

  #unreachable({ target }: Pick<ClusterRequest, 'target'>): PlanFinding {
    return unreachable(this.#options.gateway, target.kubernetesCluster);
  }

  /** Until everything was read once, nobody can say that something is missing. */
  #hasAnswered({ target }: ClusterRequest): boolean {
    const { gateway, adapter } = this.#options;
    const { kubernetesCluster } = target;
    return (
      !findStatus(gateway, kubernetesCluster) ||
      [adapter.clusterResource, ...Object.values(kubernetesResources)].every(
        resource => gateway.hasSynced(kubernetesCluster, resource),
      )
    );
  }

  /** Old data is no ground for a promise: without a present answer nothing is created. */
  #checkSource({ target }: ClusterRequest): readonly PlanFinding[] {
    const { gateway } = this.#options;
    const { kubernetesCluster, namespace } = target;
    const object = gateway.find({
      kubernetesCluster,
      resource: kubernetesResources.namespaces,
      name: namespace,
    });
    const data = readDataAge(gateway, kubernetesCluster);
    return [
      ...(object?.metadata.deletionTimestamp === undefined
        ? []
        : [problem('namespace-terminating', { namespace }, 'target')]),
      ...(data.live
        ? []
        : [
            warning('data-stale', {
              kubernetesCluster,
              asOf: data.asOf ?? '',
            }),
          ]),
      ...(isKnownDown(gateway, kubernetesCluster)
        ? [this.#unreachable({ target })]
        : []),
    ];
  }

  #checkNames(
    { target, name }: ClusterRequest,
    rendered: RenderedCluster,
  ): readonly PlanFinding[] {
    const isTaken = rendered.objects.some(({ resource, object }) =>
      this.#options.gateway.find({
        ...target,
        resource,
        name: object.metadata.name,
      }),
    );
    return isTaken ? [nameUnavailable(name)] : [];
  }

  #footprint(request: ClusterRequest, rendered: RenderedCluster) {
    const { kubernetesCluster, namespace } = request.target;
    return buildFootprint(
      this.#options.inventory.objectsOf(kubernetesCluster),
      namespace,
      rendered.footprint,
      request.storageClass,
    );
  }

  #build(
    request: ClusterRequest,
    rendered: RenderedCluster,
    permitted: Permitted,
    zones: readonly KubernetesZone[],
    findings: readonly PlanFinding[],
  ): ClusterPlan {
    const { target, name } = request;
    return {
      ref: { ...target, name },
      owner: permitted.owner,
      objects: [
        ...rendered.objects.map(({ resource, object }) => ({
          kind: resource.kind,
          name: object.metadata.name,
          namespace: target.namespace,
          createdBy: 'portal' as const,
          count: 1,
        })),
        ...rendered.followUps,
      ],
      manifest: toManifest(rendered),
      footprint: permitted.mayLook ? this.#footprint(request, rendered) : [],
      zones: listClusterZones(zones, rendered.nodes, rendered),
      nodes: rendered.nodes,
      minInsyncReplicas: rendered.minInsyncReplicas,
      findings: sortFindings(findings),
      feasible: findings.every(({ level }) => level !== 'problem'),
    };
  }
}

/** Picks the owner among the teams that the person may pick. */
function chooseOwner(
  wanted: string | undefined,
  teams: readonly string[],
): Pick<Permitted, 'owner' | 'findings'> {
  const list = teams.join(', ');
  if (wanted === undefined) {
    return teams.length === 1
      ? { owner: teams[0], findings: [] }
      : { findings: [problem('owner-required', { teams: list }, 'owner')] };
  }
  const owner = readTeam(wanted);
  return owner !== undefined && teams.includes(owner)
    ? { owner, findings: [] }
    : {
        findings: [
          problem('owner-not-allowed', { owner: wanted, teams: list }, 'owner'),
        ],
      };
}

function toManifest(rendered: RenderedCluster): string {
  return rendered.objects
    .map(({ object }) =>
      stringify(redactObject(withoutRequest(object)), {
        aliasDuplicateObjects: false,
      }),
    )
    .join('---\n');
}

/** The id of a request that does not exist would only mislead. */
function withoutRequest(
  object: RenderedCluster['objects'][number]['object'],
): object {
  const { [REQUEST_ANNOTATION]: _, ...annotations } =
    object.metadata.annotations ?? {};
  return { ...object, metadata: { ...object.metadata, annotations } };
}
