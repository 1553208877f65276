import { ConflictError, NotFoundError } from '@backstage/errors';
import { REQUEST_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway, ObjectLocation } from '../../kubernetes';
import type { StoredRequest } from '../../store/RequestStore';
import { nameFailure, type NamedFailure } from './kubernetesFailure';
import type { PlannedObject } from './requestSteps';

const ATTEMPTS = 4;

/** What {@link RequestObjects} works with. */
export interface RequestObjectsOptions {
  readonly gateway: KubernetesGateway;
  /** Waits between attempts. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * The objects of requests in Kubernetes. Each carries the id of its request:
 * that alone says whether an object may be taken for ours, or deleted.
 */
export class RequestObjects {
  readonly #options: RequestObjectsOptions;

  private constructor(options: RequestObjectsOptions) {
    this.#options = options;
  }

  static create(options: RequestObjectsOptions) {
    return new RequestObjects(options);
  }

  /** Creates the object; one that exists already is ours when it carries our id. */
  async createOrResume(
    { id, ref }: StoredRequest,
    planned: PlannedObject,
    beforeAttempt: () => Promise<unknown>,
  ): Promise<{ readonly uid: string } | NamedFailure> {
    const { gateway, sleep } = this.#options;
    const object = { ...planned.object, kind: planned.resource.kind };
    for (let attempt = 1; ; attempt++) {
      await beforeAttempt();
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

  /**
   * Deletes the objects of the request, the last one first: the next is only
   * deleted when the one before is gone, since Kafka's finalizers need
   * ZooKeeper.
   *
   * @returns whether something is still there
   */
  async deleteAll(
    request: StoredRequest,
    objects: readonly PlannedObject[],
  ): Promise<boolean> {
    for (const planned of [...objects].reverse()) {
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
