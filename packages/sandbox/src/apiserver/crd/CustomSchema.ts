import { clone, isObject, JsonObject, JsonValue, own } from '../json';
import { ListShape } from '../managed/listKeys';
import { StatusCause } from '../status';
import { readSchema, SchemaNode } from './SchemaNode';
import { schemaProblems } from './validateSchema';

const META_KEYS = ['apiVersion', 'kind', 'metadata'];

/** After such a problem the real server does not look at rules any more. */
const BLOCKING = [
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
];

/** The structural schema of one version of a custom resource. */
export class CustomSchema {
  private constructor(
    private readonly root: SchemaNode,
    private readonly preserveAll: boolean,
    /** As the definition carries it; published by OpenAPI. */
    readonly source: JsonObject,
  ) {}

  /** Reads `openAPIV3Schema`; without one everything is allowed. */
  static create(
    source: JsonObject | undefined,
    options?: { preserveUnknownFields?: boolean },
  ): CustomSchema {
    const schema = source ?? { type: 'object' };
    const preserve = options?.preserveUnknownFields || source === undefined;
    return new CustomSchema(readSchema(schema), preserve, schema);
  }

  /**
   * Drops fields that the schema does not know, in place.
   * @returns their paths
   */
  prune(object: JsonObject): string[] {
    const unknown: string[] = [];
    if (!this.preserveAll) {
      pruneObject(this.root, object, '', unknown, META_KEYS);
    }
    return unknown;
  }

  /** Fills in defaults, in place. */
  applyDefaults(object: JsonObject): void {
    defaultChildren(this.root, object);
  }

  /** Problems in the words of the real server. */
  validate(object: JsonObject): StatusCause[] {
    const causes = schemaProblems(withoutMeta(this.root), object);
    // Rules are not evaluated here; that they were not checked is what the
    // real server says too, whenever the plain schema fails in such a way.
    const blocking = causes.some(({ reason }) => BLOCKING.includes(reason));
    if (blocking && anyRules(this.root)) {
      causes.push({
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
        field: '<nil>',
      });
    }
    return causes;
  }

  /** How a list at a path is owned. */
  listShape(path: readonly string[]): ListShape {
    return this.nodeAt(path)?.list ?? 'atomic';
  }

  /** Whether a map at a path is owned as a whole. */
  atomicMap(path: readonly string[]): boolean {
    return this.nodeAt(path)?.atomicMap ?? false;
  }

  private nodeAt(path: readonly string[]): SchemaNode | undefined {
    let node: SchemaNode | undefined = this.root;
    for (const name of path) {
      while (node?.items) {
        node = node.items;
      }
      const further: SchemaNode | true | undefined = node?.additional;
      node =
        node?.properties.get(name) ?? (further === true ? undefined : further);
    }
    return node;
  }
}

function withoutMeta(root: SchemaNode): SchemaNode {
  // `metadata` is validated by the rules of all objects, not by the schema.
  const properties = new Map(root.properties);
  META_KEYS.forEach(key => properties.delete(key));
  return { ...root, properties };
}

function anyRules(node: SchemaNode): boolean {
  return (
    node.hasRules ||
    [...node.properties.values()].some(anyRules) ||
    (node.items !== undefined && anyRules(node.items)) ||
    (isNode(node.additional) && anyRules(node.additional))
  );
}

function isNode(value: SchemaNode | true | undefined): value is SchemaNode {
  return typeof value === 'object';
}

function pruneValue(
  node: SchemaNode | undefined,
  value: JsonValue | undefined,
  path: string,
  unknown: string[],
): void {
  if (!node) {
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, i) =>
      pruneValue(node.items, item, `${path}[${i}]`, unknown),
    );
  } else if (isObject(value)) {
    pruneObject(node, value, path, unknown, node.embedded ? META_KEYS : []);
  }
}

function pruneObject(
  node: SchemaNode,
  value: JsonObject,
  path: string,
  unknown: string[],
  kept: string[],
): void {
  for (const key of Object.keys(value)) {
    if (kept.includes(key)) {
      continue;
    }
    const below = path ? `${path}.${key}` : key;
    const child = node.properties.get(key);
    if (child) {
      pruneValue(child, own(value, key), below, unknown);
    } else if (isNode(node.additional)) {
      pruneValue(node.additional, own(value, key), below, unknown);
    } else if (!node.additional && !node.preserveUnknown) {
      delete value[key];
      unknown.push(below);
    }
  }
}

function defaultChildren(node: SchemaNode, value: JsonValue | undefined): void {
  if (Array.isArray(value)) {
    const items = node.items;
    if (items) {
      value.forEach(item => defaultChildren(items, item));
    }
    return;
  }
  if (!isObject(value)) {
    return;
  }
  for (const [name, child] of node.properties) {
    const present = own(value, name);
    const missing =
      present === undefined || (present === null && !child.nullable);
    if (missing && child.defaultValue !== undefined) {
      value[name] = clone(child.defaultValue);
    }
    defaultChildren(child, own(value, name));
  }
  if (isNode(node.additional)) {
    for (const key of Object.keys(value)) {
      if (!node.properties.has(key)) {
        defaultChildren(node.additional, own(value, key));
      }
    }
  }
}
