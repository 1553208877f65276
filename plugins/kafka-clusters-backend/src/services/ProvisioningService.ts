import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  clusterRequestSchema,
  formatClusterRef,
  type ClusterPlan,
  type ClusterRequest,
  type ClusterRequestInput,
  type OperationAllowance,
  type ProvisioningRequest,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ClusterEntityNames } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway } from '../kubernetes';
import type { RequestStore, StoredRequest } from '../store/RequestStore';
import { audited } from './audited';
import type { Authorizer } from './Authorizer';
import type { ClusterInventory } from './ClusterInventory';
import { buildClusterEntityRef } from './clusterViews';
import { judgeDiscard, refuseDiscard } from './provisioning/discard';
import {
  buildDiscardDelayed,
  buildPlanError,
  buildRequestError,
} from './provisioning/errors';
import type { Planner } from './provisioning/Planner';
import type { RequestRunner } from './provisioning/RequestRunner';
import { buildSteps } from './provisioning/requestSteps';
import type { RequestWatcher } from './provisioning/RequestWatcher';
import { isKnownDown } from './sources';
import type { WriteGuard } from './writeGuard';

/** Stands for the id of a request that was only tried. */
const DRY_RUN = 'dry-run';

/** So long may a person who still types wait for Kubernetes. */
const PREVIEW_LIMIT = 3_000;

/** What the service of requests works with. */
export interface ProvisioningServiceOptions {
  readonly gateway: KubernetesGateway;
  readonly authorizer: Authorizer;
  readonly planner: Planner;
  readonly runner: RequestRunner;
  readonly watcher: Pick<RequestWatcher, 'expect'>;
  readonly requests: RequestStore;
  readonly inventory: ClusterInventory;
  readonly auditor: AuditorService;
  readonly entityNames: ClusterEntityNames;
  readonly writeGuard: WriteGuard;
}

/** Requests for clusters: plan, create, follow, discard. For every door. */
export class ProvisioningService {
  readonly #options: ProvisioningServiceOptions;

  private constructor(options: ProvisioningServiceOptions) {
    this.#options = options;
  }

  static create(options: ProvisioningServiceOptions) {
    return new ProvisioningService(options);
  }

  /**
   * Everything that the request would do, and everything that stands against
   * it, at once.
   *
   * @throws NotAllowedError in a portal that only reads, since Kubernetes is asked by a dry run, which is a write that it forgets
   */
  async planCluster(
    input: ClusterRequestInput,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<ClusterPlan> {
    const request = clusterRequestSchema.parse(input);
    const { planner, authorizer, writeGuard } = this.#options;
    authorizer.requirePerson(options.credentials);
    writeGuard.requireWrites();
    const limit = AbortSignal.timeout(PREVIEW_LIMIT);
    const signal = options.signal
      ? AbortSignal.any([options.signal, limit])
      : limit;
    return planner.plan(request, options.credentials, signal);
  }

  /**
   * Creates the cluster. The same person with the same key never creates a
   * second one: the request of the first time goes on.
   *
   * @throws InputError, ConflictError, NotAllowedError or ServiceUnavailableError that names every problem; what was half created is taken back
   */
  async createCluster(
    input: ClusterRequestInput,
    options: {
      credentials: BackstageCredentials;
      idempotencyKey: string;
      dryRun?: boolean;
    },
  ): Promise<ProvisioningRequest> {
    const { authorizer, requests, auditor, writeGuard } = this.#options;
    const { credentials, idempotencyKey } = options;
    const request = clusterRequestSchema.parse(input);
    const person = await authorizer.getPerson(credentials);
    writeGuard.requireWrites();
    if (options.dryRun) {
      return this.#tryOut(request, person.userEntityRef, credentials);
    }
    return audited(
      auditor,
      {
        eventId: 'cluster-request',
        actionType: 'create',
        person: person.userEntityRef,
        meta: { cluster: formatClusterRef({ ...request.target, ...request }) },
      },
      async () => {
        const known = await requests.findByKey(
          person.userEntityRef,
          idempotencyKey,
        );
        const stored = known
          ? await this.#resume(known, request, credentials)
          : await this.#record(
              request,
              person.userEntityRef,
              idempotencyKey,
              credentials,
            );
        return this.#carryOut(stored);
      },
    );
  }

