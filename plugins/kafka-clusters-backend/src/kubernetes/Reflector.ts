import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ApiConnection } from './ApiConnection';
import { Backoff } from './Backoff';
import { sleep, type Clock } from './clock';
import { confirmAbsence } from './confirmAbsence';
import { KubernetesRequestError, toRequestError } from './errors';
import { decideOnFailure, type FailureDecision } from './failurePolicy';
import { asString, isRecord } from './json';
import { listAll } from './listAll';
import type { ListGate } from './ListGate';
import { ObjectParser } from './ObjectParser';
import { isKubernetesObject } from './projection';
import { resourceKey } from './paths';
import { readWatch, type WatchEvent } from './readWatch';
import type { WatchedResource, WatchStatus } from './types';
import { WatchCache, type CacheChange } from './WatchCache';
import { WatchStatusTracker } from './WatchStatusTracker';

const askBeforeMilliseconds = 15_000;
const slowMilliseconds = 30_000;
const shortWatchMilliseconds = 1_000;
const healthyWatchMilliseconds = 10_000;

/** What a reflector needs, and whom it tells. None of the callbacks may throw. */
export interface ReflectorOptions {
  readonly resource: WatchedResource;
  readonly connection: ApiConnection;
  readonly gate: ListGate;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly onChange: (change: CacheChange) => void;
  readonly onSynced: () => void;
  readonly onStatus: () => void;
}

/**
 * Keeps the cache of one type in one Kubernetes cluster like the server's
 * store: lists, watches from there, and after any failure goes on where it was
 * or lists again. Ends only by its signal.
 *
 * The contract is that of client-go's shared informer: states of one object
 * are seen in order, some may be skipped; there is no order between objects;
 * an object deleted and made again under one name may look like an update with
 * another uid.
 */
