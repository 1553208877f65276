import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CLUSTER_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';

/** A team as the catalog has it. */
export function buildGroup(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  };
}

/** A component that names a cluster. */
export function buildComponent(
  name: string,
  owner: string,
  cluster?: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations:
        cluster === undefined ? {} : { [CLUSTER_ANNOTATION]: cluster },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

/** A catalog in memory that a test changes, or breaks. */
export class FakeCatalog {
  entities: readonly Entity[];
  /** It answers nothing but this. */
  failure: Error | undefined;

  constructor(entities: readonly Entity[] = []) {
    this.entities = [
      buildGroup('orders'),
      buildGroup('payments'),
      buildGroup('platform'),
      ...entities,
    ];
  }

  get service(): CatalogService {
    const answer = () => {
      if (this.failure) {
        throw this.failure;
      }
      return catalogServiceMock({ entities: [...this.entities] });
    };
    return catalogServiceMock.mock({
      getEntities: async (...args) => answer().getEntities(...args),
      getEntitiesByRefs: async (...args) => answer().getEntitiesByRefs(...args),
      getEntityByRef: async (...args) => answer().getEntityByRef(...args),
      getEntityFacets: async (...args) => answer().getEntityFacets(...args),
    });
  }

  /** Puts an entity there in place of the one of its name. */
  put(entity: Entity) {
    this.remove(entity.kind, entity.metadata.name);
    this.entities = [...this.entities, entity];
  }

  remove(kind: string, name: string) {
    this.entities = this.entities.filter(
      other => other.kind !== kind || other.metadata.name !== name,
    );
  }
}
