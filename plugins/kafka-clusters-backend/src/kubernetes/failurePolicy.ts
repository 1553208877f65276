import type { KubernetesFailure } from './errors';
import type { WatchState } from './types';

/** What a reflector does after a failure. */
export interface FailureDecision {
  /** Undefined leaves the state as it is: the failure is part of normal life. */
  readonly state?: WatchState;
  /** The place in the history is lost or in doubt: read everything again. */
  readonly relist: boolean;
  /** Nothing will change soon: ask seldom instead of backing off. */
  readonly slow: boolean;
}

/** What is known when a request of a reflector fails. */
export interface FailureSituation {
  readonly synced: boolean;
  readonly phase: 'list' | 'watch';
  /** Failures without a success in between, this one included. */
  readonly inSuccession: number;
}

/** True for an answer that says the resource version is too old. */
export function isExpired(failure: KubernetesFailure): boolean {
  return (
    failure.code === 410 ||
    failure.reason === 'Expired' ||
    failure.reason === 'Gone'
  );
}

/** True when no answer came: the network, a deadline, half an answer. */
function isNetwork(failure: KubernetesFailure): boolean {
  return failure.code === undefined;
}

/**
 * Decides by the failure alone, without looking at texts.
 *
 * A watch that was cut, or told to wait (429), goes on where it was. Other
 * refusals of a watch that repeat mean that the server does not know our
 * resource version any more (500 for one it cannot read, 504 for one of the
 * future, as after a restored backup), so only a list helps.
 */
export function decideOnFailure(
  failure: KubernetesFailure,
  situation: FailureSituation,
): FailureDecision {
  const { synced, phase, inSuccession } = situation;
  if (isExpired(failure)) {
    return {
      state: inSuccession > 1 && synced ? 'stale' : undefined,
      relist: true,
      slow: false,
    };
  }
  switch (failure.code) {
    case 401:
      return { state: 'unauthorized', relist: false, slow: false };
    case 403:
      // Relisting gives an account that may list but not watch a slow poll.
      return { state: 'forbidden', relist: true, slow: true };
    case 404:
      return { state: 'absent', relist: true, slow: true };
    case 429:
      return {
        state: synced ? 'stale' : 'unreachable',
        relist: false,
        slow: false,
      };
    default:
  }
  const malformed = failure.reason === 'MALFORMED';
  const brief = isNetwork(failure) && inSuccession === 1;
  return {
    state: synced && (brief || !isNetwork(failure)) ? 'stale' : 'unreachable',
    relist:
      phase === 'watch' &&
      inSuccession > 1 &&
      (malformed || !isNetwork(failure)),
    slow: false,
  };
}
