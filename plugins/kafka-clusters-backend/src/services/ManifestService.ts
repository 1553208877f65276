import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ClusterRef,
  ManifestDocument,
  ManifestResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  KubernetesObject,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { stringify } from 'yaml';
import type { KubernetesGateway, ObjectLocation } from '../kubernetes';
import type { InventoryCluster } from './ClusterInventory';
import { listFieldManagers } from './fieldManagers';
import type { FleetService } from './FleetService';
import { redactObject } from './redaction';
import { listManifestResources } from './resources';
import { isKnownDown, listSourceProblems } from './sources';

/** What the service of manifests works with. */
export interface ManifestServiceOptions {
  readonly fleet: FleetService;
  readonly gateway: KubernetesGateway;
  readonly adapters: readonly OperatorAdapter[];
}

/** The objects of a cluster as Kubernetes keeps them, without their secrets. */
export class ManifestService {
  readonly #options: ManifestServiceOptions;

  private constructor(options: ManifestServiceOptions) {
    this.#options = options;
  }

  static create(options: ManifestServiceOptions) {
    return new ManifestService(options);
  }

  /**
   * The custom resources of a cluster, each with who manages which field.
   * Asked of the API server, since caches keep no managed fields; from the
   * cache, without them, when it does not answer.
   *
   * @throws NotFoundError when the cluster does not exist or the person may not read it
   */
  async getManifest(
    ref: ClusterRef,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<ManifestResponse> {
    const { fleet, gateway, adapters } = this.#options;
    const cluster = await fleet.getReadable(ref, options.credentials);
    const documents = await Promise.all(
      this.#listLocations(cluster).map(location =>
        this.#readDocument(location, options.signal),
      ),
    );
    return {
      documents: documents.filter(document => document !== undefined),
      problems: listSourceProblems(gateway, adapters, ref.kubernetesCluster),
    };
  }

  #listLocations({ ref, adapter, model }: InventoryCluster): ObjectLocation[] {
    const zookeeper = model.zookeeper;
    const [resource, other] = listManifestResources(adapter);
    return [
      { ...ref, resource },
      ...(zookeeper && other
        ? [
            {
              kubernetesCluster: ref.kubernetesCluster,
              resource: other,
              namespace: zookeeper.namespace,
              name: zookeeper.name,
            },
          ]
        : []),
    ];
  }

  async #readDocument(
    location: ObjectLocation,
    signal: AbortSignal | undefined,
  ): Promise<ManifestDocument | undefined> {
    const { gateway } = this.#options;
    const readCached = () => {
      const cached = gateway.find(location);
      return cached && toDocument(location, withoutManagers(cached));
    };
    if (isKnownDown(gateway, location.kubernetesCluster)) {
      return readCached();
    }
    try {
      return toDocument(location, await gateway.get(location, { signal }));
    } catch (error) {
      return NotFoundError.is(error) ? undefined : readCached();
    }
  }
}

/** The cache knows some managers, and no field of theirs. */
function withoutManagers(object: KubernetesObject): KubernetesObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function toDocument(
  { resource, name }: ObjectLocation,
  object: KubernetesObject,
): ManifestDocument {
  const { managedFields, ...metadata } = object.metadata;
  const { apiVersion, kind, ...rest } = object;
  return {
    kind: resource.kind,
    name,
    yaml: stringify(redactObject({ apiVersion, kind, ...rest, metadata }), {
      aliasDuplicateObjects: false,
      sortMapEntries: false,
    }),
    fields: listFieldManagers(managedFields),
  };
}
