import { ApiClient } from '../client/ApiClient';
import { EventRecorder, EventSource } from '../client/EventRecorder';
import { ConnectionOptions, HttpsConnection } from '../client/HttpsConnection';
import { Informer } from '../client/Informer';
import { KubeObject } from '../client/objects';
import { Resource, resourcePath, RESOURCES } from '../client/resources';
import { Reconcile, WorkQueue } from '../client/WorkQueue';
import { Clock } from './Clock';
import { SandboxFacts } from './SandboxFacts';

/** On a namespace: at least as fast does everything in it happen. */
export const SPEED_ANNOTATION = 'sandbox.kafka-clusters.io/speed';

/** On a namespace: the time at which everything in it happens, for a past that never was. */
export const TIME_ANNOTATION = 'sandbox.kafka-clusters.io/time';

/** What a set of controllers needs to begin. */
export interface ContextOptions extends ConnectionOptions {
  speed: number;
  /** Learns of failures that are tried again. */
  onError?: (controller: string, key: string, error: unknown) => void;
}

/**
 * What the controllers of one Kubernetes cluster share: one connection, one
 * cache per resource, the clock. Each speaks to the server under its own name.
 */
export class ControllerContext {
  private readonly connection: HttpsConnection;
  private readonly informers = new Map<string, Informer<KubeObject>>();
  private readonly queues: WorkQueue[] = [];
  private readonly recorders: EventRecorder[] = [];
  private readonly watcher: ApiClient;
  readonly clock: Clock;
  readonly facts: SandboxFacts;

  private constructor(private readonly options: ContextOptions) {
    this.connection = HttpsConnection.create(options);
    this.watcher = ApiClient.create(this.connection, 'sandbox-cache/1');
    const namespaces = this.informer(RESOURCES.namespaces);
    this.clock = Clock.create(options.speed, name => {
      const found = namespaces.get(name)?.metadata.annotations;
      return Number(found?.[SPEED_ANNOTATION]) || 0;
    });
    this.facts = SandboxFacts.create(this.informer(RESOURCES.configMaps));
  }

  static create(options: ContextOptions): ControllerContext {
    return new ControllerContext(options);
  }

  /** A client under a controller's own name; its answers enter the caches. */
  client(name: string): ApiClient {
    return ApiClient.create(this.connection, `${name}/sandbox`, {
      onAnswer: (resource, object) =>
        this.informers.get(resourcePath(resource))?.observe(object),
      birthOf: namespace => this.pastOf(namespace),
    });
  }

  /** The cache of a resource, started when first asked for. */
  informer<T extends KubeObject>(resource: Resource<T>): Informer<T> {
    const path = resourcePath(resource);
    let informer = this.informers.get(path);
    if (!informer) {
      informer = Informer.start<KubeObject>(this.watcher, resource);
      this.informers.set(path, informer);
    }
    // The path tells the resource, and so what its objects look like.
    return informer as unknown as Informer<T>;
  }

  queue(name: string, reconcile: Reconcile, workers?: number): WorkQueue {
    const queue = WorkQueue.create({
      name,
      workers,
      reconcile: async key => {
        await this.synced();
        return reconcile(key);
      },
      onError: this.options.onError,
    });
    this.queues.push(queue);
    return queue;
  }

  recorder(client: ApiClient, source: EventSource): EventRecorder {
    const recorder = EventRecorder.create(client, source, namespace =>
      this.now(namespace),
    );
    this.recorders.push(recorder);
    return recorder;
  }

  /** The time in a namespace: now, unless it lives in the past. */
  now(namespace: string | undefined): Date {
    const past = this.pastOf(namespace);
    return past === undefined ? new Date() : new Date(past);
  }

  private pastOf(namespace: string | undefined): string | undefined {
    return namespace === undefined
      ? undefined
      : this.informer(RESOURCES.namespaces).get(namespace)?.metadata
          .annotations?.[TIME_ANNOTATION];
  }

  /** Settles when all caches have had their first list. */
  async synced(): Promise<void> {
    await Promise.all(
      [...this.informers.values()].map(informer => informer.synced),
    );
  }

  async stop(): Promise<void> {
    this.clock.stop();
    await Promise.all(this.queues.map(queue => queue.stop()));
    await Promise.all(this.recorders.map(recorder => recorder.idle()));
    await Promise.all([...this.informers.values()].map(one => one.stop()));
    this.connection.close();
  }
}
