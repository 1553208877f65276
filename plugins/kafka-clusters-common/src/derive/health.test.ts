import fc from 'fast-check';
import {
  healthReasons,
  type HealthReason,
  type HealthReasonCode,
  type HealthState,
  type Severity,
} from '../model/health';
import { deriveHealth } from './health';

const codes = Object.keys(healthReasons) as HealthReasonCode[];

const reason = (code: HealthReasonCode): HealthReason => ({
  code,
  severity: healthReasons[code].severity,
  params: {},
  about: [],
  blocks: { code: 'nothing', params: {} },
  next: { code: 'nothing-wait', params: {} },
});

describe('the verdict', () => {
  it.each<[readonly HealthReasonCode[], HealthState]>([
    [[], 'healthy'],
    [['first-rebalance'], 'healthy'],
    [['state-unknown', 'first-rebalance'], 'unknown'],
    [['rolling-upgrade', 'data-stale'], 'progressing'],
    [['broker-starting', 'broker-missing'], 'at-risk'],
    [['broker-missing', 'broker-image-pull'], 'attention'],
    [['broker-image-pull', 'writes-blocked'], 'unavailable'],
  ])('of %p is %s', (given, expected) => {
    expect(deriveHealth(given.map(reason)).state).toBe(expected);
  });

  it('names the heaviest reason first, whatever the order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(codes), given => {
        const { reasons } = deriveHealth(given.map(reason));
        const weights = reasons.map(({ code }) => healthReasons[code].weight);
        expect(weights).toEqual([...weights].sort((a, b) => b - a));
        expect(reasons).toHaveLength(given.length);
      }),
    );
  });

  it('leaves what it is given as it is, and equal reasons in their order', () => {
    const given = Object.freeze(
      [1, 2, 3].map(broker => ({
        ...reason('broker-missing'),
        params: { broker },
      })),
    );
    expect(deriveHealth(given).reasons).toEqual(given);
  });
});

describe('weights', () => {
  it('are all different', () => {
    const weights = Object.values(healthReasons).map(({ weight }) => weight);
    expect(new Set(weights).size).toBe(weights.length);
  });

  it('never put a milder severity above a worse one', () => {
    const order: readonly Severity[] = [
      'critical',
      'error',
      'warning',
      'progress',
      'unknown',
      'info',
    ];
    const severities = Object.values(healthReasons)
      .map(({ severity, weight }) => ({ severity, weight }))
      .sort((a, b) => b.weight - a.weight)
      .map(({ severity }) => order.indexOf(severity));
    expect(severities).toEqual([...severities].sort((a, b) => a - b));
  });
});
