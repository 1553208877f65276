import type { ApiConnection, ApiRequest } from './ApiConnection';
import { describeRequest, timeout } from './ApiConnection';
import { createDeadline, type Clock, type Deadline } from './clock';
import { KubernetesRequestError, toFailure } from './errors';
import { FrameDecoder } from './FrameDecoder';
import { asString, isRecord, parseJson, type JsonRecord } from './json';
import { metadataAlone, toPath } from './paths';
import type { WatchedResource } from './types';

const minSeconds = 300;
const maxSeconds = 600;
const answerMilliseconds = 30_000;
const slackMilliseconds = 15_000;
const minBookmarkIdleMilliseconds = 60_000;
const maxFrameBytes = 32 * 1024 * 1024;

/** One event of a watch. Errors are thrown, not handed on. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: JsonRecord;
}

/** What one watch needs. */
export interface WatchOptions {
  readonly connection: ApiConnection;
  readonly clock: Clock;
  readonly resource: WatchedResource;
  readonly resourceVersion: string;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onBytes: () => void;
  readonly onEvent: (event: WatchEvent) => void;
}

function broken(request: ApiRequest, reason: string, what: string) {
  return new KubernetesRequestError({
    reason,
    message: `The watch ${describeRequest(request)} ${what}`,
    causes: [],
  });
}

function toEvent(line: string, request: ApiRequest): WatchEvent | undefined {
  let frame: unknown;
  try {
    frame = parseJson(line);
  } catch {
    throw broken(request, 'MALFORMED', 'sent a line that is no JSON');
  }
  const type = isRecord(frame) ? asString(frame.type) : undefined;
  const object = isRecord(frame) ? frame.object : undefined;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      return isRecord(object) ? { type, object } : undefined;
    case 'ERROR':
      throw new KubernetesRequestError(
        toFailure(object, { action: `The watch ${describeRequest(request)}` }),
      );
    default:
      return undefined;
  }
}

/**
 * How long a watch may be silent. At first until the server should have ended
 * it. A server that sent two bookmarks has a beat (a minute, usually): missing
 * three of them means a connection that only looks open.
 */
function createIdleLimit(options: {
  clock: Clock;
  deadline: Deadline;
  lifetime: number;
}) {
  const { clock, deadline, lifetime } = options;
  let limit = lifetime;
  let lastBookmark: number | undefined;
  let longestGap: number | undefined;
  return {
    onBytes: () => deadline.extend(limit),
    onBookmark: () => {
      const now = clock.now();
      if (lastBookmark !== undefined) {
        longestGap = Math.max(longestGap ?? 0, now - lastBookmark);
        limit = Math.min(
          Math.max(3 * longestGap, minBookmarkIdleMilliseconds),
          lifetime,
        );
        deadline.extend(limit);
      }
      lastBookmark = now;
    },
  };
}

/**
 * Watches once. Resolves when the server ends the watch in good order, which
 * it does after `timeoutSeconds`, random so that many watches do not end
 * together.
 *
 * @throws KubernetesRequestError for refusals, ERROR events, silence, broken
 * lines, lost connections.
 */
export async function readWatch(options: WatchOptions): Promise<void> {
  const { clock } = options;
  const seconds = Math.floor(
    minSeconds + (maxSeconds - minSeconds) * clock.random(),
  );
  const request: ApiRequest = {
    method: 'GET',
    path: toPath(options.resource),
    ...(options.resource.metadataOnly && {
      accept: metadataAlone('PartialObjectMetadata'),
    }),
    query: {
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: String(seconds),
      resourceVersion: options.resourceVersion,
    },
  };
  const deadline = createDeadline(clock, answerMilliseconds, options.signal);
  const idle = createIdleLimit({
    clock,
    deadline,
    lifetime: seconds * 1000 + slackMilliseconds,
  });
  try {
    const answer = await options.connection.open(request, deadline.signal);
    idle.onBytes();
    options.onOpen();
    const decoder = new FrameDecoder({ maxBytes: maxFrameBytes });
    for await (const chunk of answer.body) {
      idle.onBytes();
      options.onBytes();
      for (const line of decoder.push(chunk)) {
        const event = toEvent(line, request);
        if (event?.type === 'BOOKMARK') {
          idle.onBookmark();
        }
        if (event) {
          options.onEvent(event);
        }
      }
    }
    // Half a line at the end is nothing: its event has not been taken, so the
    // next watch brings it again.
  } catch (error) {
    if (error instanceof RangeError) {
      throw broken(request, 'MALFORMED', 'sent a line that is too long');
    }
    throw deadline.expired ? timeout(request) : error;
  } finally {
    deadline.clear();
  }
}
