import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  OWNER_ANNOTATION,
  formatClusterRef,
  type MirrorState,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { canProvision } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { JsonPatchOperation, KubernetesGateway } from '../../kubernetes';
import type { InventoryCluster } from '../ClusterInventory';
import { readManagedBy } from '../managedBy';
import { isKnownDown } from '../sources';
import type { WriteGuard } from '../writeGuard';

/** Whoever changed the custom resource meanwhile may do so this often. */
const ATTEMPTS = 3;
/** So long may a person wait for a copy of what is recorded already. */
const LONGEST_WAIT = 5_000;

/** What the mirror works with. */
export interface OwnerMirrorOptions {
  readonly gateway: KubernetesGateway;
  readonly writeGuard: WriteGuard;
  readonly logger: LoggerService;
  /** `kafkaClusters.ownership.mirror`. */
  readonly enabled: boolean;
}

/**
 * Copies a link into the annotation of the custom resource: should our
 * database be lost, the copies come back as claims. Annotations alone are
 * written, since operators copy labels to children and may roll brokers.
 */
export class OwnerMirror {
  readonly #options: OwnerMirrorOptions;

  private constructor(options: OwnerMirrorOptions) {
    this.#options = options;
  }

  static create(options: OwnerMirrorOptions) {
    return new OwnerMirror(options);
  }

  /** How the annotation stands to the owner, as far as the cache knows. */
  read(cluster: InventoryCluster): MirrorState {
    const { object, ownership } = cluster;
    const annotation = object.metadata.annotations?.[OWNER_ANNOTATION];
    return ownership.state === 'owned' && annotation === ownership.owner
      ? 'written'
      : this.#refusal(cluster) ?? 'differs';
  }

  /** Writes the annotation where that is ours to do; a failure is told, never thrown. */
  async write(cluster: InventoryCluster, owner: string): Promise<MirrorState> {
    const refusal = this.#refusal(cluster);
    if (refusal) {
      return refusal;
    }
    const signal = AbortSignal.timeout(LONGEST_WAIT);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#patch(cluster, owner, signal);
      } catch (error) {
        if (!ConflictError.is(error) || attempt === ATTEMPTS) {
          this.#options.logger.warn(
            `The owner of ${formatClusterRef(
              cluster.ref,
            )} is recorded and not mirrored: ${error}`,
          );
          return NotAllowedError.is(error) ? 'forbidden' : 'failed';
        }
      }
    }
  }

  #refusal({
    ref,
    object,
    adapter,
  }: InventoryCluster): MirrorState | undefined {
    const { enabled, writeGuard, gateway } = this.#options;
    if (!enabled) {
      return 'off';
    }
    if (writeGuard.readOnly || !canProvision(adapter)) {
      return 'read-only';
    }
    if (readManagedBy(object).kind === 'gitops') {
      return 'gitops';
    }
    return isKnownDown(gateway, ref.kubernetesCluster) ? 'failed' : undefined;
  }

  async #patch(
    { ref, uid, adapter }: InventoryCluster,
    owner: string,
    signal: AbortSignal,
  ): Promise<MirrorState> {
    const { gateway } = this.#options;
    const location = { ...ref, resource: adapter.clusterResource };
    const { metadata } = await gateway.get(location, { signal });
    if (metadata.annotations?.[OWNER_ANNOTATION] === owner) {
      return 'written';
    }
    // What else stands there is kept: nobody may have written since it was read.
    const operations: JsonPatchOperation[] = [
      { op: 'test', path: '/metadata/uid', value: uid },
      {
        op: 'test',
        path: '/metadata/resourceVersion',
        value: metadata.resourceVersion,
      },
      metadata.annotations
        ? {
            op: 'add',
            path: `/metadata/annotations/${OWNER_ANNOTATION.replaceAll(
              '/',
              '~1',
            )}`,
            value: owner,
          }
        : {
            op: 'add',
            path: '/metadata/annotations',
            value: { [OWNER_ANNOTATION]: owner },
          },
    ];
    await gateway.patch(location, operations, { signal });
    return 'written';
  }
}
