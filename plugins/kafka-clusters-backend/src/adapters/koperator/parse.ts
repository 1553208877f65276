/** Longest text that is kept of a field that anybody may write. */
const MAX_TEXT = 1024;

/** A JSON object whose values are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is anything else. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** An own field of a value; what a prototype lends does not count. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    const parent = fields(current);
    if (!Object.hasOwn(parent, name)) {
      return undefined;
    }
    current = parent[name];
  }
  return current;
}

/** The own entries of a value that should be an object. */
export function entries(value: unknown): readonly [string, unknown][] {
  return Object.entries(fields(value));
}

/** The value as a list; an empty one when it is anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, cut where it is huge; undefined when it is no text or empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value.slice(0, MAX_TEXT)
    : undefined;
}

/** The value as text whatever it is, to show what is not understood. */
export function raw(value: unknown): string {
  return typeof value === 'string'
    ? value.slice(0, MAX_TEXT)
    : `(${Array.isArray(value) ? 'list' : typeof value})`;
}

/** The value as a finite number. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** The value as a broker id or ordinal: a whole number, or a text that spells one. */
export function id(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) {
    return Number(value);
  }
  const found = number(value);
  return found !== undefined && Number.isInteger(found) && found >= 0
    ? found
    : undefined;
}

/** The value as an ISO time; undefined for what is no time. */
export function time(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 40) {
    return undefined;
  }
  const at_ = Date.parse(value);
  return Number.isNaN(at_) ? undefined : new Date(at_).toISOString();
}

/** The latest of some times. */
export function latest(
  ...times: readonly (string | undefined)[]
): string | undefined {
  return times.reduce(
    (last, next) => (next && (!last || next > last) ? next : last),
    undefined,
  );
}

/** The earliest of some times. */
export function earliest(
  ...times: readonly (string | undefined)[]
): string | undefined {
  return times.reduce(
    (first, next) => (next && (!first || next < first) ? next : first),
    undefined,
  );
}

/** A Java properties text as a map; the last of equal keys wins, as in Kafka. */
export function properties(value: unknown): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  if (typeof value !== 'string') {
    return result;
  }
  for (const line of value.slice(0, 100_000).split(/\r?\n/)) {
    const trimmed = line.trim();
    const split = trimmed.search(/[=:]/);
    if (split > 0 && !trimmed.startsWith('#') && !trimmed.startsWith('!')) {
      result.set(
        trimmed.slice(0, split).trim(),
        trimmed.slice(split + 1).trim(),
      );
    }
  }
  return result;
}