  /** @throws NotFoundError for a request that does not exist and for one of a team that is not the person's alike */
  async getRequest(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ProvisioningRequest> {
    return this.#toPublic(await this.#getReadable(id, credentials));
  }

  /**
   * Takes a request back that never became ready: deletes what it created,
   * and that alone.
   *
   * @throws ConflictError when the cluster was ready once, NotAllowedError when the person may not, ServiceUnavailableError when it is recorded and done later
   */
  async discardRequest(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ProvisioningRequest> {
    const { requests, auditor, authorizer, watcher, inventory } = this.#options;
    const request = await this.#getReadable(id, credentials);
    const person = await authorizer.getPerson(credentials);
    this.#options.writeGuard.requireWrites();
    return audited(
      auditor,
      {
        eventId: 'cluster-request',
        actionType: 'discard',
        person: person.userEntityRef,
        meta: { request: id, cluster: formatClusterRef(request.ref) },
      },
      async () => {
        if (request.state === 'discarding' || request.state === 'discarded') {
          return this.#toPublic(request);
        }
        const allowance = await this.mayDiscard(request, credentials);
        if (!allowance.allowed) {
          throw refuseDiscard(allowance.reason.code);
        }
        const taken = await requests.update(
          id,
          ['applying', 'accepted', 'failed'],
          { state: 'discarding' },
        );
        if (!taken) {
          throw refuseDiscard('was-ready');
        }
        watcher.expect();
        const result = await this.#takeBack(taken);
        inventory.touch();
        return this.#toPublic(result);
      },
    );
  }

  /** What is recorded is done in time, whether Kubernetes answers now or not; the person learns which. */
  async #takeBack({ id, ref }: StoredRequest): Promise<StoredRequest> {
    const { gateway, runner } = this.#options;
    if (isKnownDown(gateway, ref.kubernetesCluster)) {
      throw buildDiscardDelayed(ref);
    }
    try {
      return await runner.run(id);
    } catch (error) {
      throw ServiceUnavailableError.is(error)
        ? buildDiscardDelayed(ref)
        : error;
    }
  }

  /** Whether the person may discard the request, for the page of its cluster. */
  async mayDiscard(
    request: StoredRequest | undefined,
    credentials: BackstageCredentials,
  ): Promise<OperationAllowance> {
    const { authorizer, writeGuard } = this.#options;
    return writeGuard.refusal ?? judgeDiscard(request, credentials, authorizer);
  }

  async #tryOut(
    request: ClusterRequest,
    requestedBy: string,
    credentials: BackstageCredentials,
  ): Promise<ProvisioningRequest> {
    const { owner } = await this.#planFeasible(request, credentials);
    const { planner } = this.#options;
    const zones = planner.listUsableZones(request);
    const rendered = planner.render(request, DRY_RUN, owner, zones);
    const now = new Date().toISOString();
    const ref = { ...request.target, name: request.name };
    return {
      id: DRY_RUN,
      ref,
      entityRef: buildClusterEntityRef(ref, this.#options.entityNames),
      owner,
      requestedBy,
      state: 'applying',
      steps: buildSteps(rendered.objects),
      createdAt: now,
      updatedAt: now,
    };
  }

  async #planFeasible(
    request: ClusterRequest,
    credentials: BackstageCredentials,
  ): Promise<{ readonly owner: string }> {
    const plan = await this.#options.planner.plan(request, credentials);
    if (!plan.feasible || plan.owner === undefined) {
      throw buildPlanError(plan.findings);
    }
    return { owner: plan.owner };
  }

