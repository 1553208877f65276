import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { FleetService } from './FleetService';
import type { ClusterInventory } from './ClusterInventory';

/** Topic that tells other backends to read the inventory again. */
export const INVENTORY_TOPIC = 'kafka-clusters.inventory';

/**
 * Tells other backends, the catalog above all, that clusters came, went or
 * changed hands, and nothing about which. How a cluster does is no matter of
 * theirs.
 *
 * @returns how to end it
 */
export function startInventoryEvents(options: {
  inventory: ClusterInventory;
  fleet: Pick<FleetService, 'readInventory'>;
  events: Pick<EventsService, 'publish'>;
  logger: LoggerService;
}): () => void {
  const { inventory, fleet, events, logger } = options;
  let known: object = {};
  return inventory.subscribe(async () => {
    const current = fleet.readInventory();
    if (isDeepStrictEqual(known, current)) {
      return;
    }
    try {
      await events.publish({ topic: INVENTORY_TOPIC, eventPayload: {} });
      known = current;
    } catch (error) {
      logger.warn(`The catalog hears of a change later: ${error}`);
    }
  });
}
