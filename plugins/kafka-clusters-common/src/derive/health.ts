import {
  healthReasons,
  type Health,
  type HealthReason,
  type HealthState,
  type Severity,
} from '../model/health';

const stateOfSeverity: Record<Severity, HealthState> = {
  critical: 'unavailable',
  error: 'attention',
  warning: 'at-risk',
  progress: 'progressing',
  unknown: 'unknown',
  info: 'healthy',
};

/**
 * The verdict of reasons: the heaviest one decides, the others follow in order
 * of weight. Without reasons a cluster is healthy.
 *
 * @public
 */
export function deriveHealth(reasons: readonly HealthReason[]): Health {
  const sorted = [...reasons].sort(
    (a, b) => healthReasons[b.code].weight - healthReasons[a.code].weight,
  );
  const state = sorted.length ? stateOfSeverity[sorted[0].severity] : 'healthy';
  return { state, reasons: sorted };
}
