import { NotAllowedError } from '@backstage/errors';
import type { OperationAllowance } from '@kafka-clusters/plugin-kafka-clusters-common';

/** Why nothing is written, for pages and tools. */
const readOnlyReason = { code: 'read-only', params: {} } as const;

/**
 * Whether this portal writes to Kubernetes at all, whoever asks. Everything
 * that writes asks here before it does anything, and the gateway refuses
 * what was forgotten.
 */
export class WriteGuard {
  /** `kafkaClusters.readOnly` is true. */
  readonly readOnly: boolean;

  private constructor(readOnly: boolean) {
    this.readOnly = readOnly;
  }

  static create(options: { readonly readOnly: boolean }) {
    return new WriteGuard(options.readOnly);
  }

  /** @throws NotAllowedError with `reason: { code: 'read-only' }` when the portal only reads */
  requireWrites(): void {
    if (this.readOnly) {
      throw Object.assign(
        new NotAllowedError(
          'This portal only reads: it writes nothing to Kubernetes (kafkaClusters.readOnly)',
        ),
        { reason: readOnlyReason },
      );
    }
  }

  /** What stands against every write, for `operations` of an answer; undefined where writes are on. */
  get refusal(): Extract<OperationAllowance, { allowed: false }> | undefined {
    return this.readOnly
      ? { allowed: false, reason: readOnlyReason }
      : undefined;
  }
}
