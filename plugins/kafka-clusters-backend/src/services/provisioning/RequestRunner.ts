import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  REQUEST_ANNOTATION,
  formatClusterRef,
  type RequestStep,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  KubernetesObject,
  RenderedCluster,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway, ObjectLocation } from '../../kubernetes';
import type { RequestStore, StoredRequest } from '../../store/RequestStore';
import { audited } from '../audited';
import type { OwnerLinks } from '../OwnerLinks';
import { nameFailure, type NamedFailure } from './kubernetesFailure';
import type { Planner } from './Planner';

type PlannedObject = RenderedCluster['objects'][number];

/** How long a replica may work on a request without a sign of life. */
const LEASE = 60_000;
const ATTEMPTS = 4;

/** What the runner works with. */
export interface RequestRunnerOptions {
  readonly gateway: KubernetesGateway;
  readonly requests: RequestStore;
  readonly links: OwnerLinks;
  readonly planner: Pick<Planner, 'render'>;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  /** Names this process among the replicas. */
  readonly holder: string;
  /** Waits between attempts. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Carries requests out, step by step. Every step may be done again: objects
 * carry the id of the request, so that the runner knows its own after it was
 * killed between a side effect and its record.
 */
export class RequestRunner {
  readonly #options: RequestRunnerOptions;
  readonly #running = new Map<string, Promise<StoredRequest>>();

  private constructor(options: RequestRunnerOptions) {
    this.#options = options;
  }

  static create(options: RequestRunnerOptions) {
    return new RequestRunner(options);
  }

  /**
   * Takes the request as far as it goes now: to `accepted`, `failed` or
   * `discarded`. Does nothing while another replica works on it.
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
    const { requests, holder } = this.#options;
    if (!(await requests.claim(id, holder, LEASE))) {
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
    let request = start;
    for (const planned of this.#render(start)) {
      if (stepOf(request, planned).state === 'done') {
        continue;
      }
      const outcome = await this.#createOrResume(request, planned);
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

  /** Creates the object; one that exists already is ours when it carries our id. */
  async #createOrResume(
    { id, ref }: StoredRequest,
    planned: PlannedObject,
  ): Promise<{ readonly uid: string } | NamedFailure> {
    const { gateway, requests, holder, sleep } = this.#options;
    const object = { ...planned.object, kind: planned.resource.kind };
    for (let attempt = 1; ; attempt++) {
      await requests.claim(id, holder, LEASE);
      try {
        const created = await gateway.create(
          ref.kubernetesCluster,
          planned.resource,
          planned.object,
        );
        return { uid: created.metadata.uid ?? '' };
      } catch (error) {
        const failure = nameFailure(error, ref.kubernetesCluster, object);
        const own = ConflictError.is(error)
          ? await this.#findOwn(id, locate(ref, planned))
          : undefined;
        if (own) {
          return own;
        }
        if (!failure.transient || attempt === ATTEMPTS) {
          return failure;
        }
      }
      await sleep(250 * 2 ** attempt);
    }
  }

  /** The object when it carries our id and is not on its way out. */
  async #findOwn(
    id: string,
    location: ObjectLocation,
  ): Promise<{ readonly uid: string } | undefined> {
    const object = await this.#read(location);
    return object &&
      object.metadata.annotations?.[REQUEST_ANNOTATION] === id &&
      object.metadata.deletionTimestamp === undefined
      ? { uid: object.metadata.uid ?? '' }
      : undefined;
  }

  async #read(location: ObjectLocation): Promise<KubernetesObject | undefined> {
    try {
      return await this.#options.gateway.get(location);
    } catch (error) {
      if (NotFoundError.is(error)) {
        return undefined;
      }
      throw error;
    }
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
      const remaining = await this.#deleteAll(request);
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
    if (await this.#deleteAll(request)) {
      return request;
    }
    const discarded = await this.#options.requests.update(
      request.id,
      ['discarding'],
      { state: 'discarded', undo: false, steps: undoneSteps(request) },
    );
    return discarded ?? this.#get(request.id);
  }

  /**
   * Deletes the objects of the request, the last one first: the next is only
   * deleted when the one before is gone, since Kafka's finalizers need
   * ZooKeeper.
   *
   * @returns whether something is still there
   */
  async #deleteAll(request: StoredRequest): Promise<boolean> {
    for (const planned of [...this.#render(request)].reverse()) {
      if (!(await this.#deleteOwn(request, planned))) {
        return true;
      }
    }
    return false;
  }

  /** Deletes an object that carries our id, and that one alone; true when it is gone. */
  async #deleteOwn(
    { id, ref }: StoredRequest,
    planned: PlannedObject,
  ): Promise<boolean> {
    const location = locate(ref, planned);
    const object = await this.#read(location);
    if (object?.metadata.annotations?.[REQUEST_ANNOTATION] !== id) {
      return true;
    }
    if (object.metadata.deletionTimestamp === undefined) {
      await this.#options.gateway.delete(location, {
        uid: object.metadata.uid,
        propagation: 'Background',
      });
    }
    const after = await this.#read(location);
    return after?.metadata.uid !== object.metadata.uid;
  }
}

function locate(
  ref: StoredRequest['ref'],
  { resource, object }: PlannedObject,
): ObjectLocation {
  return {
    kubernetesCluster: ref.kubernetesCluster,
    resource,
    namespace: ref.namespace,
    name: object.metadata.name,
  };
}

/** The steps of a request before any of them is done. */
export function buildSteps(
  objects: readonly PlannedObject[],
): readonly RequestStep[] {
  return objects.map(({ step, resource, object }) => ({
    id: step,
    kind: resource.kind,
    name: object.metadata.name,
    state: 'waiting',
  }));
}

function stepOf(
  { steps }: StoredRequest,
  { step, resource, object }: PlannedObject,
): RequestStep {
  return (
    steps.find(({ id }) => id === step) ?? {
      id: step,
      kind: resource.kind,
      name: object.metadata.name,
      state: 'waiting',
    }
  );
}

function withStep(
  steps: readonly RequestStep[],
  { step }: PlannedObject,
  change: Partial<RequestStep>,
): readonly RequestStep[] {
  return steps.map(known =>
    known.id === step ? { ...known, ...change } : known,
  );
}

function undoneSteps({ steps }: StoredRequest): readonly RequestStep[] {
  return steps.map(step =>
    step.state === 'done' ? { ...step, state: 'undone' } : step,
  );
}
