import { Call, HttpsConnection } from './HttpsConnection';
import { KubeObject } from './objects';
import { Resource, resourcePath } from './resources';

/** A list with the version from which a watch goes on. */
export interface ListAnswer<T extends KubeObject> {
  items: T[];
  resourceVersion: string;
}

/** What a delete may ask for. */
export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  uid?: string;
}

/** What happens around the requests of a client. */
export interface ClientHooks {
  /** Learns of every object that the server answered with. */
  onAnswer?: (resource: Resource<KubeObject>, object: KubeObject) => void;
  /** When objects of a namespace count as created; now when it says nothing. */
  birthOf?: (namespace: string | undefined) => string | undefined;
}

/**
 * What one controller says to the API server. Its name is the user agent, so
 * that `managedFields` shows who wrote what.
 */
export class ApiClient {
  private constructor(
    private readonly connection: HttpsConnection,
    readonly userAgent: string,
    private readonly hooks: ClientHooks,
  ) {}

  static create(
    connection: HttpsConnection,
    userAgent: string,
    hooks: ClientHooks = {},
  ): ApiClient {
    return new ApiClient(connection, userAgent, hooks);
  }

  async get<T extends KubeObject>(
    resource: Resource<T>,
    name: string,
    namespace?: string,
  ): Promise<T> {
    return this.object(resource, {
      method: 'GET',
      path: resourcePath(resource, namespace, name),
    });
  }

  async list<T extends KubeObject>(
    resource: Resource<T>,
    namespace?: string,
  ): Promise<ListAnswer<T>> {
    const answer = (await this.send({
      method: 'GET',
      path: resourcePath(resource, namespace),
    })) as { items?: unknown; metadata?: { resourceVersion?: string } };
    const items = Array.isArray(answer.items) ? answer.items : [];
    return {
      items: items.map(item => toObject(resource, item)),
      resourceVersion: answer.metadata?.resourceVersion ?? '0',
    };
  }

  async create<T extends KubeObject>(
    resource: Resource<T>,
    object: Omit<T, 'status'>,
  ): Promise<T> {
    const { namespace } = object.metadata;
    const creationTimestamp = this.hooks.birthOf?.(namespace);
    const metadata = { ...object.metadata, creationTimestamp };
    return this.object(resource, {
      method: 'POST',
      path: resourcePath(resource, namespace),
      body: creationTimestamp ? { ...object, metadata } : object,
      // The sandbox's server lets administrators say when a thing was made.
      headers: creationTimestamp ? { 'x-sandbox-seed': 'true' } : undefined,
    });
  }

  async update<T extends KubeObject>(
    resource: Resource<T>,
    object: T,
    subresource?: 'status',
  ): Promise<T> {
    const { namespace, name } = object.metadata;
    return this.object(resource, {
      method: 'PUT',
      path: resourcePath(resource, namespace, name, subresource),
      body: object,
    });
  }

  async patch<T extends KubeObject>(
    resource: Resource<T>,
    target: { namespace?: string; name: string },
    patch: unknown,
    subresource?: 'status',
  ): Promise<T> {
    return this.object(resource, {
      method: 'PATCH',
      path: resourcePath(resource, target.namespace, target.name, subresource),
      body: patch,
      contentType: Array.isArray(patch)
        ? 'application/json-patch+json'
        : 'application/merge-patch+json',
    });
  }

  async delete<T extends KubeObject>(
    resource: Resource<T>,
    target: { namespace?: string; name: string },
    options: DeleteOptions = {},
  ): Promise<void> {
    const { uid, ...rest } = options;
    const answer = await this.send({
      method: 'DELETE',
      path: resourcePath(resource, target.namespace, target.name),
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        ...rest,
        ...(uid ? { preconditions: { uid } } : {}),
      },
    });
    // What is only marked for deletion comes back; what is gone does not.
    if ((answer as { kind?: unknown } | undefined)?.kind === resource.kind) {
      this.hooks.onAnswer?.(resource, toObject(resource, answer));
    }
  }

  /** Posts to a subresource such as `binding` or `eviction`. */
  async post(
    resource: Resource<KubeObject>,
    target: { namespace?: string; name: string },
    subresource: string,
    body: unknown,
  ): Promise<void> {
    await this.send({
      method: 'POST',
      path: resourcePath(resource, target.namespace, target.name, subresource),
      body,
    });
  }

  /** The lines of a watch; ends when the server or the signal ends it. */
  watch(
    resource: Resource<KubeObject>,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: '300',
      resourceVersion,
    });
    return this.connection.lines({
      method: 'GET',
      path: `${resourcePath(resource)}?${query}`,
      userAgent: this.userAgent,
      signal,
      idleMs: 330_000,
    });
  }

  /** Sends any request, for paths that are no resource. */
  send(call: Omit<Call, 'userAgent'>): Promise<unknown> {
    return this.connection.send({ ...call, userAgent: this.userAgent });
  }

  private async object<T extends KubeObject>(
    resource: Resource<T>,
    call: Omit<Call, 'userAgent'>,
  ): Promise<T> {
    const object = toObject(resource, await this.send(call));
    this.hooks.onAnswer?.(resource, object);
    return object;
  }
}

/**
 * Checks that an answer is an object of the API. Items of built-in lists carry
 * neither `kind` nor `apiVersion`; both are filled in from the resource.
 */
export function toObject<T extends KubeObject>(
  resource: Resource<T>,
  value: unknown,
): T {
  const metadata = (value as { metadata?: { name?: unknown } } | undefined)
    ?.metadata;
  if (typeof metadata?.name !== 'string') {
    throw new Error(`The server answered with no ${resource.kind}`);
  }
  return {
    ...(value as object),
    apiVersion: resource.apiVersion,
    kind: resource.kind,
  } as T;
}
