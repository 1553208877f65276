import type {
  KubernetesObject,
  KubernetesObjects,
  KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';

/** Objects of one Kubernetes cluster at one moment, as the gateway would list them. */
export class ObjectTable implements KubernetesObjects {
  private readonly objects = new Map<string, KubernetesObject>();

  private constructor() {}

  static of(objects: readonly KubernetesObject[]): ObjectTable {
    const table = new ObjectTable();
    objects.forEach(object => table.put(object));
    return table;
  }

  list(
    resource: KubernetesResource,
    namespace?: string,
  ): readonly KubernetesObject[] {
    return [...this.objects.values()].filter(
      object =>
        object.kind === resource.kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  }

  put(object: KubernetesObject): void {
    this.objects.set(ObjectTable.keyOf(object), object);
  }

  remove(object: KubernetesObject): void {
    this.objects.delete(ObjectTable.keyOf(object));
  }

  private static keyOf(object: KubernetesObject): string {
    const { namespace = '', name } = object.metadata;
    return `${object.kind}/${namespace}/${name}`;
  }
}
