/** The names of `@backstage/errors` that asking again does not change. */
const finalNames = [
  'NotFoundError',
  'NotAllowedError',
  'AuthenticationError',
  'InputError',
  'ConflictError',
];

/**
 * The name of the error that the backend threw: a ResponseError keeps it in its
 * cause.
 */
export function errorName(error: unknown): string | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const cause: unknown = error.cause;
  if (error.name === 'ResponseError' && cause instanceof Error) {
    return cause.name;
  }
  return error.name;
}

/** Whether asking again gives the same answer. */
export function isFinalError(error: unknown): boolean {
  const name = errorName(error);
  return name !== undefined && finalNames.includes(name);
}

/**
 * Whether what was shown before may not stay on the screen: it is gone, or the
 * person may no longer see it.
 */
export function isWithdrawn(error: unknown): boolean {
  const name = errorName(error);
  return name === 'NotFoundError' || name === 'NotAllowedError';
}
