import type { MessageParams } from './health';

/**
 * Why a source gave no answer, or an old one. It stands beside the items that
 * the other sources gave.
 *
 * @public
 */
export interface SourceProblem {
  readonly code:
    | 'kubernetes-connecting'
    | 'kubernetes-stale'
    | 'kubernetes-unreachable'
    | 'kubernetes-unauthorized'
    | 'kubernetes-forbidden'
    | 'operator-absent';
  /** Name of the Kubernetes cluster. */
  readonly source: string;
  readonly title: string;
  /** ISO time. */
  readonly since: string;
  /** ISO time of the last word; absent when there was none. */
  readonly asOf?: string;
  readonly params: MessageParams;
}
