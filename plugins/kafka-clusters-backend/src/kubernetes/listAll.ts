import type { ApiConnection, ApiRequest } from './ApiConnection';
import { timeout } from './ApiConnection';
import { createDeadline, type Clock } from './clock';
import { KubernetesRequestError } from './errors';
import { asString, isRecord, parseJson } from './json';
import type { ListGate } from './ListGate';
import { metadataAlone, toPath } from './paths';
import { readBody, tooLarge } from './readBody';
import type { WatchedResource } from './types';

const firstPageSize = 500;
const defaultMaxPageBytes = 64 * 1024 * 1024;
const silenceMilliseconds = 30_000;
const pageMilliseconds = 120_000;

/** What a complete list needs. */
export interface ListOptions<T> {
  readonly connection: ApiConnection;
  readonly gate: ListGate;
  readonly clock: Clock;
  readonly resource: WatchedResource;
  readonly signal: AbortSignal;
  /** Called for each item as it is parsed, so that no page is kept. Undefined leaves it out. */
  readonly convert: (item: unknown) => T | undefined;
  /** The list begins again from its first page: forget what was converted. */
  readonly onRestart: () => void;
  readonly onBytes: () => void;
  /** 64 MB unless told. */
  readonly maxPageBytes?: number;
}

/** A complete list, and from where to watch on. */
export interface ListResult<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}

interface Page {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  readonly next?: string;
}

function toPage(text: string, action: string): Page {
  const malformed = new KubernetesRequestError({
    reason: 'MALFORMED',
    message: `${action} was answered with something that is no list`,
    causes: [],
  });
  let body: unknown;
  try {
    body = parseJson(text);
  } catch {
    throw malformed;
  }
  const metadata = isRecord(body) ? body.metadata : undefined;
  // `items` is null for an empty list of some servers.
  const items = isRecord(body) ? body.items ?? [] : undefined;
  const version = isRecord(metadata)
    ? asString(metadata.resourceVersion)
    : undefined;
  if (!isRecord(metadata) || !Array.isArray(items) || !version) {
    throw malformed;
  }
  return {
    items,
    resourceVersion: version,
    next: asString(metadata.continue) || undefined,
  };
}

async function readPage<T>(
  options: ListOptions<T>,
  query: Record<string, string>,
): Promise<Page> {
  const { connection, clock, signal } = options;
  const request: ApiRequest = {
    method: 'GET',
    path: toPath(options.resource),
    query,
    ...(options.resource.metadataOnly && {
      accept: metadataAlone('PartialObjectMetadataList'),
    }),
  };
  const whole = createDeadline(clock, pageMilliseconds, signal);
  const silence = createDeadline(clock, silenceMilliseconds, whole.signal);
  try {
    const answer = await connection.open(request, silence.signal);
    const text = await readBody(answer.body, {
      maxBytes: options.maxPageBytes ?? defaultMaxPageBytes,
      onBytes: () => {
        silence.extend();
        options.onBytes();
      },
    });
    return toPage(text, `GET ${request.path}`);
  } catch (error) {
    throw whole.expired || silence.expired ? timeout(request) : error;
  } finally {
    silence.clear();
    whole.clear();
  }
}

function failed(error: unknown, test: { code?: number; reason?: string }) {
  return (
    error instanceof KubernetesRequestError &&
    (test.code === undefined || error.failure.code === test.code) &&
    (test.reason === undefined || error.failure.reason === test.reason)
  );
}

/**
 * Reads every object of a type, page by page. The pages of one list show one
 * moment. When that moment has expired in between (410), the list is read
 * again without pages, as client-go does; a page that is too large is asked
 * for again in halves.
 *
 * @throws KubernetesRequestError
 */
export async function listAll<T>(
  options: ListOptions<T>,
): Promise<ListResult<T>> {
  let items: T[] = [];
  let pageSize: number | undefined = firstPageSize;
  let next: string | undefined;
  for (;;) {
    const query: Record<string, string> = {
      ...(pageSize !== undefined && { limit: String(pageSize) }),
      ...(next !== undefined && { continue: next }),
    };
    try {
      const page = await options.gate.run(
        () => readPage(options, query),
        options.signal,
      );
      for (const item of page.items) {
        const converted = options.convert(item);
        if (converted !== undefined) {
          items.push(converted);
        }
      }
      if (page.next === undefined) {
        return { items, resourceVersion: page.resourceVersion };
      }
      next = page.next;
    } catch (error) {
      if (next !== undefined && failed(error, { code: 410 })) {
        pageSize = undefined;
        next = undefined;
        items = [];
        options.onRestart();
      } else if (
        pageSize !== undefined &&
        pageSize > 1 &&
        failed(error, { reason: tooLarge })
      ) {
        pageSize = Math.floor(pageSize / 2);
      } else {
        throw error;
      }
    }
  }
}
