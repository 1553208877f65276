import { JsonObject, objectAt, own } from './json';
import { badRequest } from './status';

/** Decides whether an object is selected. */
export type Selector = (object: JsonObject) => boolean;

/** A parsed selector; `everything` allows fast paths. */
export interface ParsedSelector {
  everything: boolean;
  matches: Selector;
}

const EVERYTHING: ParsedSelector = { everything: true, matches: () => true };

interface Requirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent' | 'gt' | 'lt';
  values: string[];
}

const KEY = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=|>|<)\\s*([^=!<>(),]*)$`);
const BARE = new RegExp(`^(!?)\\s*(${KEY})$`);

const OPERATORS: Readonly<Record<string, Requirement['operator']>> = {
  '=': 'in',
  '==': 'in',
  '!=': 'notin',
  '>': 'gt',
  '<': 'lt',
};

/** Parses a label selector in Kubernetes' query syntax. */
export function parseLabelSelector(text: string | null): ParsedSelector {
  if (!text?.trim()) {
    return EVERYTHING;
  }
  const requirements = splitOutsideParentheses(text).map(part =>
    parseRequirement(part.trim(), text),
  );
  return {
    everything: false,
    matches: object => {
      const labels = objectAt(object, 'metadata', 'labels');
      return requirements.every(requirement => satisfies(labels, requirement));
    },
  };
}

/** A label selector as objects carry it (`matchLabels`, `matchExpressions`). */
export function matchesLabelSelector(
  selector: JsonObject | undefined,
  labels: JsonObject | undefined,
): boolean {
  if (!selector) {
    return false;
  }
  const wanted = objectAt(selector, 'matchLabels') ?? {};
  if (Object.keys(wanted).some(k => own(labels, k) !== wanted[k])) {
    return false;
  }
  const expressions = own(selector, 'matchExpressions');
  return (Array.isArray(expressions) ? expressions : []).every(entry => {
    const key = String(own(entry as JsonObject, 'key'));
    const values = own(entry as JsonObject, 'values');
    const operators: Record<string, Requirement['operator']> = {
      In: 'in',
      NotIn: 'notin',
      Exists: 'exists',
      DoesNotExist: 'absent',
    };
    const operator = operators[String(own(entry as JsonObject, 'operator'))];
    return (
      operator !== undefined &&
      satisfies(labels, {
        key,
        operator,
        values: Array.isArray(values) ? values.map(String) : [],
      })
    );
  });
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else {
      current += character;
    }
  }
  return [...parts, current];
}

function parseRequirement(part: string, whole: string): Requirement {
  const set = SET.exec(part);
  if (set) {
    const values = set[4].split(',').map(value => value.trim());
    return { key: set[1], operator: set[3] as 'in' | 'notin', values };
  }
  const equality = EQUALITY.exec(part);
  if (equality) {
    const operator = OPERATORS[equality[3]];
    return { key: equality[1], operator, values: [equality[4].trim()] };
  }
  const bare = BARE.exec(part);
  if (bare) {
    return {
      key: bare[2],
      operator: bare[1] ? 'absent' : 'exists',
      values: [],
    };
  }
  throw badRequest(
    `unable to parse requirement: invalid label selector ${JSON.stringify(
      whole,
    )}`,
  );
}

function satisfies(
  labels: JsonObject | undefined,
  { key, operator, values }: Requirement,
): boolean {
  const value = own(labels, key);
  switch (operator) {
    case 'in':
      return typeof value === 'string' && values.includes(value);
    case 'notin':
      return typeof value !== 'string' || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'gt':
      return value !== undefined && Number(value) > Number(values[0]);
    default:
      return value !== undefined && Number(value) < Number(values[0]);
  }
}

/** The value of a selectable field; absent fields count as the empty string. */
export type FieldReader = (object: JsonObject) => string;

/**
 * Parses a field selector.
 * @param readers - the fields that the resource supports
 */
export function parseFieldSelector(
  text: string | null,
  readers: ReadonlyMap<string, FieldReader>,
): ParsedSelector {
  if (!text?.trim()) {
    return EVERYTHING;
  }
  const terms = text
    .split(',')
    .filter(Boolean)
    .map(part => {
      const found = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
      if (!found) {
        throw badRequest(
          `invalid selector: '${text}'; can't understand '${part}'`,
        );
      }
      const read = readers.get(found[1]);
      if (!read) {
        throw badRequest(
          `Unable to find ${JSON.stringify(text)}: field label not supported: ${
            found[1]
          }`,
        );
      }
      return { read, negative: found[2] === '!=', value: found[3] };
    });
  return {
    everything: false,
    matches: object =>
      terms.every(term => (term.read(object) === term.value) !== term.negative),
  };
}

/** Joins two selectors. */
export function both(a: ParsedSelector, b: ParsedSelector): ParsedSelector {
  if (a.everything) return b;
  if (b.everything) return a;
  return {
    everything: false,
    matches: object => a.matches(object) && b.matches(object),
  };
}
