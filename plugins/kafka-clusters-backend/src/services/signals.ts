import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGED_CHANNEL,
  SIGNAL_HEARTBEAT_MS,
  type ChangeSignal,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ClusterInventory } from './ClusterInventory';

/**
 * Tells every open browser that something changed, and nothing about what:
 * channels know no permissions. Says the same again now and then, since Backstage
 * does not tell a browser whether its connection stands, nor what it missed.
 *
 * @returns how to end it
 */
export function startSignals(options: {
  inventory: ClusterInventory;
  signals: SignalsService;
  logger: LoggerService;
}): () => void {
  const { inventory, signals, logger } = options;
  const instance = randomUUID();
  let changes = 0;
  const publish = async () => {
    const message: ChangeSignal = { instance, changes };
    try {
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: CHANGED_CHANNEL,
        message,
      });
    } catch (error) {
      logger.debug(`No signal could be sent: ${error}`);
    }
  };
  const heartbeat = setInterval(publish, SIGNAL_HEARTBEAT_MS);
  heartbeat.unref();
  const unsubscribe = inventory.subscribe(() => {
    changes += 1;
    return publish();
  });
  return () => {
    clearInterval(heartbeat);
    unsubscribe();
  };
}
