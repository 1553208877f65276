import { equal, isObject, JsonObject, JsonValue, own } from '../json';
import { elementOf } from '../managed/FieldSet';
import { StatusCause } from '../status';
import { invalidValue, notSupported, required } from '../validation/names';
import { SchemaNode } from './SchemaNode';

/**
 * Problems of a value, in the words of the real server.
 * @param path - as messages write it: `spec.brokers[0].id`; empty for the root
 */
export function schemaProblems(
  node: SchemaNode,
  value: JsonValue | undefined,
  path = '',
): StatusCause[] {
  if (value === undefined) {
    return [];
  }
  if (value === null && node.nullable) {
    return [];
  }
  const typed = typeProblem(node, value, path);
  if (typed) {
    return [typed];
  }
  return [
    ...enumProblem(node, value, path),
    ...limitProblems(node, value, path),
    ...childProblems(node, value, path),
    ...compositionProblems(node, value, path),
  ];
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function typeProblem(
  node: SchemaNode,
  value: JsonValue,
  path: string,
): StatusCause | undefined {
  const actual = typeOf(value);
  const wanted = node.intOrString ? 'integer,string' : node.type;
  const fits = node.intOrString
    ? actual === 'integer' || actual === 'string'
    : !node.type ||
      actual === node.type ||
      (node.type === 'number' && actual === 'integer');
  if (fits) {
    return node.limits.format === 'date-time' &&
      Number.isNaN(Date.parse(String(value)))
      ? typeInvalid(value, path, 'date-time', JSON.stringify(value))
      : undefined;
  }
  return typeInvalid(actual, path, wanted ?? '', JSON.stringify(actual));
}

function typeInvalid(
  value: JsonValue,
  path: string,
  wanted: string,
  actual: string,
): StatusCause {
  return {
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: ${JSON.stringify(
      value,
    )}: ${path} in body must be of type ${wanted}: ${actual}`,
    field: path || '<nil>',
  };
}

function enumProblem(
  node: SchemaNode,
  value: JsonValue,
  path: string,
): StatusCause[] {
  return node.enum && !node.enum.some(one => equal(one, value))
    ? [notSupported(path, value, node.enum)]
    : [];
}

function limitProblems(
  node: SchemaNode,
  value: JsonValue,
  path: string,
): StatusCause[] {
  if (typeof value === 'number') {
    return numberProblems(node, value).map(text =>
      invalidValue(path, value, `${path} in body should be ${text}`),
    );
  }
  if (typeof value === 'string') {
    return textProblems(node, value, path);
  }
  return sizeProblems(node, value, path);
}

function numberProblems({ limits }: SchemaNode, value: number): string[] {
  const { minimum, maximum, multipleOf } = limits;
  const problems: string[] = [];
  if (minimum !== undefined) {
    const strict = limits.exclusiveMinimum;
    if (value < minimum || (strict && value === minimum)) {
      problems.push(`greater than ${strict ? '' : 'or equal to '}${minimum}`);
    }
  }
  if (maximum !== undefined) {
    const strict = limits.exclusiveMaximum;
    if (value > maximum || (strict && value === maximum)) {
      problems.push(`less than ${strict ? '' : 'or equal to '}${maximum}`);
    }
  }
  if (multipleOf && value % multipleOf !== 0) {
    problems.push(`a multiple of ${multipleOf}`);
  }
  return problems;
}

function textProblems(
  { limits }: SchemaNode,
  value: string,
  path: string,
): StatusCause[] {
  const causes: StatusCause[] = [];
  const length = [...value].length;
  if (limits.minLength !== undefined && length < limits.minLength) {
    causes.push(
      invalidValue(
        path,
        value,
        `${path} in body should be at least ${limits.minLength} chars long`,
      ),
    );
  }
  if (limits.maxLength !== undefined && length > limits.maxLength) {
    causes.push({
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${limits.maxLength} bytes`,
      field: path,
    });
  }
  if (limits.pattern && !limits.pattern.expression.test(value)) {
    causes.push(
      invalidValue(
        path,
        value,
        `${path} in body should match '${limits.pattern.text}'`,
      ),
    );
  }
  return causes;
}

function sizeProblems(
  { limits }: SchemaNode,
  value: JsonValue,
  path: string,
): StatusCause[] {
  const list = Array.isArray(value);
  if (!list && !isObject(value)) {
    return [];
  }
  const size = list ? value.length : Object.keys(value).length;
  const noun = list ? 'items' : 'properties';
  const minimum = list ? limits.minItems : limits.minProperties;
  const maximum = list ? limits.maxItems : limits.maxProperties;
  const causes: StatusCause[] = [];
  if (minimum !== undefined && size < minimum) {
    causes.push(
      invalidValue(
        path,
        size,
        `${path} in body should have at least ${minimum} ${noun}`,
      ),
    );
  }
  if (maximum !== undefined && size > maximum) {
    causes.push({
      reason: 'FieldValueTooMany',
      message: `Too many: ${size}: must have at most ${maximum} items`,
      field: path,
    });
  }
  return causes;
}

function childProblems(
  node: SchemaNode,
  value: JsonValue,
  path: string,
): StatusCause[] {
  if (Array.isArray(value)) {
    const items = node.items;
    return [
      ...duplicateProblems(node, value, path),
      ...(items
        ? value.flatMap((item, i) =>
            schemaProblems(items, item, `${path}[${i}]`),
          )
        : []),
    ];
  }
  if (!isObject(value)) {
    return [];
  }
  const missing = node.required
    .filter(name => own(value, name) === undefined)
    .map(name => required(join(path, name)));
  return [...missing, ...propertyProblems(node, value, path)];
}

function propertyProblems(
  node: SchemaNode,
  value: JsonObject,
  path: string,
): StatusCause[] {
  return Object.keys(value).flatMap(key => {
    const further = node.additional === true ? undefined : node.additional;
    const child = node.properties.get(key) ?? further;
    return child ? schemaProblems(child, own(value, key), join(path, key)) : [];
  });
}

function duplicateProblems(
  node: SchemaNode,
  value: JsonValue[],
  path: string,
): StatusCause[] {
  if (node.list === 'atomic') {
    return [];
  }
  const seen = new Set<string>();
  return value.flatMap((item, i) => {
    const element = elementOf(item, node.list);
    const again = seen.has(element);
    seen.add(element);
    return again
      ? [
          {
            reason: 'FieldValueDuplicate',
            message: `Duplicate value: ${element.slice(2)}`,
            field: `${path}[${i}]`,
          },
        ]
      : [];
  });
}

function compositionProblems(
  node: SchemaNode,
  value: JsonValue,
  path: string,
): StatusCause[] {
  const valid = (one: SchemaNode) => !schemaProblems(one, value, path).length;
  const causes: StatusCause[] = node.allOf.flatMap(one =>
    schemaProblems(one, value, path),
  );
  const add = (text: string) =>
    causes.push(invalidValue(path, '', `"${path}" must ${text}`));
  if (node.anyOf.length && !node.anyOf.some(valid)) {
    add('validate at least one schema (anyOf)');
  }
  if (node.oneOf.length) {
    const count = node.oneOf.filter(valid).length;
    if (count !== 1) {
      const found = count
        ? `Found ${count} valid alternatives`
        : 'Found none valid';
      add(`validate one and only one schema (oneOf). ${found}`);
    }
  }
  if (node.not && valid(node.not)) {
    add('not validate the schema (not)');
  }
  return causes;
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}
