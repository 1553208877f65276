import { entries, list, properties, text } from './parse';

/**
 * Names of values that are secrets beyond doubt. Narrower than what is redacted:
 * redacting too much costs a word, accusing wrongly costs trust.
 */
const secretName =
  /(password|passwd|passphrase|jaas[-_.]?config|secret[-_.]?key|access[-_.]?token)$/i;

/** A value that is fetched when it is used, e.g. `${file:/etc/secrets:password}`. */
const reference = /^\s*\$\{/;

const MAX_DEPTH = 16;
const MAX_FOUND = 10;
const MAX_PATH = 200;

/** Whether a field's name says that its value is a secret, and the value is one. */
export function isClearTextSecret(name: string, value: unknown): boolean {
  const content = text(value);
  return (
    content !== undefined && secretName.test(name) && !reference.test(content)
  );
}

/** The part of a path that names an entry of a list: its id or name, else where it stands. */
function entryName(entry: unknown, index: number): string {
  const found = new Map(entries(entry));
  const id = found.get('id');
  const name = text(found.get('name'));
  return typeof id === 'number' ? `[id=${id}]` : `[${name ?? index}]`;
}

function* findSecrets(
  value: unknown,
  path: string,
  depth: number,
): Generator<string> {
  if (depth > MAX_DEPTH) {
    return;
  }
  if (typeof value === 'string') {
    // Java properties, one below the other, are a common place for passwords.
    for (const [name, setting] of properties(value)) {
      if (isClearTextSecret(name, setting)) {
        yield `${path}[${name}]`;
      }
    }
    return;
  }
  for (const [index, entry] of list(value).entries()) {
    yield* findSecrets(entry, `${path}${entryName(entry, index)}`, depth + 1);
  }
  const own = new Map(entries(value));
  if (isClearTextSecret(text(own.get('name')) ?? '', own.get('value'))) {
    yield `${path}.value`;
  }
  for (const [name, inner] of own) {
    if (isClearTextSecret(name, inner)) {
      yield `${path}.${name}`;
    } else {
      yield* findSecrets(inner, `${path}.${name}`, depth + 1);
    }
  }
}

/** Paths of fields of a specification that hold a secret in clear text; what they hold is not said. */
export function listClearTextSecrets(spec: unknown): readonly string[] {
  const found: string[] = [];
  for (const path of findSecrets(spec, 'spec', 0)) {
    found.push(path.slice(0, MAX_PATH));
    if (found.length === MAX_FOUND) {
      break;
    }
  }
  return found;
}
