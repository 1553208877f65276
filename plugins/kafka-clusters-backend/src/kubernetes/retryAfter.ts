const maxMilliseconds = 5 * 60_000;

/**
 * Reads Retry-After: seconds or an HTTP date. Longer than five minutes is cut,
 * so that a confused proxy cannot switch a cluster off for a day.
 */
export function toRetryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string') {
    return undefined;
  }
  // Only the form of HTTP: `Date.parse` makes dates of much else.
  const date = /^[A-Z][a-z]+, /.test(header) ? Date.parse(header) : Number.NaN;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : date - now;
  return Number.isFinite(wait)
    ? Math.min(Math.max(wait, 0), maxMilliseconds)
    : undefined;
}
