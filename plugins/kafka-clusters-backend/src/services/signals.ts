import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { ClusterInventory } from './ClusterInventory';

/** Channel that tells browsers to read again. */
export const CHANGED_CHANNEL = 'kafka-clusters:changed';

/**
 * Tells every open browser that something changed, and nothing about what:
 * channels know no permissions.
 *
 * @returns how to end it
 */
export function startSignals(options: {
  inventory: ClusterInventory;
  signals: SignalsService;
  logger: LoggerService;
}): () => void {
  const { inventory, signals, logger } = options;
  return inventory.subscribe(async () => {
    try {
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: CHANGED_CHANNEL,
        message: {},
      });
    } catch (error) {
      logger.debug(`No signal could be sent: ${error}`);
    }
  });
}
