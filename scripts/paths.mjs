import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A path inside the clone. */
export const inRoot = (...segments) => resolve(root, ...segments);

/** How a person standing in the root of the clone would write a path. */
export function forHumans(path) {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short || '.';
}
