import { randomUUID } from 'node:crypto';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type {
  GatewayChange,
  JsonPatchOperation,
  KubernetesClusterStatus,
  KubernetesGateway,
  ObjectLocation,
  OwnRules,
  WriteOptions,
} from '../../kubernetes';
import { isRecord } from '../../kubernetes/json';
import {
  KubernetesRequestError,
  toBackstageError,
  toFailure,
} from '../../kubernetes/errors';

type Metadata = KubernetesObject['metadata'];

/** What a test makes the server answer instead; undefined lets the request pass. */
export type Fault = (request: {
  readonly verb: 'create' | 'get' | 'patch' | 'delete' | 'dry-run' | 'review';
  readonly kind: string;
  readonly name: string;
}) => { readonly code: number; readonly status: object } | undefined;

/**
 * Kubernetes clusters in memory, behind the gateway's interface: names that
 * are taken, uids, preconditions, finalizers, terminating namespaces. Watches
 * see a write at once.
 */
export class InMemoryKubernetes implements KubernetesGateway {
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #handlers = new Set<(change: GatewayChange) => void>();
  readonly #states = new Map<string, KubernetesClusterStatus>();
  /** Direct requests that were made, in order. */
  readonly requests: string[] = [];
  /** Kubernetes clusters that have not answered once. */
  readonly unsynced = new Set<string>();
  /** Types, as `group/plural`, that additional watches may not read. */
  readonly forbidden = new Set<string>();
  fault: Fault = () => undefined;
  mayCreate = true;
  /** What the portal's account may do everywhere; absent: everything. */
  ownRules: OwnRules = {
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'], resourceNames: [] },
    ],
    incomplete: false,
  };
  /** Answers single questions about rights; `mayCreate` when it has no opinion. */
  mayDo: (question: {
    readonly verb: string;
    readonly resource: { readonly group: string; readonly plural: string };
  }) => boolean | undefined = () => undefined;

  constructor(names: readonly string[] = ['dev', 'prod']) {
    names.forEach(name => this.setState(name, 'live'));
  }

  setState(
    name: string,
    state: KubernetesClusterStatus['state'],
    resources: KubernetesClusterStatus['resources'] = {},
  ) {
    const since = '2026-11-24T10:00:00.000Z';
    this.#states.set(name, {
      name,
      title: name.toUpperCase(),
      state,
      since,
      lastContact: state === 'live' ? undefined : '2026-11-24T09:59:00.000Z',
      resources: {
        'kafka.banzaicloud.io/kafkaclusters': {
          state: state === 'live' ? 'live' : 'unreachable',
          since,
          quarantined: 0,
        },
        ...resources,
      },
    });
    this.#tell({ type: 'status', kubernetesCluster: name });
  }

  async start() {}

  async stop() {}

  listKubernetesClusters() {
    return [...this.#states.values()];
  }

  hasSynced(kubernetesCluster: string) {
    return (
      this.#states.has(kubernetesCluster) &&
      !this.unsynced.has(kubernetesCluster)
    );
  }

  list(
    kubernetesCluster: string,
    resource: KubernetesResource,
    namespace?: string,
  ) {
    const prefix = `${kubernetesCluster} ${resource.group}/${resource.plural} `;
    return [...this.#objects.entries()]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, object]) => object)
      .filter(
        ({ metadata }) =>
          namespace === undefined || metadata.namespace === namespace,
      );
  }

  find(location: ObjectLocation) {
    return this.#objects.get(toKey(location));
  }

  /** Reads what is there, whatever the version; `forbidden` types are refused. */
  watch(kubernetesCluster: string, resource: KubernetesResource) {
    const since = '2026-11-24T10:00:00.000Z';
    const isRefused = this.forbidden.has(
      `${resource.group}/${resource.plural}`,
    );
    this.requests.push(`watch ${resource.group}/${resource.version}`);
    return {
      status: {
        state: isRefused ? ('forbidden' as const) : ('live' as const),
        since,
        quarantined: 0,
      },
      hasSynced: true,
      list: () => this.list(kubernetesCluster, resource),
      stop: async () => {
        this.requests.push(`unwatch ${resource.group}/${resource.version}`);
      },
    };
  }

  subscribe(handler: (change: GatewayChange) => void) {
    this.#handlers.add(handler);
    return () => {
      this.#handlers.delete(handler);
    };
  }

  /** Puts an object there, whoever made it. */
  put(
    kubernetesCluster: string,
    resource: KubernetesResource,
    object: Omit<KubernetesObject, 'metadata'> & { metadata: Metadata },
  ): KubernetesObject {
    const location = toLocation(kubernetesCluster, resource, object.metadata);
    const previous = this.find(location);
    const current: KubernetesObject = {
      kind: resource.kind,
      ...object,
      metadata: {
        uid: previous?.metadata.uid ?? randomUUID(),
        creationTimestamp: '2026-11-24T09:00:00Z',
        ...object.metadata,
      },
    };
    this.#objects.set(toKey(location), current);
    this.#tell({
      type: 'object',
      kubernetesCluster,
      resource,
      namespace: location.namespace,
      name: location.name,
      previous,
      current,
    });
    return current;
  }

  /** Takes an object away, finalizers or not. */
  remove(location: ObjectLocation) {
    const previous = this.find(location);
    this.#objects.delete(toKey(location));
    this.#tell({
      type: 'object',
      kubernetesCluster: location.kubernetesCluster,
      resource: location.resource,
      namespace: location.namespace,
      name: location.name,
      previous,
    });
  }

  async get(location: ObjectLocation) {
    this.#answer('get', location);
    const object = this.find(location);
    if (!object) {
      throw refuse(location, 404, {
        reason: 'NotFound',
        message: `${location.resource.plural} "${location.name}" not found`,
      });
    }
    return object;
  }

  async create(
    kubernetesCluster: string,
    resource: KubernetesResource,
    object: KubernetesObject,
    options: WriteOptions = {},
  ) {
    const location = toLocation(kubernetesCluster, resource, object.metadata);
    this.#answer(options.dryRun ? 'dry-run' : 'create', location);
    this.#requireNamespace(location);
    if (this.find(location)) {
      throw refuse(location, 409, {
        reason: 'AlreadyExists',
        message: `${resource.plural} "${location.name}" already exists`,
      });
    }
    return options.dryRun
      ? object
      : this.put(kubernetesCluster, resource, object);
  }

  async patch(
    location: ObjectLocation,
    operations: readonly JsonPatchOperation[],
  ): Promise<KubernetesObject> {
    this.#answer('patch', location);
    const object = structuredClone(await this.get(location));
    for (const { op, path, value } of operations) {
      const keys = path
        .slice(1)
        .split('/')
        .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
      const last = keys.pop() ?? '';
      const parent = keys.reduce<unknown>(
        (at, key) => (isRecord(at) ? at[key] : undefined),
        object,
      );
      const known = isRecord(parent) ? parent[last] : undefined;
      if (!isRecord(parent) || (op === 'test' && known !== value)) {
        throw refuse(location, 409, {
          reason: 'Conflict',
          message: `the patch does not fit at ${path}`,
        });
      }
      if (op === 'remove') {
        Reflect.deleteProperty(parent, last);
      } else if (op !== 'test') {
        Reflect.set(parent, last, value);
      }
    }
    return this.put(location.kubernetesCluster, location.resource, object);
  }

  async delete(
    location: ObjectLocation,
    options: WriteOptions & { readonly uid?: string },
  ) {
    this.#answer('delete', location);
    const object = await this.get(location);
    if (options.uid !== undefined && options.uid !== object.metadata.uid) {
      throw refuse(location, 409, {
        reason: 'Conflict',
        message: `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${object.metadata.uid}`,
      });
    }
    if (object.metadata.finalizers?.length) {
      this.put(location.kubernetesCluster, location.resource, {
        ...object,
        metadata: {
          ...object.metadata,
          deletionTimestamp: '2026-11-24T10:00:00Z',
        },
      });
      return;
    }
    this.remove(location);
  }

  async reviewAccess(
    kubernetesCluster: string,
    question: Parameters<KubernetesGateway['reviewAccess']>[1],
  ) {
    const { plural } = question.resource;
    this.#answer('review', {
      kubernetesCluster,
      resource: {
        version: '',
        kind: plural,
        namespaced: true,
        ...question.resource,
      },
      name: '',
    });
    return this.mayDo(question) ?? this.mayCreate;
  }

  async listOwnRules() {
    this.requests.push('list rules');
    return this.ownRules;
  }

  async getOwnAccount() {
    return 'system:serviceaccount:portal:portal';
  }

  #requireNamespace(location: ObjectLocation) {
    const { kubernetesCluster, namespace = '' } = location;
    const resource = kubernetesResources.namespaces;
    const object = this.find({ kubernetesCluster, resource, name: namespace });
    if (!object) {
      throw refuse(location, 404, {
        reason: 'NotFound',
        message: `namespaces "${namespace}" not found`,
      });
    }
    if (object.metadata.deletionTimestamp !== undefined) {
      const message = `unable to create new content in namespace ${namespace} because it is being terminated`;
      throw refuse(location, 403, {
        reason: 'Forbidden',
        message,
        details: { causes: [{ reason: 'NamespaceTerminating', message }] },
      });
    }
  }

  #answer(verb: Parameters<Fault>[0]['verb'], location: ObjectLocation) {
    const { kind } = location.resource;
    this.requests.push(`${verb} ${kind} ${location.name}`.trim());
    const fault = this.fault({ verb, kind, name: location.name });
    if (fault) {
      throw refuse(location, fault.code, fault.status);
    }
  }

  #tell(change: GatewayChange) {
    this.#handlers.forEach(handler => handler(change));
  }
}

function toLocation(
  kubernetesCluster: string,
  resource: KubernetesResource,
  { namespace, name }: Metadata,
): ObjectLocation {
  return { kubernetesCluster, resource, namespace, name };
}

function toKey(location: ObjectLocation): string {
  const { kubernetesCluster, resource, namespace = '', name } = location;
  return `${kubernetesCluster} ${resource.group}/${resource.plural} ${namespace}/${name}`;
}

function refuse(location: ObjectLocation, code: number, status: object) {
  const action = `request for ${location.resource.plural}`;
  const body = { kind: 'Status', code, ...status };
  return toBackstageError(
    new KubernetesRequestError(toFailure(body, { code, action })),
    { kubernetesCluster: location.kubernetesCluster, action },
  );
}
