import { ServerContext } from '../context';
import { apiVersionOf, ResourceInfo } from '../registry/types';
import {
  both,
  ParsedSelector,
  parseFieldSelector,
  parseLabelSelector,
} from '../selectors';
import { badRequest, expired, invalid, StatusError } from '../status';
import { StoredEntry } from '../storage/VersionedStore';
import { forbiddenField } from '../validation/names';

interface Continue {
  revision: number;
  /** Key of the last object of the page before. */
  start: string;
}

/** The selectors of a list or watch. */
export function readSelectors(
  info: ResourceInfo,
  query: URLSearchParams,
): ParsedSelector {
  return both(
    parseLabelSelector(query.get('labelSelector')),
    parseFieldSelector(query.get('fieldSelector'), info.fields),
  );
}

/** Reads `resourceVersion`; `undefined` when it is absent or `0`. */
export function readRevision(
  query: URLSearchParams,
  onError: (message: string) => StatusError,
): number | undefined {
  const text = query.get('resourceVersion');
  if (!text || text === '0') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw onError(
      `resourceVersion: Invalid value: ${JSON.stringify(
        text,
      )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

/** 504 of a list from a revision that is still to come. */
export function tooLargeRevision(wanted: number, current: number): StatusError {
  return new StatusError({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    details: {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  });
}

/** One page of a list, as JSON text. */
export function listObjects(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string | undefined,
  query: URLSearchParams,
): string {
  const selector = readSelectors(info, query);
  const limit = readLimit(query);
  const token = query.get('continue');
  const page = token ? readContinue(token) : undefined;
  const revision = page?.revision ?? exactRevision(query);
  if (page && query.get('resourceVersion')) {
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  const shown = revision || context.store.revision;
  const all = entriesAt(context, info, shown, page);
  const candidates = inRange(all, namespace, page?.start);
  const found = selector.everything
    ? candidates
    : candidates.filter(entry =>
        selector.matches(context.served.object(info, entry)),
      );
  const items = limit > 0 ? found.slice(0, limit) : found;
  const metadata: Record<string, unknown> = { resourceVersion: String(shown) };
  if (items.length < found.length) {
    const start = items[items.length - 1].key;
    metadata.continue = writeContinue({ revision: shown, start });
    if (selector.everything) {
      metadata.remainingItemCount = found.length - items.length;
    }
  }
  const head = JSON.stringify({
    kind: info.listKind,
    apiVersion: apiVersionOf(info),
    metadata,
  }).slice(0, -1);
  const texts = items.map(entry => context.served.listItem(info, entry));
  return `${head},"items":[${texts.join(',')}]}`;
}

/** Entries of a namespace (or of all) after a key. */
export function inRange(
  entries: readonly StoredEntry[],
  namespace: string | undefined,
  after?: string,
): readonly StoredEntry[] {
  if (namespace === undefined && after === undefined) {
    return entries;
  }
  const prefix = namespace === undefined ? '' : `${namespace}/`;
  return entries.filter(
    ({ key }) => key.startsWith(prefix) && (after === undefined || key > after),
  );
}

function entriesAt(
  context: ServerContext,
  info: ResourceInfo,
  revision: number,
  page: Continue | undefined,
): readonly StoredEntry[] {
  const entries = context.store.listAt(info.table, revision);
  if (entries) {
    return entries;
  }
  if (page) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  }
  throw expired(
    `The resourceVersion for the provided list is too old: ${revision} (${context.store.compactedRevision})`,
  );
}

function exactRevision(query: URLSearchParams): number | undefined {
  const match = query.get('resourceVersionMatch');
  const revision = readRevision(query, badRequest);
  if (match && !query.get('resourceVersion')) {
    throw invalid({ group: 'meta.k8s.io', name: 'ListOptions' }, '', [
      forbiddenField(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      ),
    ]);
  }
  return match === 'Exact' ? revision : undefined;
}

function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null || text === '') {
    return 0;
  }
  if (!/^-?\d+$/.test(text)) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

function writeContinue(page: Continue): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: page.revision,
      start: page.start,
    }),
  ).toString('base64url');
}

function readContinue(token: string): Continue {
  try {
    const data: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    const { rv, start } = data as { rv?: unknown; start?: unknown };
    if (typeof rv === 'number' && typeof start === 'string') {
      return { revision: rv, start };
    }
  } catch {
    // Answered below, like a token that decodes to something else.
  }
  throw badRequest('continue key is not valid: unexpected end of JSON input');
}
