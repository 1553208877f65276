import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  deriveHealth,
  formatClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OperatorAdapter } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway } from '../../kubernetes';
import type { RequestStore, StoredRequest } from '../../store/RequestStore';
import type { ClusterInventory, InventoryCluster } from '../ClusterInventory';
import { readDataAge } from '../sources';
import type { RequestNotifier } from './RequestNotifier';
import type { RequestRunner } from './RequestRunner';

/** Other replicas accept requests too, and deadlines pass without any change. */
const SWEEP_INTERVAL = 15_000;

/** So long may a failed request become ready after all, when somebody mends its cause. */
const FOLLOW_FAILED = 7 * 24 * 3_600_000;

/** What the watcher works with. */
export interface RequestWatcherOptions {
  readonly inventory: ClusterInventory;
  readonly gateway: KubernetesGateway;
  readonly requests: RequestStore;
  readonly runner: RequestRunner;
  readonly notifier: RequestNotifier;
  readonly adapter: OperatorAdapter;
  readonly logger: LoggerService;
  readonly now: () => Date;
  readonly failAfterMinutes: number;
}

/**
 * Follows accepted requests until their clusters are healthy for the first
 * time, or make no progress for too long. Which replica sees it first does not
 * matter: a state changes once.
 */
export class RequestWatcher {
  readonly #options: RequestWatcherOptions;
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;
  #sweeping: Promise<void> | undefined;
  #again = false;
  #hasOpen = true;

  private constructor(options: RequestWatcherOptions) {
    this.#options = options;
  }

  static create(options: RequestWatcherOptions) {
    return new RequestWatcher(options);
  }

  start() {
    this.#unsubscribe = this.#options.inventory.subscribe(() =>
      this.#hasOpen ? this.sweep() : undefined,
    );
    this.#timer = setInterval(() => {
      this.#hasOpen = true;
      this.sweep().catch(() => undefined);
    }, SWEEP_INTERVAL);
    this.#timer.unref();
    this.sweep().catch(() => undefined);
  }

  /** Ends, and waits for what is under way. */
  async stop() {
    this.#unsubscribe?.();
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Says that there is a request to follow. */
  expect() {
    this.#hasOpen = true;
  }

  /** Looks at all open requests once; calls that come meanwhile share one more look. */
  async sweep(): Promise<void> {
    if (this.#sweeping) {
      this.#again = true;
      return this.#sweeping;
    }
    this.#sweeping = this.#sweepUntilQuiet().finally(() => {
      this.#sweeping = undefined;
    });
    return this.#sweeping;
  }

  async #sweepUntilQuiet() {
    do {
      this.#again = false;
      try {
        await this.#sweepOnce();
      } catch (error) {
        this.#options.logger.warn(`Requests cannot be followed: ${error}`);
      }
    } while (this.#again);
  }

  async #sweepOnce() {
    const { requests, runner } = this.#options;
    await runner.recover();
    const accepted = await requests.listOpen(['accepted']);
    const failed = await requests.listFailed(
      new Date(this.#options.now().getTime() - FOLLOW_FAILED),
    );
    this.#hasOpen = accepted.length > 0;
    for (const request of [...accepted, ...failed]) {
      await this.#follow(request);
    }
    const undecided = await requests.listOpen(['applying', 'discarding']);
    this.#hasOpen ||= undecided.length > 0;
  }

  async #follow(request: StoredRequest) {
    const { inventory, gateway } = this.#options;
    const uid = request.steps.find(({ id }) => id === 'kafka-cluster')?.uid;
    const isCreated = request.steps.every(({ state }) => state === 'done');
    if (
      !isCreated ||
      !readDataAge(gateway, request.ref.kubernetesCluster).live
    ) {
      return;
    }
    const cluster = inventory.find(request.ref);
    if (cluster?.uid === uid && cluster) {
      await this.#judge(request, cluster);
    } else if (request.state === 'accepted') {
      await this.#checkDeleted(request, uid);
    }
  }

  async #judge(request: StoredRequest, cluster: InventoryCluster) {
    const { requests, notifier, now, failAfterMinutes } = this.#options;
    const { state, reasons } = deriveHealth(cluster.model.reasons);
    if (state === 'healthy') {
      const ready = await requests.update(request.id, ['accepted', 'failed'], {
        state: 'ready',
        failure: 'none',
      });
      await this.#tell(ready, r => notifier.notifyReady(r));
      return;
    }
    if (request.state !== 'accepted') {
      return;
    }
    const progressKey = hashProgress(cluster);
    if (progressKey !== request.progressKey) {
      await requests.update(request.id, ['accepted'], { progressKey });
      return;
    }
    const idle = now().getTime() - Date.parse(request.progressAt ?? '');
    if (idle > failAfterMinutes * 60_000) {
      const failed = await requests.update(request.id, ['accepted'], {
        state: 'failed',
        failure: {
          code: 'no-progress',
          params: { minutes: failAfterMinutes, reason: reasons[0]?.code ?? '' },
        },
      });
      await this.#tell(failed, r => notifier.notifyFailed(r));
    }
  }

  /** The cache may lag behind the creation; only the API server can say that the cluster is gone. */
  async #checkDeleted(request: StoredRequest, uid: string | undefined) {
    const { gateway, requests, notifier, adapter, runner } = this.#options;
    try {
      const object = await gateway.get({
        ...request.ref,
        resource: adapter.clusterResource,
      });
      if (object.metadata.uid === uid) {
        return;
      }
    } catch (error) {
      if (!NotFoundError.is(error)) {
        return;
      }
    }
    const failed = await requests.update(request.id, ['accepted'], {
      state: 'failed',
      failure: { code: 'cluster-deleted', params: { name: request.ref.name } },
      undo: true,
    });
    await this.#tell(failed, r => notifier.notifyFailed(r));
    await runner.run(request.id);
  }

  /** Only the replica whose change it was tells people. */
  async #tell(
    changed: StoredRequest | undefined,
    notify: (request: StoredRequest) => Promise<void>,
  ) {
    if (changed) {
      this.#options.logger.info(
        `Request ${changed.id} for ${formatClusterRef(changed.ref)} is ${
          changed.state
        }`,
      );
      this.#options.inventory.touch();
      await notify(changed);
    }
  }
}

function hashProgress({ model }: InventoryCluster): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        model.nodes.map(({ role, id, state }) => [role, id, state]),
        model.reasons.map(({ code }) => code),
      ]),
    )
    .digest('hex')
    .slice(0, 32);
}
