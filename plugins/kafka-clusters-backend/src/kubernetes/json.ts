/** A JSON object whose values are not known yet. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Whether a value is a JSON object: no array, no `null`. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is a text, otherwise undefined. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value when it is a finite number, otherwise undefined. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/**
 * Parses JSON from a cluster. A key `__proto__` is dropped: it is harmless
 * where it lies, but the first `Object.assign` over it would change a
 * prototype. A reviver costs several times the parse, so it only runs for
 * texts that can hold that key (a backslash-u escape may spell it).
 */
export function parseJson(text: string): unknown {
  return text.includes('__proto__') || /\\u00(5f|7\d|6[\da-f])/i.test(text)
    ? JSON.parse(text, (key, value) =>
        key === '__proto__' ? undefined : value,
      )
    : JSON.parse(text);
}
