import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { OperatorAdapter } from './OperatorAdapter';

/**
 * Adds to what the plugin knows; nothing built in can be replaced.
 *
 * @public
 */
export interface KafkaClustersAdaptersExtensionPoint {
  /** Called while modules start; an id that exists already is refused. */
  addAdapter(adapter: OperatorAdapter): void;
}

/**
 * Extension point for adapters of further operators.
 *
 * @public
 */
export const kafkaClustersAdaptersExtensionPoint =
  createExtensionPoint<KafkaClustersAdaptersExtensionPoint>({
    id: 'kafka-clusters.adapters',
  });
