/** A part of a structural schema of Kubernetes, as far as it says what is wrong. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function scalarProblems(value: unknown, schema: Schema, path: string) {
  const type = typeOf(value);
  const problems: string[] = [];
  if (
    schema.type !== undefined &&
    !schema['x-kubernetes-int-or-string'] &&
    type !== schema.type &&
    !(type === 'integer' && schema.type === 'number')
  ) {
    problems.push(`${path}: must be ${schema.type}, is ${type}`);
  }
  if (schema.enum && !schema.enum.includes(value)) {
    problems.push(`${path}: ${value} is none of ${schema.enum.join(', ')}`);
  }
  if (
    schema.pattern !== undefined &&
    typeof value === 'string' &&
    !new RegExp(schema.pattern).test(value)
  ) {
    problems.push(`${path}: ${value} does not match ${schema.pattern}`);
  }
  if (
    typeof value === 'number' &&
    (value < (schema.minimum ?? -Infinity) ||
      value > (schema.maximum ?? Infinity))
  ) {
    problems.push(`${path}: ${value} is out of range`);
  }
  return problems;
}

/**
 * What a structural schema of a custom resource definition has against a
 * value, fields that it does not know included: a real API server drops them.
 */
export function schemaProblems(
  value: unknown,
  schema: Schema,
  path = '',
): readonly string[] {
  const problems = scalarProblems(value, schema, path);
  if (Array.isArray(value)) {
    return [
      ...problems,
      ...(value.length > (schema.maxItems ?? Infinity)
        ? [`${path}: has too many items`]
        : []),
      ...value.flatMap((item, index) =>
        schemaProblems(item, schema.items ?? {}, `${path}[${index}]`),
      ),
    ];
  }
  if (typeof value !== 'object' || value === null) {
    return problems;
  }
  const open =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    (schema.properties === undefined &&
      schema.additionalProperties === undefined);
  return [
    ...problems,
    ...(schema.required ?? [])
      .filter(name => !(name in value))
      .map(name => `${path}.${name}: is required`),
    ...Object.entries(value).flatMap(([name, field]) => {
      const known =
        schema.properties?.[name] ??
        (typeof schema.additionalProperties === 'object'
          ? schema.additionalProperties
          : undefined);
      if (known) {
        return schemaProblems(field, known, `${path}.${name}`);
      }
      return open ? [] : [`${path}.${name}: is not known`];
    }),
  ];
}
