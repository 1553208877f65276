import { StatusCause } from '../status';

/** Which rule a name must follow. */
export type NameRule = 'subdomain' | 'label' | 'label1035' | 'path';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';

const TEXT = {
  subdomain: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
  label: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
  label1035: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${LABEL_1035}')`,
} as const;

const PATTERN = {
  subdomain: new RegExp(`^${SUBDOMAIN}$`),
  label: new RegExp(`^${LABEL}$`),
  label1035: new RegExp(`^${LABEL_1035}$`),
} as const;

/** What is wrong with a name, in the real server's words. */
export function nameProblems(rule: NameRule, name: string): string[] {
  if (rule === 'path') {
    return pathProblems(name);
  }
  const limit = rule === 'subdomain' ? 253 : 63;
  return [
    ...(name.length > limit
      ? [`must be no more than ${limit} characters`]
      : []),
    ...(PATTERN[rule].test(name) ? [] : [TEXT[rule]]),
  ];
}

function pathProblems(name: string): string[] {
  if (name === '.' || name === '..') {
    return [`may not be '${name}'`];
  }
  return ['/', '%']
    .filter(character => name.includes(character))
    .map(character => `may not contain '${character}'`);
}

const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** What is wrong with the key of a label or annotation. */
export function qualifiedNameProblems(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts[parts.length - 1];
  const problems: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0]
      ? nameProblems('subdomain', parts[0])
      : ['must be non-empty'];
    problems.push(...prefix.map(problem => `prefix part ${problem}`));
  }
  if (!name) {
    problems.push('name part must be non-empty');
  }
  if (name.length > 63) {
    problems.push('name part must be no more than 63 bytes');
  }
  if (!QUALIFIED_NAME.test(name)) {
    problems.push(
      `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    );
  }
  return problems;
}

/** What is wrong with the value of a label. */
export function labelValueProblems(value: string): string[] {
  return [
    ...(value.length > 63 ? ['must be no more than 63 bytes'] : []),
    ...(value === '' || QUALIFIED_NAME.test(value)
      ? []
      : [
          `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
        ]),
  ];
}

/** `Invalid value: "x": why` at a field. */
export function invalidValue(
  field: string,
  value: unknown,
  why: string,
): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
    field,
  };
}

/** `Required value` at a field. */
export function required(field: string, why?: string): StatusCause {
  return {
    reason: 'FieldValueRequired',
    message: why === undefined ? 'Required value' : `Required value: ${why}`,
    field,
  };
}

/** `Forbidden: why` at a field. */
export function forbiddenField(field: string, why: string): StatusCause {
  return {
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${why}`,
    field,
  };
}

/** `Unsupported value` at a field. */
export function notSupported(
  field: string,
  value: unknown,
  supported: unknown[],
): StatusCause {
  const list = supported.map(one => JSON.stringify(one)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: ${list}`,
    field,
  };
}
