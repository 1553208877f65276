import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { formatClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { RequestStore, StoredRequest } from '../../store/RequestStore';
import { audited } from '../audited';
import type { OwnerLinks } from '../OwnerLinks';
import type { WriteGuard } from '../writeGuard';
import type { NamedFailure } from './kubernetesFailure';
import type { Planner } from './Planner';
import { RequestObjects, type RequestObjectsOptions } from './RequestObjects';
import {
  stepOf,
  undoneSteps,
  withStep,
  type PlannedObject,
} from './requestSteps';

/** How long a replica may work on a request without a sign of life: one attempt with its two requests, and the wait after it. */
const LEASE = 30_000;

/** What the runner works with. */
export interface RequestRunnerOptions extends RequestObjectsOptions {
  readonly requests: RequestStore;
  readonly links: OwnerLinks;
  readonly planner: Pick<Planner, 'render'>;
  readonly auditor: AuditorService;
  readonly writeGuard: WriteGuard;
  readonly logger: LoggerService;
  /** Names this process among the replicas. */
  readonly holder: string;
}

/**
 * Carries requests out, step by step. Every step may be done again: objects
 * carry the id of the request, so that the runner knows its own after it was
 * killed between a side effect and its record.
 */
export class RequestRunner {
  readonly #options: RequestRunnerOptions;
  readonly #objects: RequestObjects;
  readonly #running = new Map<string, Promise<StoredRequest>>();

  private constructor(options: RequestRunnerOptions) {
    this.#options = options;
    this.#objects = RequestObjects.create(options);
  }

  static create(options: RequestRunnerOptions) {
    return new RequestRunner(options);
  }

  /**
   * Takes the request as far as it goes now: to `accepted`, `failed` or
   * `discarded`. Does nothing while another replica works on it, and nothing
   * in a portal that only reads: what an earlier configuration left waits.
   */
  run(id: string): Promise<StoredRequest> {
    const known = this.#running.get(id);
    if (known) {
      return known;
    }
    const work = this.#runAlone(id).finally(() => this.#running.delete(id));
    this.#running.set(id, work);
    return work;
  }

  /** Goes on with everything that a killed or failed process left; called at start and then now and again. */
  async recover() {
    const open = await this.#options.requests.listOpen([
      'applying',
      'discarding',
    ]);
    for (const { id, ref } of open) {
      try {
        await this.run(id);
      } catch (error) {
        this.#options.logger.warn(
          `Request ${id} for ${formatClusterRef(ref)} does not go on: ${error}`,
        );
      }
    }
  }

  async #runAlone(id: string): Promise<StoredRequest> {
    const { requests, holder, writeGuard } = this.#options;
    if (writeGuard.readOnly || !(await requests.claim(id, holder, LEASE))) {
      return this.#get(id);
    }
    try {
      const request = await this.#get(id);
      if (request.state === 'applying') {
        return await this.#audited('apply', request, () =>
          this.#apply(request),
        );
      }
      if (request.state === 'discarding') {
        return await this.#audited('delete', request, () =>
          this.#discard(request),
        );
      }
      return request.undo
        ? await this.#audited('undo', request, () => this.#undo(request))
        : request;
    } finally {
      await requests.release(id, holder);
    }
  }

  #audited(
    actionType: string,
    { id, ref, requestedBy }: StoredRequest,
    write: () => Promise<StoredRequest>,
  ) {
    return audited(
      this.#options.auditor,
      {
        eventId: 'cluster-request',
        actionType,
        person: requestedBy,
        meta: { request: id, cluster: formatClusterRef(ref) },
      },
      write,
    );
  }

  async #get(id: string): Promise<StoredRequest> {
    const request = await this.#options.requests.get(id);
    if (!request) {
      throw new NotFoundError(`There is no request ${id}`);
    }
    return request;
  }

  async #apply(start: StoredRequest): Promise<StoredRequest> {
    const { requests, holder } = this.#options;
    const stayHolder = () => requests.claim(start.id, holder, LEASE);
    let request = start;
    for (const planned of this.#render(start)) {
      if (stepOf(request, planned).state === 'done') {
        continue;
      }
      const outcome = await this.#objects.createOrResume(
        request,
        planned,
        stayHolder,
      );
      if ('code' in outcome) {
        return this.#fail(request, planned, outcome);
      }
      if (planned.step === 'kafka-cluster') {
        await this.#options.links.record({
          uid: outcome.uid,
          owner: request.owner,
          linkedBy: request.requestedBy,
        });
      }
      const next = await this.#options.requests.update(
        request.id,
        ['applying'],
        {
          steps: withStep(request.steps, planned, {
            state: 'done',
            uid: outcome.uid,
          }),
        },
      );
      if (!next) {
        // A person discarded it meanwhile; what was created is found by its annotation.
        return this.#get(request.id);
      }
      request = next;
    }
    const accepted = await this.#options.requests.update(
      request.id,
      ['applying'],
      { state: 'accepted', progressKey: '' },
    );
    return accepted ?? this.#get(request.id);
  }

  #render(request: StoredRequest): readonly PlannedObject[] {
    const { input, id, owner, zones } = request;
    return this.#options.planner.render(input, id, owner, zones).objects;
  }

  /** Records the failure before anything is taken back: a process that dies now leaves a name and the work to do. */
  async #fail(
    request: StoredRequest,
    planned: PlannedObject,
    { code, params }: NamedFailure,
  ): Promise<StoredRequest> {
    const failed = await this.#options.requests.update(
      request.id,
      ['applying'],
      {
        state: 'failed',
        failure: { code, params },
        undo: true,
        steps: withStep(request.steps, planned, { state: 'failed' }),
      },
    );
    return failed ? this.#undo(failed) : this.#get(request.id);
  }

  /** Takes back what a failed request created, so that nothing half created stays. */
  async #undo(request: StoredRequest): Promise<StoredRequest> {
    try {
      const remaining = await this.#objects.deleteAll(
        request,
        this.#render(request),
      );
      if (remaining) {
        return request;
      }
    } catch (error) {
      this.#options.logger.warn(
        `What request ${request.id} created cannot be taken back yet: ${error}`,
      );
      return request;
    }
    const undone = await this.#options.requests.update(request.id, ['failed'], {
      undo: false,
      steps: undoneSteps(request),
    });
    return undone ?? this.#get(request.id);
  }

  async #discard(request: StoredRequest): Promise<StoredRequest> {
    if (await this.#objects.deleteAll(request, this.#render(request))) {
      return request;
    }
    const discarded = await this.#options.requests.update(
      request.id,
      ['discarding'],
      { state: 'discarded', undo: false, steps: undoneSteps(request) },
    );
    return discarded ?? this.#get(request.id);
  }
}
