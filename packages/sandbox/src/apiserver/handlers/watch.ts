import { ServerResponse } from 'node:http';
import { ServerContext } from '../context';
import { JsonObject } from '../json';
import { apiVersionOf, ResourceInfo } from '../registry/types';
import { ParsedSelector } from '../selectors';
import { expired, internalError, invalid, StatusError } from '../status';
import { StoredEntry, StoreEvent } from '../storage/VersionedStore';
import { forbiddenField } from '../validation/names';
import { inRange, readRevision, readSelectors } from './list';

const BOOKMARK_EVERY_MS = 60_000;
const DEFAULT_TIMEOUT_SECONDS = 1800;
/** A reader this far behind is let go, as the real server does. */
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;

interface WatchRequest {
  info: ResourceInfo;
  namespace: string | undefined;
  selector: ParsedSelector;
  /** From where; `undefined` begins with what is there now. */
  revision: number | undefined;
  bookmarks: boolean;
  sendInitialEvents: boolean;
  timeoutMs: number;
}

/** Reads what a watch asks for. */
export function readWatch(
  info: ResourceInfo,
  namespace: string | undefined,
  query: URLSearchParams,
): WatchRequest {
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const initial = query.get('sendInitialEvents');
  const match = query.get('resourceVersionMatch');
  if (
    (match !== null) !== (initial !== null) ||
    (initial && match !== 'NotOlderThan')
  ) {
    throw invalid({ group: 'meta.k8s.io', name: 'ListOptions' }, '', [
      forbiddenField(
        initial ? 'sendInitialEvents' : 'resourceVersionMatch',
        initial
          ? 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'
          : 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    ]);
  }
  const seconds = Number(query.get('timeoutSeconds') ?? NaN);
  return {
    info,
    namespace,
    selector: readSelectors(info, query),
    revision: readRevision(query, internalError),
    bookmarks,
    sendInitialEvents: initial === 'true',
    timeoutMs: (seconds > 0 ? seconds : DEFAULT_TIMEOUT_SECONDS) * 1000,
  };
}

class WatchStream {
  private readonly undo: Array<() => void> = [];
  /** Frames that wait while the server hangs. */
  private held: string[] = [];
  private ended = false;

  private constructor(
    private readonly context: ServerContext,
    private readonly request: WatchRequest,
    private readonly response: ServerResponse,
  ) {}

  static start(
    context: ServerContext,
    request: WatchRequest,
    response: ServerResponse,
  ): void {
    const stream = new WatchStream(context, request, response);
    response.on('close', () => stream.stop());
    if (stream.sendPast()) {
      stream.follow();
    }
  }

  /** @returns whether the watch goes on */
  private sendPast(): boolean {
    const { store } = this.context;
    const { info, revision, sendInitialEvents } = this.request;
    if (revision === undefined || sendInitialEvents) {
      this.sendPresent();
      if (sendInitialEvents && this.request.bookmarks) {
        this.bookmark({ 'k8s.io/initial-events-end': 'true' });
      }
      return true;
    }
    const missed = store.since(info.table, revision);
    if (!missed) {
      this.fail(
        expired(
          `too old resource version: ${revision} (${store.compactedRevision})`,
        ),
      );
      return false;
    }
    missed.forEach(event => this.deliver(event));
    return true;
  }

  private sendPresent(): void {
    const { info, namespace, selector, revision, sendInitialEvents } =
      this.request;
    // Without sendInitialEvents=false in so many words, a watch without a
    // revision begins with what exists.
    if (revision !== undefined && !sendInitialEvents) {
      return;
    }
    for (const entry of inRange(
      this.context.store.list(info.table),
      namespace,
    )) {
      if (selector.matches(this.context.served.object(info, entry))) {
        this.write(this.frame('ADDED', entry));
      }
    }
  }

  private follow(): void {
    const { store, faults } = this.context;
    const { info, timeoutMs, bookmarks } = this.request;
    const timeout = setTimeout(() => {
      if (bookmarks) {
        this.bookmark();
      }
      this.response.end();
      this.stop();
    }, timeoutMs);
    const beat = setInterval(
      () => bookmarks && this.bookmark(),
      BOOKMARK_EVERY_MS,
    );
    timeout.unref();
    beat.unref();
    this.undo.push(
      store.subscribe(info.table, event => this.deliver(event)),
      faults.onCut(() => this.response.destroy()),
      faults.onAwake(() => this.flushHeld()),
      () => clearTimeout(timeout),
      () => clearInterval(beat),
    );
  }

  private deliver(event: StoreEvent): void {
    const { info, namespace, selector } = this.request;
    if (
      namespace !== undefined &&
      !event.entry.key.startsWith(`${namespace}/`)
    ) {
      return;
    }
    if (selector.everything) {
      this.write(this.frame(event.type, event.entry));
      return;
    }
    const { served } = this.context;
    const { previous } = event;
    const matched =
      previous !== undefined && selector.matches(served.object(info, previous));
    const matches =
      event.type !== 'DELETED' &&
      selector.matches(served.object(info, event.entry));
    if (matches) {
      this.write(this.frame(matched ? 'MODIFIED' : 'ADDED', event.entry));
    } else if (matched && previous) {
      this.write(this.frame('DELETED', leaving(event, previous)));
    }
  }

  private frame(type: string, entry: StoredEntry): string {
    const json = this.context.served.json(this.request.info, entry);
    return `{"type":"${type}","object":${json}}\n`;
  }

  private bookmark(annotations?: JsonObject): void {
    const { info } = this.request;
    const object = {
      kind: info.kind,
      apiVersion: apiVersionOf(info),
      metadata: {
        resourceVersion: String(this.context.store.revision),
        creationTimestamp: null,
        ...(annotations ? { annotations } : {}),
      },
    };
    this.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  private fail(error: StatusError): void {
    const event = { type: 'ERROR', object: error.toStatus() };
    this.write(`${JSON.stringify(event)}\n`);
    this.response.end();
    this.stop();
  }

  private write(frame: string): void {
    if (this.ended) {
      return;
    }
    if (this.context.faults.current().hang) {
      this.held.push(frame);
      return;
    }
    this.response.write(frame);
    if (this.response.writableLength > MAX_BUFFERED_BYTES) {
      this.response.destroy();
    }
  }

  private flushHeld(): void {
    const frames = this.held;
    this.held = [];
    frames.forEach(frame => this.write(frame));
  }

  private stop(): void {
    this.ended = true;
    this.undo.splice(0).forEach(undo => undo());
  }
}

/** Streams changes until the reader, the timeout or a fault ends it. */
export function serveWatch(
  context: ServerContext,
  request: WatchRequest,
  response: ServerResponse,
): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
    'transfer-encoding': 'chunked',
  });
  response.flushHeaders();
  WatchStream.start(context, request, response);
}

const departures = new WeakMap<StoreEvent, StoredEntry>();

/** The previous object with the revision of the change that took it away. */
function leaving(event: StoreEvent, previous: StoredEntry): StoredEntry {
  if (event.type === 'DELETED') {
    return event.entry;
  }
  let entry = departures.get(event);
  if (!entry) {
    const { metadata } = previous.object;
    const object = {
      ...previous.object,
      metadata: {
        ...(metadata as JsonObject),
        resourceVersion: String(event.revision),
      },
    };
    entry = { key: previous.key, revision: event.revision, object };
    departures.set(event, entry);
  }
  return entry;
}
