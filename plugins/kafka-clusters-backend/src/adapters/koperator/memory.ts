import type {
  AdapterMemory,
  KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { isEstablished } from './facts';
import { at } from './parse';

/** Time after a rolling upgrade in which the operator often begins another round of the same. */
const SAME_ROLL_MILLISECONDS = 120_000;

function isRecent(time: unknown, now: Date): boolean {
  return (
    typeof time === 'string' &&
    now.getTime() - Date.parse(time) < SAME_ROLL_MILLISECONDS
  );
}

/**
 * What is remembered of a cluster between two looks:
 *
 * - `establishedAt`: since when it is known to have worked; pods that came
 *   later replace others
 * - `notRunningSince`: since when `status.state` has not been
 *   `ClusterRunning`. The operator leaves it at every pass, for a second.
 * - `rollingSince`, `rollingEndedAt`: the latest rolling upgrade. The operator
 *   ends it while the last pod is still starting, and often begins another
 *   round; both count as one.
 */
export function rememberKoperator(
  memory: AdapterMemory | undefined,
  cluster: KubernetesObject,
  now: Date,
): AdapterMemory {
  const before = memory ?? {};
  const state = at(cluster, 'status', 'state');
  const time = now.toISOString();
  const rolling = state === 'ClusterRollingUpgrading';
  const goesOn =
    before.rollingSince !== undefined &&
    (before.rollingEndedAt === undefined ||
      isRecent(before.rollingEndedAt, now));
  let { rollingSince, rollingEndedAt } = before;
  if (rolling) {
    rollingSince = goesOn ? before.rollingSince : time;
    rollingEndedAt = undefined;
  } else if (rollingSince !== undefined && rollingEndedAt === undefined) {
    rollingEndedAt = time;
  }
  const after: AdapterMemory = {
    establishedAt: isEstablished(cluster, before)
      ? before.establishedAt ?? time
      : undefined,
    notRunningSince:
      state === 'ClusterRunning' ? undefined : before.notRunningSince ?? time,
    rollingSince,
    rollingEndedAt,
  };
  // As it will be read back: what is not there has no key.
  return Object.fromEntries(
    Object.entries(after).filter(([, value]) => value !== undefined),
  );
}
