import type { ClusterSummary } from '@kafka-clusters/plugin-kafka-clusters-common';
import { plainText } from './text';

/** `3.9.1`, or `3.8.1 → 3.9.1` while it changes; undefined when none is known. */
export function versionText(
  version: ClusterSummary['version'],
): string | undefined {
  const { current, target } = version;
  const known = current ?? target;
  if (!known) {
    return undefined;
  }
  return target && current && target !== current
    ? `${plainText(current, 40)} → ${plainText(target, 40)}`
    : plainText(known, 40);
}
