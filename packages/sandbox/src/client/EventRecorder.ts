import { ApiClient } from './ApiClient';
import { KubeEvent, KubeObject } from './objects';
import { RESOURCES } from './resources';

/** One thing that happened to an object. */
export interface Happening {
  object: KubeObject;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** `spec.containers{kafka}` and the like. */
  fieldPath?: string;
}

/** Who reports, and in which of the two forms of an event. */
export interface EventSource {
  component: string;
  host?: string;
  /** The scheduler reports in the newer form: `eventTime` and `series`. */
  form?: 'classic' | 'series';
  action?: string;
}

interface Remembered {
  name: string;
  count: number;
  last: number;
}

/** Within an hour the same event is counted, not written again. */
const WINDOW_MS = 3_600_000;
/** How many events are remembered, to count those that repeat. */
const REMEMBERED = 4_000;

/** Writes events, and counts those that repeat. */
export class EventRecorder {
  private readonly seen = new Map<string, Remembered>();
  private chain: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: ApiClient,
    private readonly source: EventSource,
    private readonly now: (namespace: string | undefined) => Date,
  ) {}

  static create(
    client: ApiClient,
    source: EventSource,
    now: (namespace: string | undefined) => Date = () => new Date(),
  ): EventRecorder {
    return new EventRecorder(client, source, now);
  }

  /**
   * Reports, after what was reported before. An event that cannot be written
   * is lost, as with a real component: it must not hold up the work.
   */
  record(happening: Happening): void {
    this.chain = this.chain
      .then(() => this.write(happening))
      .catch(() => undefined);
  }

  /** Settles when everything reported so far is written. */
  idle(): Promise<void> {
    return this.chain;
  }

  private async write(happening: Happening): Promise<void> {
    const { object, reason, message } = happening;
    const now = this.now(object.metadata.namespace);
    if (Date.now() - now.getTime() > WINDOW_MS) {
      // Nobody keeps events for longer than an hour.
      return;
    }
    const key = JSON.stringify([object.metadata.uid, reason, message]);
    const known = this.seen.get(key);
    if (known && Date.now() - known.last < WINDOW_MS) {
      await this.repeat(object, known);
      return;
    }
    const event = await this.client.create(
      RESOURCES.events,
      this.build(happening, now),
    );
    if (this.seen.size >= REMEMBERED) {
      this.seen.delete([...this.seen.keys()][0]);
    }
    this.seen.set(key, {
      name: event.metadata.name,
      count: 1,
      last: Date.now(),
    });
  }

  private async repeat(object: KubeObject, known: Remembered): Promise<void> {
    known.count += 1;
    known.last = Date.now();
    const target = {
      namespace: object.metadata.namespace ?? 'default',
      name: known.name,
    };
    await this.client.patch(
      RESOURCES.events,
      target,
      this.source.form === 'series'
        ? {
            series: {
              count: known.count,
              lastObservedTime: microTime(),
            },
          }
        : { count: known.count, lastTimestamp: secondTime() },
    );
  }

  private build(happening: Happening, now: Date): KubeEvent {
    const { object, fieldPath } = happening;
    const { component, host, form, action } = this.source;
    const classic = form !== 'series';
    const { name, namespace, uid, resourceVersion } = object.metadata;
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: eventName(name), namespace: namespace ?? 'default' },
      involvedObject: {
        kind: object.kind,
        namespace,
        name,
        uid,
        apiVersion: object.apiVersion,
        resourceVersion,
        fieldPath,
      },
      reason: happening.reason,
      message: happening.message,
      type: happening.type,
      source: classic ? { component, host } : {},
      firstTimestamp: classic ? secondTime(now) : null,
      lastTimestamp: classic ? secondTime(now) : null,
      count: classic ? 1 : undefined,
      eventTime: classic ? null : microTime(now),
      action: classic ? undefined : action,
      reportingComponent: component,
      reportingInstance: classic ? host ?? '' : host ?? `${component}-0`,
    };
  }
}

let lastNanos = 0n;

/** `name.18eac63a...`: nanoseconds since 1970, never twice the same. */
function eventName(name: string): string {
  const now = BigInt(Date.now()) * 1_000_000n;
  lastNanos = now > lastNanos ? now : lastNanos + 1n;
  return `${name}.${lastNanos.toString(16)}`;
}

/** Now, as Kubernetes writes times: whole seconds. */
export function secondTime(at = new Date()): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Now, with six decimals. */
export function microTime(at = new Date()): string {
  return `${at.toISOString().slice(0, 23)}000Z`;
}
