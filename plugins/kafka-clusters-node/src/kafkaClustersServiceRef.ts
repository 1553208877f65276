import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  KafkaClustersClient,
  type ClusterOwnershipResponse,
  type ClusterRef,
  type ClusterRequestInput,
  type ClusterResponse,
  type InventoryResponse,
  type LinkOwnerInput,
  type PlanResponse,
  type RequestResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * Options of each call: on whose behalf, and until when.
 *
 * @public
 */
export interface KafkaClustersServiceOptions {
  readonly credentials: BackstageCredentials;
  readonly signal?: AbortSignal;
}

/**
 * Kafka clusters for other backends. Every call is authorised for the
 * credentials that it is made with.
 *
 * @public
 */
export interface KafkaClustersService {
  getCluster(
    ref: ClusterRef,
    options: KafkaClustersServiceOptions,
  ): Promise<ClusterResponse>;
  planCluster(
    input: ClusterRequestInput,
    options: KafkaClustersServiceOptions,
  ): Promise<PlanResponse>;
  createCluster(
    input: ClusterRequestInput,
    options: KafkaClustersServiceOptions & {
      readonly idempotencyKey: string;
      readonly dryRun?: boolean;
    },
  ): Promise<RequestResponse>;
  getRequest(
    id: string,
    options: KafkaClustersServiceOptions,
  ): Promise<RequestResponse>;
  /** Links a cluster that nobody owns to a team. */
  linkOwner(
    ref: ClusterRef,
    input: LinkOwnerInput,
    options: KafkaClustersServiceOptions,
  ): Promise<ClusterOwnershipResponse>;
  /** For service principals only. */
  listInventory(
    options: KafkaClustersServiceOptions,
  ): Promise<InventoryResponse>;
}

/**
 * The service; its default implementation asks the plugin's backend over HTTP.
 *
 * @public
 */
export const kafkaClustersServiceRef = createServiceRef<KafkaClustersService>({
  id: 'kafka-clusters.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory({ auth, discovery }): KafkaClustersService {
        const client = new KafkaClustersClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        const withToken = async ({
          credentials,
          ...rest
        }: KafkaClustersServiceOptions) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'kafka-clusters',
          });
          return { ...rest, token };
        };
        return {
          getCluster: async (ref, options) =>
            client.getCluster(ref, await withToken(options)),
          planCluster: async (input, options) =>
            client.planCluster(input, await withToken(options)),
          createCluster: async (
            input,
            { idempotencyKey, dryRun, ...options },
          ) =>
            client.createCluster(input, {
              ...(await withToken(options)),
              idempotencyKey,
              dryRun,
            }),
          getRequest: async (id, options) =>
            client.getRequest(id, await withToken(options)),
          linkOwner: async (ref, input, options) =>
            client.linkOwner(ref, input, await withToken(options)),
          listInventory: async options =>
            client.listInventory(await withToken(options)),
        };
      },
    }),
});
