import {
  isObject,
  JsonObject,
  JsonValue,
  listAt,
  objectAt,
  own,
  textAt,
} from '../json';
import { ListShape } from '../managed/listKeys';

/** One node of a structural schema, read once. */
export interface SchemaNode {
  type?: string;
  nullable: boolean;
  properties: ReadonlyMap<string, SchemaNode>;
  /** Schema of further keys; `true` when any value is allowed. */
  additional?: SchemaNode | true;
  items?: SchemaNode;
  required: string[];
  enum?: JsonValue[];
  defaultValue?: JsonValue;
  preserveUnknown: boolean;
  intOrString: boolean;
  embedded: boolean;
  list: ListShape;
  /** Maps that are owned as a whole. */
  atomicMap: boolean;
  limits: Limits;
  allOf: SchemaNode[];
  anyOf: SchemaNode[];
  oneOf: SchemaNode[];
  not?: SchemaNode;
  hasRules: boolean;
}

/** Numeric and textual limits. */
export interface Limits {
  minimum?: number;
  maximum?: number;
  exclusiveMinimum: boolean;
  exclusiveMaximum: boolean;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  uniqueItems: boolean;
  pattern?: { text: string; expression: RegExp };
  format?: string;
}

/** Reads a schema as a CustomResourceDefinition carries it. */
export function readSchema(schema: JsonObject): SchemaNode {
  const properties = Object.entries(objectAt(schema, 'properties') ?? {});
  const items = objectAt(schema, 'items');
  const not = objectAt(schema, 'not');
  const rules = own(schema, 'x-kubernetes-validations');
  return {
    type: textAt(schema, 'type'),
    nullable: own(schema, 'nullable') === true,
    properties: new Map(
      properties
        .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
        .map(([name, child]) => [name, readSchema(child)]),
    ),
    additional: readAdditional(own(schema, 'additionalProperties')),
    items: items && readSchema(items),
    required: listAt(schema, 'required').map(String),
    enum: Array.isArray(own(schema, 'enum'))
      ? listAt(schema, 'enum')
      : undefined,
    defaultValue: own(schema, 'default'),
    preserveUnknown:
      own(schema, 'x-kubernetes-preserve-unknown-fields') === true,
    intOrString: own(schema, 'x-kubernetes-int-or-string') === true,
    embedded: own(schema, 'x-kubernetes-embedded-resource') === true,
    list: readListShape(schema),
    atomicMap: own(schema, 'x-kubernetes-map-type') === 'atomic',
    limits: readLimits(schema),
    allOf: readMany(schema, 'allOf'),
    anyOf: readMany(schema, 'anyOf'),
    oneOf: readMany(schema, 'oneOf'),
    not: not && readSchema(not),
    hasRules: Array.isArray(rules) && rules.length > 0,
  };
}

function readMany(schema: JsonObject, key: string): SchemaNode[] {
  return listAt(schema, key).filter(isObject).map(readSchema);
}

function readAdditional(value: unknown): SchemaNode | true | undefined {
  if (value === true) {
    return true;
  }
  return isObject(value) ? readSchema(value) : undefined;
}

function readListShape(schema: JsonObject): ListShape {
  switch (own(schema, 'x-kubernetes-list-type')) {
    case 'set':
      return 'set';
    case 'map':
      return {
        keys: listAt(schema, 'x-kubernetes-list-map-keys').map(String),
      };
    default:
      return 'atomic';
  }
}

function readLimits(schema: JsonObject): Limits {
  const number = (key: string) => {
    const value = own(schema, key);
    return typeof value === 'number' ? value : undefined;
  };
  const pattern = textAt(schema, 'pattern');
  const expression = pattern === undefined ? undefined : toRegExp(pattern);
  return {
    minimum: number('minimum'),
    maximum: number('maximum'),
    exclusiveMinimum: own(schema, 'exclusiveMinimum') === true,
    exclusiveMaximum: own(schema, 'exclusiveMaximum') === true,
    multipleOf: number('multipleOf'),
    minLength: number('minLength'),
    maxLength: number('maxLength'),
    minItems: number('minItems'),
    maxItems: number('maxItems'),
    minProperties: number('minProperties'),
    maxProperties: number('maxProperties'),
    uniqueItems: own(schema, 'uniqueItems') === true,
    pattern:
      pattern !== undefined && expression
        ? { text: pattern, expression }
        : undefined,
    format: textAt(schema, 'format'),
  };
}

/** Go's syntax is nearly JavaScript's; what is not is left unchecked. */
function toRegExp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
