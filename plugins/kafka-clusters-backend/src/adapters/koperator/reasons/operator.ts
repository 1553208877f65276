import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import { findOperatorDeployment } from '../detect';
import { DEBOUNCE_SECONDS, START_SECONDS, type Facts } from '../facts';
import { earliest, text } from '../parse';
import { blocks, next, reason } from './reason';

/** An operator writes a first status within a second; it may be busy or being replaced. */
const NO_STATUS_SECONDS = 120;

const knownStates = new Set([
  '',
  'ClusterReconciling',
  'ClusterRollingUpgrading',
  'ClusterRunning',
]);

const knownConfigurationStates = new Set([
  '',
  'ConfigInSync',
  'ConfigOutOfSync',
]);

/** An operator that is not there: what is asked for will not happen. */
function notActing(
  facts: Facts,
  operator: 'koperator' | 'zookeeper-operator',
  hasStatus: boolean,
  createdAt: string | undefined,
): readonly HealthReason[] {
  const { deadlines } = facts;
  const found = findOperatorDeployment(
    facts.objects,
    operator === 'koperator' ? 'koperator' : 'zookeeper',
  );
  const stopped =
    found !== undefined &&
    !found.running &&
    (found.since === undefined ||
      deadlines.passed(found.since, DEBOUNCE_SECONDS));
  const silent = !hasStatus && deadlines.passed(createdAt, NO_STATUS_SECONDS);
  if (!stopped && !silent) {
    return [];
  }
  const since = stopped ? found.since : createdAt;
  return [
    reason(
      'operator-not-acting',
      {
        operator,
        cause: stopped ? 'not-running' : 'no-status',
        minutes: deadlines.minutesSince(since),
      },
      {
        about: [facts.about],
        since,
        blocks: facts.established
          ? blocks('the-change', {})
          : blocks('creation', {}),
        next: next('check-operator-running', { operator }),
      },
    ),
  ];
}

/** Values of a later or a foreign operator: shown as they are. */
function unknownStates(facts: Facts): readonly HealthReason[] {
  const unknown: [string, string][] = [];
  if (!knownStates.has(facts.operatorState)) {
    unknown.push(['status.state', facts.operatorState]);
  }
  for (const broker of facts.nodes) {
    if (!knownConfigurationStates.has(broker.configurationState)) {
      unknown.push([
        `status.brokersState.${broker.id}.configurationState`,
        broker.configurationState,
      ]);
    }
  }
  return unknown.slice(0, 10).map(([field, value]) =>
    reason(
      'state-unknown',
      { field, text: value },
      {
        about: [facts.about],
        blocks: blocks('unknown', {}),
        next: next('report-unknown-state', { text: value }),
      },
    ),
  );
}

/** What the operators themselves say, or do not say. */
export function operatorReasons(facts: Facts): readonly HealthReason[] {
  const { zookeeper } = facts;
  return [
    ...notActing(
      facts,
      'koperator',
      facts.operatorState !== '',
      facts.createdAt,
    ),
    ...(zookeeper
      ? notActing(
          facts,
          'zookeeper-operator',
          zookeeper.hasStatus,
          zookeeper.createdAt,
        )
      : []),
    ...unknownStates(facts),
  ];
}

/**
 * Koperator leaves `ClusterRunning` at every pass for a second; only what
 * lasts counts, and only where nothing else explains it.
 */
export function reconcilingReasons(facts: Facts): readonly HealthReason[] {
  const { deadlines, memory, operatorState, established } = facts;
  const since = text(memory.notRunningSince);
  if (
    !established ||
    operatorState !== 'ClusterReconciling' ||
    !deadlines.passed(since, DEBOUNCE_SECONDS)
  ) {
    return [];
  }
  return [
    reason(
      'operator-reconciling',
      { minutes: deadlines.minutesSince(since) },
      {
        about: [facts.about],
        since: earliest(since),
        blocks: blocks('the-change', {}),
        next: deadlines.passed(since, START_SECONDS)
          ? next('check-operator-log', { operator: 'koperator' })
          : next('nothing-wait', {}),
      },
    ),
  ];
}
