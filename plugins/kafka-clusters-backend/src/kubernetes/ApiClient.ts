import type {
  KubernetesObject,
  KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  describeRequest,
  timeout,
  type ApiConnection,
  type ApiRequest,
} from './ApiConnection';
import { createDeadline, type Clock } from './clock';
import { toBackstageError } from './errors';
import { isRecord, parseJson } from './json';
import { assertName, assertNamespace, toPath } from './paths';
import { isKubernetesObject } from './projection';
import { buildReview, toAccount, toOwnRules } from './reviews';
import { readBody } from './readBody';
import type {
  JsonPatchOperation,
  KubernetesGateway,
  ObjectLocation,
  OwnRules,
  RequestOptions,
  WriteOptions,
} from './types';

const deadlineMilliseconds = 10_000;
const maxBytes = 16 * 1024 * 1024;
const fieldManager = 'kafka-clusters';

/** No namespace can have such a name, so no rule of a single namespace is among the answer's. */
const nowhere = 'kafka-clusters.nowhere';

type DeleteOptions = Parameters<KubernetesGateway['delete']>[1];
type AccessAttributes = Parameters<KubernetesGateway['reviewAccess']>[1];

function toWriteQuery(options: WriteOptions = {}): Record<string, string> {
  return { fieldManager, ...(options.dryRun && { dryRun: 'All' }) };
}

/** The object as it is sent; what names its place must agree with where it goes. */
function toCreated(
  object: KubernetesObject,
  resource: KubernetesResource,
): KubernetesObject {
  const { group, version, kind, namespaced } = resource;
  const apiVersion = group ? `${group}/${version}` : version;
  if (
    (object.kind ?? kind) !== kind ||
    (object.apiVersion ?? apiVersion) !== apiVersion
  ) {
    throw new InputError(
      `The object is a ${object.apiVersion} ${object.kind}, not a ${apiVersion} ${kind}`,
    );
  }
  const { name, generateName, namespace } = object.metadata;
  // The server appends five characters and cuts; what stays must be a name.
  assertName(name || (generateName ? `${generateName}x` : ''));
  if (namespaced) {
    assertNamespace(namespace);
  }
  return { ...object, apiVersion, kind };
}

/** Direct requests to one Kubernetes cluster. */
export class ApiClient {
  readonly #kubernetesCluster: string;
  readonly #connection: ApiConnection;
  readonly #clock: Clock;

  constructor(options: {
    kubernetesCluster: string;
    connection: ApiConnection;
    clock: Clock;
  }) {
    this.#kubernetesCluster = options.kubernetesCluster;
    this.#connection = options.connection;
    this.#clock = options.clock;
  }

  async get(
    location: ObjectLocation,
    options: RequestOptions = {},
  ): Promise<KubernetesObject> {
    const path = toPath(location.resource, location);
    return this.#object({ method: 'GET', path }, location.resource, options);
  }

  async create(
    resource: KubernetesResource,
    object: KubernetesObject,
    options: WriteOptions = {},
  ): Promise<KubernetesObject> {
    const body = toCreated(object, resource);
    const namespace = resource.namespaced ? body.metadata.namespace : undefined;
    const path = toPath(resource, { namespace });
    const query = toWriteQuery(options);
    return this.#object(
      { method: 'POST', path, query, body },
      resource,
      options,
    );
  }

  async patch(
    location: ObjectLocation,
    operations: readonly JsonPatchOperation[],
    options: WriteOptions = {},
  ): Promise<KubernetesObject> {
    const request: ApiRequest = {
      method: 'PATCH',
      path: toPath(location.resource, location),
      query: toWriteQuery(options),
      body: operations,
      contentType: 'application/json-patch+json',
    };
    const tested = operations.some(({ op }) => op === 'test');
    return this.#object(request, location.resource, options, tested);
  }

  async delete(
    location: ObjectLocation,
    options: DeleteOptions,
  ): Promise<void> {
    const { uid, resourceVersion, propagation, dryRun } = options;
    await this.#send(
      {
        method: 'DELETE',
        path: toPath(location.resource, location),
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          propagationPolicy: propagation ?? 'Background',
          // Read back by the server as "none given" when both are absent.
          preconditions: { uid, resourceVersion },
          ...(dryRun && { dryRun: ['All'] }),
        },
      },
      options,
    );
  }

  async reviewAccess(
    attributes: AccessAttributes,
    options: RequestOptions = {},
  ): Promise<boolean> {
    const { verb, resource, namespace } = attributes;
    if (namespace !== undefined) {
      assertNamespace(namespace);
    }
    const answer = await this.#send(
      buildReview('SelfSubjectAccessReview', {
        resourceAttributes: {
          verb,
          group: resource.group,
          resource: resource.plural,
          namespace,
        },
      }),
      options,
    );
    const status = isRecord(answer) ? answer.status : undefined;
    return isRecord(status) && status.allowed === true;
  }

  async listOwnRules(options: RequestOptions = {}): Promise<OwnRules> {
    return toOwnRules(
      await this.#send(
        buildReview('SelfSubjectRulesReview', { namespace: nowhere }),
        options,
      ),
    );
  }

  async getOwnAccount(
    options: RequestOptions = {},
  ): Promise<string | undefined> {
    return toAccount(
      await this.#send(buildReview('SelfSubjectReview'), options),
    );
  }

  async #object(
    request: ApiRequest,
    resource: KubernetesResource,
    options: RequestOptions,
    tested = false,
  ): Promise<KubernetesObject> {
    const answer = await this.#send(request, options, tested);
    if (!isKubernetesObject(answer, resource)) {
      throw new ServiceUnavailableError(
        `Kubernetes cluster ${
          this.#kubernetesCluster
        } answered ${describeRequest(
          request,
        )} with something that is no object`,
      );
    }
    return answer;
  }

  async #send(
    request: ApiRequest,
    options: RequestOptions,
    tested = false,
  ): Promise<unknown> {
    const deadline = createDeadline(
      this.#clock,
      deadlineMilliseconds,
      options.signal,
    );
    try {
      const answer = await this.#connection.open(request, deadline.signal);
      return parseJson(await readBody(answer.body, { maxBytes }));
    } catch (error) {
      throw toBackstageError(deadline.expired ? timeout(request) : error, {
        kubernetesCluster: this.#kubernetesCluster,
        action: describeRequest(request),
        tested,
      });
    } finally {
      deadline.clear();
    }
  }
}
