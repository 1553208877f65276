import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GatewayChange } from './types';

type Handler = (change: GatewayChange) => unknown;

/**
 * Tells every handler of one change before the next one, also when a handler
 * causes a change. What a handler throws, or rejects with later, is logged.
 */
export class ChangeQueue {
  readonly #logger: LoggerService;
  readonly #handlers = new Set<{ readonly handler: Handler }>();
  readonly #pending: GatewayChange[] = [];
  #busy = false;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  subscribe(handler: Handler): () => void {
    // Wrapped, so that one function may subscribe twice and leave once.
    const entry = { handler };
    this.#handlers.add(entry);
    return () => {
      this.#handlers.delete(entry);
    };
  }

  push(change: GatewayChange): void {
    this.#pending.push(change);
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    for (
      let next = this.#pending.shift();
      next !== undefined;
      next = this.#pending.shift()
    ) {
      for (const { handler } of [...this.#handlers]) {
        this.#call(handler, next);
      }
    }
    this.#busy = false;
  }

  #call(handler: Handler, change: GatewayChange): void {
    const report = (error: unknown) =>
      this.#logger.error(
        `A handler of changes in ${change.kubernetesCluster} failed`,
        error instanceof Error ? error : undefined,
      );
    try {
      const result = handler(change);
      if (result !== undefined) {
        // An async function fits the type too; its failure must not be lost.
        Promise.resolve(result).catch(report);
      }
    } catch (error) {
      report(error);
    }
  }
}
