import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { ClusterRef } from '../clusterRef';
import type { ClusterRequestInput } from '../provisioning/clusterRequest';
import type {
  ClusterResponse,
  FleetQuery,
  FleetResponse,
  InventoryResponse,
  ManifestResponse,
  PlanResponse,
  RequestResponse,
  RightsResponse,
  TargetsResponse,
} from './contract';
import type {
  ClaimsResponse,
  ClusterOwnershipResponse,
  ComponentRelationResponse,
  OwnershipInboxResponse,
  TransferResponse,
} from './ownershipContract';
import type {
  ClaimsInput,
  ConsumerDecision,
  ConsumerInput,
  LinkOwnerInput,
  TransferAnswer,
  TransferInput,
} from '../ownership/ownershipInput';
import type {
  KafkaClustersApi,
  KafkaClustersRequestOptions,
} from './KafkaClustersApi';

/**
 * Client of the backend's routes, for browsers and other backends alike.
 *
 * Answers of reads are kept with their ETag: an unchanged answer costs a 304
 * and gives the very same object again, so that views do not render anew.
 *
 * @public
 */
export class KafkaClustersClient implements KafkaClustersApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };
  readonly #answers = new Map<string, { etag: string; body: unknown }>();

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async listClusters(query: FleetQuery, options?: KafkaClustersRequestOptions) {
    return this.#get<FleetResponse>(`/clusters${formatQuery(query)}`, options);
  }

  async getCluster(ref: ClusterRef, options?: KafkaClustersRequestOptions) {
    return this.#get<ClusterResponse>(clusterPath(ref), options);
  }

  async getManifest(ref: ClusterRef, options?: KafkaClustersRequestOptions) {
    return this.#get<ManifestResponse>(`${clusterPath(ref)}/manifest`, options);
  }

  async listTargets(options?: KafkaClustersRequestOptions) {
    return this.#get<TargetsResponse>('/targets', options);
  }

  async planCluster(
    input: ClusterRequestInput,
    options?: KafkaClustersRequestOptions,
  ) {
    return this.#send<PlanResponse>('POST', '/plans', input, options);
  }

  async createCluster(
    input: ClusterRequestInput,
    options: KafkaClustersRequestOptions & {
      idempotencyKey: string;
      dryRun?: boolean;
    },
  ) {
    return this.#send<RequestResponse>(
      'POST',
      `/requests${options.dryRun ? '?dryRun=true' : ''}`,
      input,
      options,
      { 'idempotency-key': options.idempotencyKey },
    );
  }

  async getRequest(id: string, options?: KafkaClustersRequestOptions) {
    return this.#get<RequestResponse>(
      `/requests/${encodeURIComponent(id)}`,
      options,
    );
  }

  async discardRequest(id: string, options?: KafkaClustersRequestOptions) {
    return this.#send<RequestResponse>(
      'POST',
      `/requests/${encodeURIComponent(id)}/discard`,
      undefined,
      options,
    );
  }

  async getOwnership(ref: ClusterRef, options?: KafkaClustersRequestOptions) {
    return this.#get<ClusterOwnershipResponse>(
      `${clusterPath(ref)}/ownership`,
      options,
    );
  }

  async linkOwner(
    ref: ClusterRef,
    input: LinkOwnerInput,
    options?: KafkaClustersRequestOptions,
  ) {
    return this.#send<ClusterOwnershipResponse>(
      'POST',
      `${clusterPath(ref)}/link`,
      input,
      options,
    );
  }

  async offerTransfer(
    ref: ClusterRef,
    input: TransferInput,
    options?: KafkaClustersRequestOptions,
  ) {
    return this.#send<TransferResponse>(
      'POST',
      `${clusterPath(ref)}/transfer`,
      input,
      options,
    );
  }

  async answerTransfer(
    id: string,
    answer: TransferAnswer,
    options?: KafkaClustersRequestOptions,
  ) {
    return this.#send<TransferResponse>(
      'POST',
      `/transfers/${encodeURIComponent(id)}/${answer}`,
      undefined,
      options,
    );
  }

  async getOwnershipInbox(options?: KafkaClustersRequestOptions) {
    return this.#get<OwnershipInboxResponse>('/ownership/inbox', options);
  }

  async answerClaims(
    input: ClaimsInput,
    options?: KafkaClustersRequestOptions,
  ) {
    return this.#send<ClaimsResponse>('POST', '/claims', input, options);
  }

  async decideOnConsumer(
    ref: ClusterRef,
    decision: ConsumerDecision,
    input: ConsumerInput,
    options?: KafkaClustersRequestOptions,
  ) {
    return this.#send<ClusterOwnershipResponse>(
      'POST',
      `${clusterPath(ref)}/consumers/${decision}`,
      input,
      options,
    );
  }

  async getComponentRelation(
    componentRef: string,
    options?: KafkaClustersRequestOptions,
  ) {
    const { kind, namespace, name } = parseEntityRef(componentRef, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#get<ComponentRelationResponse>(
      `/components/${path}/relation`,
      options,
    );
  }

  async listRights(options?: KafkaClustersRequestOptions) {
    return this.#get<RightsResponse>('/rights', options);
  }

  async refreshRights(options?: KafkaClustersRequestOptions) {
    return this.#send<RightsResponse>(
      'POST',
      '/rights/refresh',
      undefined,
      options,
    );
  }

  async listInventory(options?: KafkaClustersRequestOptions) {
    return this.#get<InventoryResponse>('/inventory', options);
  }

  async #get<T>(
    path: string,
    options?: KafkaClustersRequestOptions,
  ): Promise<T> {
    const known = options?.token ? undefined : this.#answers.get(path);
    const response = await this.#fetch(path, options, {
      headers: known ? { 'if-none-match': known.etag } : {},
    });
    if (known && response.status === 304) {
      return known.body as T;
    }
    if (!response.ok) {
      this.#answers.delete(path);
      throw await ResponseError.fromResponse(response);
    }
    const body = (await response.json()) as T;
    const etag = response.headers.get('etag');
    if (etag && !options?.token) {
      this.#remember(path, etag, body);
    }
    return body;
  }

  async #send<T>(
    method: string,
    path: string,
    body: unknown,
    options?: KafkaClustersRequestOptions,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await this.#fetch(path, options, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }

  async #fetch(
    path: string,
    options: KafkaClustersRequestOptions | undefined,
    init: { method?: string; headers: Record<string, string>; body?: string },
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('kafka-clusters');
    return this.#fetchApi.fetch(`${baseUrl}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        ...(options?.token ? { authorization: `Bearer ${options.token}` } : {}),
      },
      signal: options?.signal,
    });
  }

  /** Keeps the answers of the latest 100 paths: search makes a path with every letter. */
  #remember(path: string, etag: string, body: unknown) {
    this.#answers.delete(path);
    this.#answers.set(path, { etag, body });
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= 100) {
        break;
      }
      this.#answers.delete(oldest);
    }
  }
}

function clusterPath(ref: ClusterRef): string {
  return `/clusters/${[ref.kubernetesCluster, ref.namespace, ref.name]
    .map(encodeURIComponent)
    .join('/')}`;
}

function formatQuery(query: FleetQuery): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      value.forEach(item => params.append(key, String(item)));
    } else if (value !== undefined && value !== '') {
      params.append(key, String(value));
    }
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
