import { JsonObject } from '../apiserver/json';

/** Short words to write structural schemas with. */
export const text = (more: JsonObject = {}): JsonObject => ({
  type: 'string',
  ...more,
});
export const bool = (more: JsonObject = {}): JsonObject => ({
  type: 'boolean',
  ...more,
});
export const int = (more: JsonObject = {}): JsonObject => ({
  type: 'integer',
  ...more,
});
export const oneOf = (...values: string[]): JsonObject => ({
  type: 'string',
  enum: values,
});
export const list = (items: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'array',
  items,
  ...more,
});
export const map = (values: JsonObject): JsonObject => ({
  type: 'object',
  additionalProperties: values,
});
export const object = (
  properties: Record<string, JsonObject>,
  required: string[] = [],
): JsonObject => ({
  type: 'object',
  properties,
  ...(required.length ? { required } : {}),
});

/** Taken as it comes: parts of the pod API that the sandbox does not describe. */
export const open: JsonObject = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

/** A quantity such as `500m` or `10Gi`, or a plain number. */
export const quantity: JsonObject = {
  'x-kubernetes-int-or-string': true,
  anyOf: [{ type: 'integer' }, { type: 'string' }],
  pattern:
    '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
};

/** Requests and limits of a container or a claim. */
export const resources = object({
  requests: map(quantity),
  limits: map(quantity),
  claims: list(open),
});

/** The specification of a claim. */
export const claimSpec: JsonObject = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
  properties: {
    accessModes: list(text()),
    resources,
    storageClassName: text(),
    volumeMode: text(),
    volumeName: text(),
  },
};

/** What a definition is made of. */
export interface DefinitionInput {
  group: string;
  version: string;
  kind: string;
  plural: string;
  shortNames?: string[];
  spec: JsonObject;
  status: JsonObject;
  columns?: JsonObject[];
}

/** A CustomResourceDefinition with one served and stored version. */
export function buildDefinition(input: DefinitionInput): JsonObject {
  const { group, version, kind, plural } = input;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        ...(input.shortNames ? { shortNames: input.shortNames } : {}),
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: input.columns,
          schema: {
            openAPIV3Schema: object({
              apiVersion: text(),
              kind: text(),
              metadata: { type: 'object' },
              spec: input.spec,
              status: input.status,
            }),
          },
        },
      ],
    },
  };
}
