import {
  RELATION_DEPENDS_ON,
  getCompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { readKubernetesCluster } from './locations';

/**
 * Relates what runs in a Kubernetes cluster to its entity, and not the other
 * way round. Backstage shows all relations of an entity to whoever may read it
 * (backstage#22505): with `spec.dependsOn`, the entity of a Kubernetes cluster
 * would name every Kafka cluster in it.
 */
export class KubernetesClusterRelationProcessor implements CatalogProcessor {
  getProcessorName() {
    return 'KafkaClustersKubernetesClusterRelationProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const name = readKubernetesCluster(entity);
    const source = getCompoundEntityRef(entity);
    const target = { kind: 'Resource', namespace: 'default', name: name ?? '' };
    if (
      name !== undefined &&
      entity.kind === 'Resource' &&
      source.name !== name
    ) {
      emit(
        processingResult.relation({
          source,
          type: RELATION_DEPENDS_ON,
          target,
        }),
      );
    }
    return entity;
  }
}
