import { isDeepStrictEqual } from 'node:util';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { InventoryResponse } from '@kafka-clusters/plugin-kafka-clusters-common';
import { readKubernetesCluster } from './locations';

/** What has to be written to bring the catalog to an inventory. */
export interface EntityChanges {
  readonly added: readonly Entity[];
  /** Entity refs. */
  readonly removed: readonly string[];
}

interface KnownEntity {
  readonly kubernetesCluster: string;
  /** Absent where only its existence is known, from before this process. */
  readonly entity?: Entity;
}

/** The entities that the catalog has of us, as far as this process knows. */
export class KnownEntities {
  readonly #known = new Map<string, KnownEntity>();

  /** Remembers entities that an earlier process left in the catalog. */
  recall(entities: readonly Entity[]): void {
    for (const entity of entities) {
      const ref = stringifyEntityRef(entity);
      const kubernetesCluster = readKubernetesCluster(entity);
      if (kubernetesCluster && !this.#known.has(ref)) {
        this.#known.set(ref, { kubernetesCluster });
      }
    }
  }

  /**
   * Compares. An entity that the inventory does not hold is removed only with
   * evidence: its Kubernetes cluster answered completely, or was taken out of
   * the configuration.
   */
  compare(
    entities: readonly Entity[],
    inventory: Pick<InventoryResponse, 'complete' | 'configured'>,
  ): EntityChanges {
    const wanted = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const complete = new Set(inventory.complete);
    const configured = new Set(inventory.configured);
    const removed = [...this.#known]
      .filter(
        ([ref, { kubernetesCluster }]) =>
          !wanted.has(ref) &&
          (complete.has(kubernetesCluster) ||
            !configured.has(kubernetesCluster)),
      )
      .map(([ref]) => ref);
    const added = entities.filter(
      entity =>
        !isDeepStrictEqual(
          this.#known.get(stringifyEntityRef(entity))?.entity,
          entity,
        ),
    );
    return { added, removed };
  }

  /** Remembers changes once they are written. */
  remember({ added, removed }: EntityChanges): void {
    removed.forEach(ref => this.#known.delete(ref));
    for (const entity of added) {
      this.#known.set(stringifyEntityRef(entity), {
        kubernetesCluster: readKubernetesCluster(entity) ?? '',
        entity,
      });
    }
  }
}