  async #record(
    request: ClusterRequest,
    requestedBy: string,
    idempotencyKey: string,
    credentials: BackstageCredentials,
  ): Promise<StoredRequest> {
    const { planner, requests } = this.#options;
    const id = randomUUID();
    let owner: string;
    try {
      ({ owner } = await this.#planFeasible(request, credentials));
    } catch (error) {
      // The same attempt, sent twice at once, may have created it meanwhile.
      const other = await requests.findByKey(requestedBy, idempotencyKey);
      if (!other) {
        throw error;
      }
      requireSame(other, request);
      return other;
    }
    const zones = planner.listUsableZones(request);
    const rendered = planner.render(request, id, owner, zones);
    const inserted = await requests.insert({
      id,
      ref: { ...request.target, name: request.name },
      owner,
      requestedBy,
      idempotencyKey,
      input: request,
      zones,
      state: 'applying',
      steps: buildSteps(rendered.objects),
    });
    if (!inserted.isNew) {
      requireSame(inserted.request, request);
    }
    return inserted.request;
  }

  /** Goes on with the request of the same key; one that failed is tried again when nothing stands against it now. */
  async #resume(
    known: StoredRequest,
    request: ClusterRequest,
    credentials: BackstageCredentials,
  ): Promise<StoredRequest> {
    requireSame(known, request);
    if (known.state === 'discarding' || known.state === 'discarded') {
      throw new ConflictError(
        `Request ${known.id} was discarded; request the cluster with another key.`,
      );
    }
    if (known.state !== 'failed') {
      return known;
    }
    const { requests, runner } = this.#options;
    const undone = known.undo ? await runner.run(known.id) : known;
    if (undone.undo) {
      throw buildRequestError(undone);
    }
    const isCreated = undone.steps.every(({ state }) => state === 'done');
    if (isCreated) {
      const accepted = await requests.update(known.id, ['failed'], {
        state: 'accepted',
        failure: 'none',
        progressKey: '',
      });
      return accepted ?? known;
    }
    await this.#planFeasible(request, credentials);
    const again = await requests.update(known.id, ['failed'], {
      state: 'applying',
      failure: 'none',
      steps: undone.steps.map(({ id, kind, name }) => ({
        id,
        kind,
        name,
        state: 'waiting',
      })),
    });
    return again ?? known;
  }

  async #carryOut(stored: StoredRequest): Promise<ProvisioningRequest> {
    const { runner, watcher, inventory } = this.#options;
    watcher.expect();
    const result =
      stored.state === 'applying' ? await runner.run(stored.id) : stored;
    inventory.touch();
    if (result.state === 'failed' || result.state === 'applying') {
      throw buildRequestError(result);
    }
    const uid = result.steps.find(({ id }) => id === 'kafka-cluster')?.uid;
    if (uid !== undefined) {
      await inventory.waitFor(result.ref, uid);
    }
    return this.#toPublic(result);
  }

  /** What people see of a record. */
  #toPublic(request: StoredRequest): ProvisioningRequest {
    const { id, ref, owner, requestedBy, state, steps } = request;
    const { failure, createdAt, updatedAt } = request;
    return {
      id,
      ref,
      entityRef: buildClusterEntityRef(ref, this.#options.entityNames),
      owner,
      requestedBy,
      state,
      steps,
      failure,
      createdAt,
      updatedAt,
    };
  }

  async #getReadable(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<StoredRequest> {
    const { authorizer, requests } = this.#options;
    const access = await authorizer.getReadAccess(credentials);
    const request = await requests.get(id);
    if (
      !request ||
      !access.allows({ ref: request.ref, owner: request.owner })
    ) {
      throw new NotFoundError(`There is no request ${id}`);
    }
    return request;
  }
}

function requireSame(known: StoredRequest, request: ClusterRequest) {
  if (!isDeepStrictEqual(known.input, request)) {
    throw new ConflictError(
      'The idempotency key was used for another request; use a new one',
    );
  }
}
