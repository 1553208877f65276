/** Why the local user was not signed in; `failed` for whatever is not about the address. */
export const refusals = [
  'absent',
  'used',
  'expired',
  'unknown',
  'failed',
] as const;

/** One of {@link refusals}. */
export type Refusal = (typeof refusals)[number];

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
}

/** Reads the code that the backend sent with its refusal. */
export function readRefusal(error: unknown): Refusal {
  const code = at(error, 'body', 'error', 'reason', 'code');
  return refusals.find(refusal => refusal === code) ?? 'failed';
}
