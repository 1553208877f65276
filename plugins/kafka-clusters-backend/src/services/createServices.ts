import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { parseClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  canProvision,
  clusterResourceRef,
  targetResourceRef,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { defaultImages, type KafkaClustersConfig } from '../config';
import type { KubernetesGateway } from '../kubernetes';
import type { Stores } from '../store/openStores';
import { AdapterMemories } from './AdapterMemories';
import { Authorizer } from './Authorizer';
import { ClusterInventory } from './ClusterInventory';
import { EndedPodLog } from './EndedPodLog';
import { FleetService } from './FleetService';
import { ManifestService } from './ManifestService';
import { NamespaceTeams } from './NamespaceTeams';
import { OwnerLinks } from './OwnerLinks';
import { CatalogFacts } from './owners/CatalogFacts';
import { CatalogReader } from './owners/CatalogReader';
import { Consumers } from './owners/Consumers';
import { createOwners } from './owners/createOwners';
import { OwnerResolver } from './ownership';
import { Admission } from './provisioning/Admission';
import { Planner } from './provisioning/Planner';
import { RequestNotifier } from './provisioning/RequestNotifier';
import { RequestRunner } from './provisioning/RequestRunner';
import { RequestWatcher } from './provisioning/RequestWatcher';
import { ProvisioningService } from './ProvisioningService';
import { RightsService } from './RightsService';
import { TargetService } from './TargetService';
import { UnsupportedKafka } from './UnsupportedKafka';
import { WriteGuard } from './writeGuard';

/** What the services are made of. */
export interface ServicesOptions {
  readonly config: KafkaClustersConfig;
  readonly stores: Stores;
  readonly gateway: KubernetesGateway;
  readonly adapters: readonly OperatorAdapter[];
  /** Names this process among the replicas. */
  readonly holder: string;
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
  readonly userInfo: UserInfoService;
  readonly now?: () => Date;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Puts all services together. Nothing runs yet. */
export function createServices(options: ServicesOptions) {
  const { config, stores, gateway, adapters, logger, auditor } = options;
  const now = options.now ?? (() => new Date());
  const namespaceTeams = NamespaceTeams.create({
    gateway,
    targets: config.targets,
  });
  const links = OwnerLinks.create({
    store: stores.ownerLinks,
    ownership: stores.ownership,
  });
  const catalog = CatalogReader.create(options);
  const facts = CatalogFacts.create({
    reader: catalog,
    logger,
    now,
    listTeams: () => links.listOwners(),
  });
  const consumers = Consumers.create({ facts, links });
  const inventory = ClusterInventory.create({
    gateway,
    adapters,
    links,
    consumers,
    owners: OwnerResolver.create({
      links,
      teams: namespaceTeams,
      rules: config.owners,
      isGone: team => facts.isMissing(team),
    }),
    memories: AdapterMemories.create({ store: stores.memories, logger }),
    endedPods: EndedPodLog.create({ store: stores.endedPods, logger, now }),
    logger,
    now,
  });
  const authorizer = createAuthorizer(options);
  const writeGuard = WriteGuard.create(config);
  const requesting = createProvisioning(options, {
    now,
    authorizer,
    inventory,
    links,
    namespaceTeams,
    writeGuard,
  });
  const unsupported = UnsupportedKafka.create({ gateway, adapters, logger });
  const fleet = FleetService.create({
    unsupported,
    writeGuard,
    inventory,
    gateway,
    adapters,
    authorizer,
    requests: stores.requests,
    entityNames: config.entityNames,
    mayDiscard: (request, credentials) =>
      requesting.provisioning.mayDiscard(request, credentials),
  });
  const owning = createOwners({
    auditor,
    authorizer,
    catalog,
    consumers,
    facts,
    fleet,
    gateway,
    inventory,
    links,
    logger,
    mirrorOwners: config.mirrorOwners,
    notifications: options.notifications,
    store: stores.ownership,
    writeGuard,
  });
  facts.connect({
    isKnownCluster: ref => isKnownCluster(inventory, ref),
    onAnswer: async isDifferent => {
      if (isDifferent) {
        inventory.touch();
      }
      await owning.consuming.tellOfRequests();
    },
  });
  return {
    ...requesting,
    ...owning,
    auditor,
    authorizer,
    facts,
    fleet,
    inventory,
    manifests: ManifestService.create({ fleet, gateway, adapters }),
    namespaceTeams,
    rights: RightsService.create({
      authorizer,
      gateway,
      adapters,
      logger,
      now,
      readOnly: config.readOnly,
    }),
    targets: TargetService.create({
      authorizer,
      gateway,
      inventory,
      namespaceTeams,
      adapters,
    }),
    unsupported,
    writeGuard,
  };
}

function isKnownCluster(inventory: ClusterInventory, text: string): boolean {
  try {
    return inventory.find(parseClusterRef(text)) !== undefined;
  } catch {
    return false;
  }
}

function createAuthorizer(options: ServicesOptions): Authorizer {
  // Rules are asked for when the first request comes: they are registered after the services were made.
  const { permissionsRegistry } = options;
  return Authorizer.create({
    auth: options.auth,
    permissions: options.permissions,
    userInfo: options.userInfo,
    getClusterRules: () =>
      permissionsRegistry.getPermissionRuleset(clusterResourceRef),
    getTargetRules: () =>
      permissionsRegistry.getPermissionRuleset(targetResourceRef),
  });
}

function createProvisioning(
  options: ServicesOptions,
  parts: {
    readonly now: () => Date;
    readonly authorizer: Authorizer;
    readonly inventory: ClusterInventory;
    readonly links: OwnerLinks;
    readonly namespaceTeams: NamespaceTeams;
    readonly writeGuard: WriteGuard;
  },
) {
  const { config, stores, gateway, logger, auditor } = options;
  const adapter = options.adapters.find(canProvision);
  if (!adapter) {
    throw new ServiceUnavailableError('There is no adapter of an operator');
  }
  const { requests } = stores;
  const planner = Planner.create({
    ...parts,
    gateway,
    admission: Admission.create({ gateway }),
    adapter,
    imagesOf: name => config.images.get(name) ?? defaultImages,
  });
  const runner = RequestRunner.create({
    ...parts,
    gateway,
    requests,
    planner,
    auditor,
    logger,
    holder: options.holder,
    sleep: options.sleep ?? (milliseconds => sleep(milliseconds)),
  });
  const watcher = RequestWatcher.create({
    ...parts,
    gateway,
    requests,
    runner,
    adapter,
    logger,
    notifier: RequestNotifier.create({
      notifications: options.notifications,
      logger,
    }),
    failAfterMinutes: config.failAfterMinutes,
  });
  const provisioning = ProvisioningService.create({
    ...parts,
    gateway,
    planner,
    runner,
    watcher,
    requests,
    auditor,
    entityNames: config.entityNames,
  });
  return { runner, watcher, provisioning };
}
