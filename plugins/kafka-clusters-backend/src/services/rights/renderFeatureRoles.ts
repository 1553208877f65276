import type { RightsFeature } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OperatorAdapter } from '@kafka-clusters/plugin-kafka-clusters-node';
import { listNeededRights } from './neededRights';
import { renderRole } from './renderRoles';

/**
 * The roles of several features, for an administrator who grants them before
 * the portal runs: the same documents as the page of rights shows.
 */
export function renderFeatureRoles(options: {
  readonly adapters: readonly OperatorAdapter[];
  readonly features: readonly RightsFeature[];
  readonly account?: string;
}): string {
  const needed = listNeededRights(options.adapters);
  return options.features
    .map(feature =>
      renderRole({
        feature,
        account: options.account,
        rights: needed.filter(right => right.feature === feature),
      }),
    )
    .join('---\n');
}
