import { isRecord } from '../kubernetes/json';

/** What stands in the place of a secret. */
export const REDACTED = '<redacted>';

const secretKey =
  /pass(word|wd|phrase)?$|password|passphrase|secret|token|jaas|credential|private[-_.]?key|api[-_.]?key|access[-_.]?key|\.auth$|htpasswd/i;

/** Keys that name an object which holds a secret; the name is none. */
const referenceKey =
  /(secretname|secretref|secretkeyref|pullsecrets?|secrets|secretproviderclass|tokenexpirationseconds|automountserviceaccounttoken|configmaporsecret)$/i;

const copyKey =
  /last-?applied(-configuration)?$|configurationbackup$|objectset\.rio\.cattle\.io\/applied$/i;

/** Beginnings of zipped and gzipped content in base64. */
const packed = /^(H4sI|UEsDB)/;

// Texts come from clusters and may be made to be slow: each pattern begins with
// a literal and bounds what it repeats.
const pemPrivateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const userInfo = /:\/\/[^\s/@:]{0,256}:(?:[^\s/"']|["'](?![,:}\]])){0,1024}@/g;
/**
 * The same where no scheme stands before it, as in image references. A digest
 * (`kafka:3.7@sha256:<hex>`), an address of mail and a list of hosts with ports
 * look alike and are none.
 */
const bareUserInfo =
  /(?<![\w.+~%$-])(?!mailto:)[\w.+~%$-]{1,256}:(?!\d{1,5}[,;])(?:[^\s/"']|["'](?![,:}\]])){1,1024}@(?!sha\d{3}:[0-9a-f]{8})/g;
const bearer = /\b(bearer|basic)\s{1,20}[A-Za-z0-9+/=._~-]{8,}/gi;
const webToken = /\beyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_.-]*/g;
const assignment =
  /(pass(?:word|wd|phrase)?|secret|token|credentials?|private[-_]?key|api[-_]?key|access[-_]?key)(["']?\s{0,20}[=:]\s{0,20})("(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,;&"']+)/gi;

const quoted = /^["']/;

/**
 * Takes secrets out of a text of which nothing is known: events, messages,
 * properties. Rather one value too many than one too few.
 */
export function redactText(text: string): string {
  return redactProperties(text)
    .replace(pemPrivateKey, REDACTED)
    .replace(userInfo, `://${REDACTED}@`)
    .replace(bareUserInfo, `${REDACTED}@`)
    .replace(bearer, `$1 ${REDACTED}`)
    .replace(webToken, REDACTED)
    .replace(assignment, (_, name: string, sign: string, value: string) =>
      quoted.test(value)
        ? `${name}${sign}${value[0]}${REDACTED}${value[0]}`
        : `${name}${sign}${REDACTED}`,
    );
}

/** Lines `key=value` whose key speaks of a secret, their continuations included. */
function redactProperties(text: string): string {
  if (!/[=:]/.test(text)) {
    return text;
  }
  let continues = false;
  return text
    .split('\n')
    .filter(line => {
      const dropped = continues;
      continues = continues && line.trimEnd().endsWith('\\');
      if (dropped) {
        return false;
      }
      const key = propertyKey(line);
      continues = key !== undefined && line.trimEnd().endsWith('\\');
      return true;
    })
    .map(line => {
      const key = propertyKey(line);
      return key === undefined ? line : `${key}${REDACTED}`;
    })
    .join('\n');
}

function propertyKey(line: string): string | undefined {
  const match = /^(\s*([\w.\-/]+)\s*[=:]\s*)\S/.exec(line);
  return match && secretKey.test(match[2]) && !referenceKey.test(match[2])
    ? match[1]
    : undefined;
}

/**
 * Takes secrets out of an object of Kubernetes: values of keys and variables
 * that speak of one, copies that operators and clients keep of whole specs, and
 * what {@link redactText} finds. References to Secrets stay.
 */
export function redactObject(value: unknown): unknown {
  return redactValue(value, 0);
}

const maxDepth = 64;

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return packed.test(value) && value.length > 40
      ? REDACTED
      : redactText(value);
  }
  if (depth > maxDepth) {
    return REDACTED;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      isSecretFlag(value[index - 1]) ? REDACTED : redactValue(item, depth + 1),
    );
  }
  if (!isRecord(value)) {
    return value;
  }
  const secretVariable =
    typeof value.name === 'string' && isSecretKey(value.name);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !copyKey.test(key))
      .map(([key, item]) => [
        key,
        (secretVariable && key === 'value') || isSecretKey(key)
          ? redactWhole(item, depth + 1)
          : redactValue(item, depth + 1),
      ]),
  );
}

function isSecretKey(key: string): boolean {
  return secretKey.test(key) && !referenceKey.test(key);
}

/** `--password` as an argument of its own: the next argument is the secret. */
function isSecretFlag(argument: unknown): boolean {
  return (
    typeof argument === 'string' &&
    /^--?[\w.-]+$/.test(argument) &&
    isSecretKey(argument)
  );
}

/** Everything below a secret key; numbers and switches are none. */
function redactWhole(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return REDACTED;
  }
  if (depth > maxDepth) {
    return REDACTED;
  }
  if (Array.isArray(value)) {
    return value.map(item => redactWhole(item, depth + 1));
  }
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === 'name' || key === 'key' || referenceKey.test(key)
          ? redactValue(item, depth + 1)
          : redactWhole(item, depth + 1),
      ]),
    );
  }
  return value;
}
