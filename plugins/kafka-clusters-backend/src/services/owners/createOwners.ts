import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { KubernetesGateway } from '../../kubernetes';
import type { OwnershipStore } from '../../store/OwnershipStore';
import type { Authorizer } from '../Authorizer';
import type { ClusterInventory } from '../ClusterInventory';
import type { FleetService } from '../FleetService';
import type { OwnerLinks } from '../OwnerLinks';
import type { WriteGuard } from '../writeGuard';
import type { CatalogFacts } from './CatalogFacts';
import type { CatalogReader } from './CatalogReader';
import type { Consumers } from './Consumers';
import { ConsumerService } from './ConsumerService';
import { OwnerMirror } from './OwnerMirror';
import { OwnershipNotifier } from './OwnershipNotifier';
import { OwnershipReader } from './OwnershipReader';
import { OwnershipService } from './OwnershipService';
import { Transfers } from './Transfers';
import { TransferService } from './TransferService';

/** How often decisions of other replicas are looked for. */
const INTERVAL = 10_000;

/** What the services of ownership are made of. */
export interface OwnersOptions {
  readonly auditor: AuditorService;
  readonly authorizer: Authorizer;
  readonly catalog: CatalogReader;
  readonly consumers: Consumers;
  readonly facts: CatalogFacts;
  readonly fleet: FleetService;
  readonly gateway: KubernetesGateway;
  readonly inventory: ClusterInventory;
  readonly links: OwnerLinks;
  readonly logger: LoggerService;
  readonly mirrorOwners: boolean;
  readonly notifications: NotificationService;
  readonly store: OwnershipStore;
  readonly writeGuard: WriteGuard;
}

/** Puts the services of ownership together. Nothing runs yet. */
export function createOwners(options: OwnersOptions) {
  const { logger, links, facts, inventory } = options;
  const parts = {
    ...options,
    mirror: OwnerMirror.create({ ...options, enabled: options.mirrorOwners }),
    notifier: OwnershipNotifier.create(options),
    transfers: Transfers.create(options),
  };
  const consuming = ConsumerService.create(parts);
  return {
    ownership: OwnershipReader.create(parts),
    owners: OwnershipService.create(parts),
    transferring: TransferService.create(parts),
    consuming,
    /** Follows the catalog and the decisions of other replicas; returns how to end it. */
    startOwners: () => {
      const timer = setInterval(async () => {
        try {
          if (await links.refresh()) {
            inventory.touch();
          }
        } catch (error) {
          logger.debug(`What other replicas decided is not known: ${error}`);
        }
      }, INTERVAL);
      timer.unref();
      facts.start();
      return async () => {
        clearInterval(timer);
        await facts.stop();
      };
    },
  };
}
