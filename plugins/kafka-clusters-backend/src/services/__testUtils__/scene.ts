import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { TEAMS_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  clusterPermissionRules,
  kubernetesResources,
  targetPermissionRules,
  type KubernetesObject,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { defaultImages, type KafkaClustersConfig } from '../../config';
import type { KubernetesGateway } from '../../kubernetes';
import { openStores, type Stores } from '../../store/openStores';
import { createServices } from '../createServices';
import { InMemoryKubernetes } from './InMemoryKubernetes';
import { FakeCatalog } from './FakeCatalog';
import { permissions, userInfo } from './people';
import { kafkaClusters, plainAdapter } from './plainAdapter';

/** The configuration of the tests. */
export const sceneConfig: KafkaClustersConfig = {
  kubernetesClusters: [],
  images: new Map([['dev', defaultImages]]),
  targets: [],
  owners: [],
  failAfterMinutes: 15,
  readOnly: false,
  mirrorOwners: true,
  entityNames: 'plain',
};

const rules = [
  ...Object.values(clusterPermissionRules),
  ...Object.values(targetPermissionRules),
];

/** Permission rules as the registry would give them. */
const permissionsRegistry = mockServices.permissionsRegistry.mock({
  getPermissionRuleset: () => ({
    getRuleByName: (name: string) => {
      const rule = rules.find(candidate => candidate.name === name);
      if (!rule) {
        throw new Error(`No rule ${name}`);
      }
      return rule as never;
    },
  }),
});

/** Everything of a test, with what it may turn. */
export type Scene = Awaited<ReturnType<typeof createScene>>;

/** One SQLite database for each scene, unless a test brings stores that outlive a process. */
export async function createScene(
  options: {
    readonly kubernetes?: InMemoryKubernetes;
    readonly stores?: Stores;
    readonly config?: Partial<KafkaClustersConfig>;
    readonly now?: () => Date;
    readonly holder?: string;
    readonly gateway?: KubernetesGateway;
    readonly adapters?: readonly OperatorAdapter[];
    readonly entities?: readonly Entity[];
  } = {},
) {
  const kubernetes = options.kubernetes ?? new InMemoryKubernetes();
  const stores = options.stores ?? (await openMemoryStores(options.now));
  const auditor = mockServices.auditor.mock();
  const auditEvents: { success: jest.Mock; fail: jest.Mock }[] = [];
  auditor.createEvent.mockImplementation(async () => {
    const event = {
      success: jest.fn().mockResolvedValue(undefined),
      fail: jest.fn().mockResolvedValue(undefined),
    };
    auditEvents.push(event);
    return event;
  });
  const notifications: jest.Mocked<NotificationService> = {
    send: jest.fn().mockResolvedValue(undefined),
  };
  const catalog = new FakeCatalog(options.entities);
  const services = createServices({
    config: { ...sceneConfig, ...options.config },
    stores,
    gateway: options.gateway ?? kubernetes,
    adapters: options.adapters ?? [plainAdapter],
    holder: options.holder ?? 'here',
    auditor,
    auth: mockServices.auth(),
    catalog: catalog.service,
    logger: mockServices.logger.mock(),
    notifications,
    permissions,
    permissionsRegistry,
    userInfo,
    now: options.now,
    sleep: async () => undefined,
  });
  await services.inventory.start();
  return {
    ...services,
    catalog,
    kubernetes,
    stores,
    auditor,
    auditEvents,
    notifications,
    stop: async () => {
      await services.watcher.stop();
      await services.inventory.stop();
    },
  };
}

/** Stores in a SQLite database of their own. */
export async function openMemoryStores(now?: () => Date): Promise<Stores> {
  return openStores(
    mockServices.database({ knex: await createMemoryDatabase() }),
    now,
  );
}

async function createMemoryDatabase() {
  const { default: createKnex } = await import('knex');
  return createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}

/** A namespace that serves teams. */
export function putNamespace(
  kubernetes: InMemoryKubernetes,
  kubernetesCluster: string,
  name: string,
  teams?: string,
) {
  kubernetes.put(kubernetesCluster, kubernetesResources.namespaces, {
    metadata: {
      name,
      annotations: teams === undefined ? {} : { [TEAMS_ANNOTATION]: teams },
    },
  });
}

/** A cluster that somebody made. */
export function putCluster(
  kubernetes: InMemoryKubernetes,
  kubernetesCluster: string,
  namespace: string,
  name: string,
  more: Partial<KubernetesObject> & {
    readonly annotations?: Record<string, string>;
  } = {},
): KubernetesObject {
  const { annotations, ...rest } = more;
  return kubernetes.put(kubernetesCluster, kafkaClusters, {
    spec: {},
    status: {},
    ...rest,
    metadata: { name, namespace, annotations, ...rest.metadata },
  });
}

/** Three zones with a node each, a storage class and a quota: where clusters can be created. */
export function putTarget(
  kubernetes: InMemoryKubernetes,
  kubernetesCluster: string,
  namespace: string,
  teams: string,
) {
  putNamespace(kubernetes, kubernetesCluster, namespace, teams);
  for (const zone of ['zone-a', 'zone-b', 'zone-c']) {
    putNode(kubernetes, kubernetesCluster, zone);
  }
  kubernetes.put(kubernetesCluster, kubernetesResources.storageClasses, {
    metadata: {
      name: 'ssd',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  putQuota(kubernetes, kubernetesCluster, namespace, {});
}

/** A node of a zone. */
export function putNode(
  kubernetes: InMemoryKubernetes,
  kubernetesCluster: string,
  zone: string,
  spec: object = {},
) {
  kubernetes.put(kubernetesCluster, kubernetesResources.nodes, {
    metadata: {
      name: `node-${zone}`,
      labels: { 'topology.kubernetes.io/zone': zone },
    },
    spec,
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
}

/** A quota with what is used of it. */
export function putQuota(
  kubernetes: InMemoryKubernetes,
  kubernetesCluster: string,
  namespace: string,
  used: Record<string, string>,
) {
  kubernetes.put(kubernetesCluster, kubernetesResources.resourceQuotas, {
    metadata: { name: 'team', namespace },
    spec: {},
    status: {
      hard: {
        'requests.cpu': '20',
        'requests.memory': '64Gi',
        'requests.storage': '1Ti',
        persistentvolumeclaims: '20',
        pods: '40',
      },
      used,
    },
  });
}
