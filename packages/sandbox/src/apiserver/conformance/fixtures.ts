import { JsonObject } from '../json';
import { TestServer } from '../testServer';

/** Collections that many tests write to. */
export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
/** Pods of the default namespace. */
export const PODS = '/api/v1/namespaces/default/pods';
/** Custom resources of {@link gadgetDefinition}. */
export const GADGETS = '/apis/example.com/v1/namespaces/default/gadgets';
/** CustomResourceDefinitions. */
export const DEFINITIONS =
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A small ConfigMap. */
export function configMap(name: string, extra?: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { colour: 'red' },
    ...extra,
  };
}

/** A pod of one container. */
export function pod(name: string, extra?: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' } },
    spec: { containers: [{ name: 'main', image: 'web:1' }], ...extra },
  };
}

/** A custom resource. */
export function gadget(name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    metadata: { name },
    spec,
  };
}

/** A definition with every feature that the sandbox's schemas know. */
export function gadgetDefinition(): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'gadgets', kind: 'Gadget', shortNames: ['gd'] },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
            },
          },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  required: ['size'],
                  properties: {
                    size: { type: 'integer', minimum: 1 },
                    id: {
                      type: 'integer',
                      minimum: 0,
                      maximum: 65535,
                      exclusiveMaximum: true,
                    },
                    replicas: { type: 'integer', default: 2 },
                    colour: { type: 'string', enum: ['red', 'blue'] },
                    code: { type: 'string', pattern: '^[a-z]+$' },
                    roles: {
                      type: 'array',
                      maxItems: 2,
                      items: { type: 'string' },
                    },
                    on: { type: 'boolean' },
                    port: { 'x-kubernetes-int-or-string': true },
                    items: {
                      type: 'array',
                      items: {
                        type: 'object',
                        properties: { id: { type: 'integer' } },
                      },
                    },
                    free: {
                      type: 'object',
                      'x-kubernetes-preserve-unknown-fields': true,
                    },
                    texts: {
                      type: 'object',
                      additionalProperties: { type: 'string' },
                    },
                  },
                },
                status: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                },
              },
            },
          },
        },
      ],
    },
  };
}

/** Serves the gadgets of {@link gadgetDefinition}. */
export async function defineGadgets(server: TestServer): Promise<void> {
  const answer = await server.create(DEFINITIONS, gadgetDefinition());
  expect(answer.code).toBe(201);
}

/** Waits until an address answers with a code, without asking all the time. */
export async function untilCode(
  server: TestServer,
  path: string,
  code: number,
): Promise<true> {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const watch = await server.watch(
    `${path.slice(0, slash)}?watch=true&fieldSelector=metadata.name=${name}`,
  );
  for (;;) {
    const seen = watch.events.length;
    const answer = await server.get(path);
    if (answer.code === code) {
      break;
    }
    await watch.until(events => events.length > seen);
  }
  watch.close();
  return true;
}