export class Reflector {
  readonly cache = new WatchCache();
  readonly #options: ReflectorOptions;
  readonly #tracker: WatchStatusTracker;
  readonly #parser: ObjectParser;
  readonly #backoff: Backoff;
  #attempt = new AbortController();
  #interruption?: KubernetesRequestError;
  #resumeFrom?: string;
  #generation?: number;
  #synced = false;
  #inSuccession = 0;
  #openedAt?: number;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.clock);
    this.#tracker = new WatchStatusTracker({
      clock: options.clock,
      onChange: options.onStatus,
    });
    this.#parser = new ObjectParser({
      resource: options.resource,
      onPoison: (key, error) =>
        options.logger.warn(
          `Put aside ${options.resource.kind} ${key}: ${
            error instanceof Error ? error.name : 'unknown error'
          }`,
        ),
    });
  }

  get status(): WatchStatus {
    return this.#tracker.status;
  }

  /** True once it is known what there is, or that nothing can be known. */
  get hasSynced(): boolean {
    return this.#synced || ['absent', 'forbidden'].includes(this.status.state);
  }

  /** Ends a running watch that has turned out to be dead; it is tried again as after any lost connection. */
  interrupt(failure: KubernetesRequestError): void {
    if (this.#openedAt !== undefined) {
      this.#interruption = failure;
      this.#attempt.abort(failure);
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#attempt = new AbortController();
      this.#interruption = undefined;
      const attempt = AbortSignal.any([signal, this.#attempt.signal]);
      let wait: number;
      try {
        wait = await this.#listAndWatch(attempt);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        wait = await this.#recover(this.#interruption ?? error, signal);
      }
      await sleep(this.#options.clock, wait, signal);
    }
  }

  /** @returns how long to wait after a watch that ended in good order. */
  async #listAndWatch(signal: AbortSignal): Promise<number> {
    const { connection, clock } = this.#options;
    this.#openedAt = undefined;
    if (connection.silence > askBeforeMilliseconds) {
      // One small question for all types, so that a cluster that does not
      // answer holds no turn of the lists of the others.
      await connection.probe();
    }
    const generation = await connection.generation(signal);
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#resumeFrom = undefined;
    }
    const from = this.#resumeFrom ?? (await this.#list(signal));
    await readWatch({
      ...this.#options,
      signal,
      resourceVersion: from,
      onBytes: () => this.#contact(),
      onOpen: () => {
        this.#openedAt = clock.now();
        this.#contact();
        this.#tracker.enter('live');
      },
      onEvent: event => this.#apply(event),
    });
    if (this.#lived() < shortWatchMilliseconds) {
      // Some proxies end every watch at once; that must not become a storm.
      return this.#backoff.next();
    }
    this.#inSuccession = 0;
    return 0;
  }

  async #list(signal: AbortSignal): Promise<string> {
    this.#parser.startList();
    const { items, resourceVersion } = await listAll({
      ...this.#options,
      signal,
      convert: item => this.#parser.parse(item),
      onRestart: () => this.#parser.startList(),
      onBytes: () => this.#contact(),
    });
    this.#parser.endList();
    this.#resumeFrom = resourceVersion;
    this.#synced = true;
    const changes = this.cache.replace(items, object =>
      this.#parser.isQuarantined(object),
    );
    this.#tracker.quarantine(this.#parser.quarantined);
    changes.forEach(this.#options.onChange);
    this.#options.onSynced();
    return resourceVersion;
  }

  #apply({ type, object }: WatchEvent): void {
    this.#inSuccession = 0;
    if (type === 'DELETED') {
      this.#remove(object);
    } else if (type !== 'BOOKMARK') {
      const parsed = this.#parser.parse(object);
      const change = parsed && this.cache.upsert(parsed);
      if (change) {
        this.#options.onChange(change);
      }
    }
    this.#tracker.quarantine(this.#parser.quarantined);
    // Also of an object put aside: it has been seen.
    const version = isRecord(object.metadata)
      ? asString(object.metadata.resourceVersion)
      : undefined;
    this.#resumeFrom = version || this.#resumeFrom;
  }

  #remove(object: unknown): void {
    this.#parser.release(object);
    if (isKubernetesObject(object, this.#options.resource)) {
      const change = this.cache.remove(object.metadata);
      if (change) {
        this.#options.onChange(change);
      }
    }
  }

  #contact(): void {
    this.#options.connection.heard();
    this.#tracker.contact();
  }

  #lived(): number {
    return this.#openedAt === undefined
      ? 0
      : this.#options.clock.now() - this.#openedAt;
  }

  /** @returns how long to wait before the next attempt. */
  async #recover(error: unknown, signal: AbortSignal): Promise<number> {
    const { clock, resource, logger } = this.#options;
    const phase = this.#resumeFrom === undefined ? 'list' : 'watch';
    const { failure } = toRequestError(error, `GET ${resourceKey(resource)}`);
    if (this.#lived() > healthyWatchMilliseconds) {
      this.#inSuccession = 0;
    }
    this.#openedAt = undefined;
    this.#inSuccession += 1;
    let decision = decideOnFailure(failure, {
      synced: this.#synced,
      phase,
      inSuccession: this.#inSuccession,
    });
    if (decision.state === 'absent') {
      decision = await this.#checkAbsence(decision, signal);
    }
    if (decision.relist && this.#resumeFrom !== undefined) {
      logger.info(`Listing ${resourceKey(resource)} again: ${failure.reason}`);
      this.#resumeFrom = undefined;
    }
    if (decision.state) {
      this.#tracker.enter(decision.state, failure.message);
    }
    return decision.slow
      ? slowMilliseconds * (1 + 0.5 * clock.random())
      : this.#backoff.next(failure.retryAfterMilliseconds);
  }

  /**
   * A 404 may come from a proxy whose server is away, so objects go only when
   * the server itself says that it does not know their type.
   */
  async #checkAbsence(
    decision: FailureDecision,
    signal: AbortSignal,
  ): Promise<FailureDecision> {
    const answer = await confirmAbsence({ ...this.#options, signal });
    const believed =
      answer === 'absent' || (answer === 'unknown' && !this.#synced);
    if (!believed) {
      return {
        state: this.#synced ? 'stale' : 'unreachable',
        relist: true,
        slow: false,
      };
    }
    this.cache.replace([]).forEach(this.#options.onChange);
    this.#synced = false;
    return decision;
  }
}
