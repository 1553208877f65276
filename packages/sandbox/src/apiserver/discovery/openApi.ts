import { createHash } from 'node:crypto';
import { JsonObject } from '../json';
import { ResourceRegistry } from '../registry/ResourceRegistry';
import { ResourceInfo } from '../registry/types';

/** `io.banzaicloud.kafka.v1beta1.KafkaCluster`: the name of a schema. */
function schemaName(info: ResourceInfo): string {
  const group = info.group
    ? info.group.split('.').reverse().join('.')
    : 'io.k8s.api.core';
  return `${group}.${info.version}.${info.kind}`;
}

function gvk(info: ResourceInfo): JsonObject {
  return { group: info.group, kind: info.kind, version: info.version };
}

function schemaOf(info: ResourceInfo): JsonObject {
  const base = info.custom?.schema.source ?? {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return { ...base, 'x-kubernetes-group-version-kind': [gvk(info)] };
}

function parameter(name: string, v2: boolean): JsonObject {
  const type = { type: 'string', uniqueItems: true };
  return {
    name,
    in: 'query',
    ...(v2 ? type : { schema: type }),
  };
}

function operation(
  action: string,
  info: ResourceInfo,
  v2: boolean,
): JsonObject {
  const names = ['dryRun', 'fieldManager', 'fieldValidation'];
  return {
    operationId: `${action}${info.group.replace(/\W/g, '')}${info.version}${
      info.kind
    }`,
    parameters: names.map(name => parameter(name, v2)),
    responses: { '200': { description: 'OK' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk(info),
  };
}

function paths(infos: ResourceInfo[], v2: boolean): JsonObject {
  const all: JsonObject = {};
  for (const info of infos.filter(one => one.verbs.includes('patch'))) {
    const root = info.group
      ? `/apis/${info.group}/${info.version}`
      : `/api/${info.version}`;
    const space = info.namespaced ? '/namespaces/{namespace}' : '';
    const collection = `${root}${space}/${info.plural}`;
    all[collection] = { post: operation('post', info, v2) };
    all[`${collection}/{name}`] = {
      put: operation('put', info, v2),
      patch: operation('patch', info, v2),
    };
  }
  return all;
}

function schemas(infos: ResourceInfo[]): JsonObject {
  return Object.fromEntries(
    infos.map(info => [schemaName(info), schemaOf(info)]),
  );
}

const INFO: JsonObject = { title: 'Kubernetes', version: 'v1.34.4' };

/** `/openapi/v2`: everything in one document. */
export function openApiV2(registry: ResourceRegistry): JsonObject {
  const infos = registry.all();
  return {
    swagger: '2.0',
    info: INFO,
    paths: paths(infos, true),
    definitions: schemas(infos),
  };
}

function pathOf(info: ResourceInfo): string {
  return info.group
    ? `apis/${info.group}/${info.version}`
    : `api/${info.version}`;
}

/** `/openapi/v3`: where the documents of each version are. */
export function openApiIndex(registry: ResourceRegistry): JsonObject {
  const names = [...new Set(registry.all().map(pathOf))];
  return {
    paths: Object.fromEntries(
      names.map(name => {
        const text = JSON.stringify(openApiV3(registry, name));
        const hash = createHash('sha256').update(text).digest('hex');
        return [
          name,
          {
            serverRelativeURL: `/openapi/v3/${name}?hash=${hash
              .slice(0, 32)
              .toUpperCase()}`,
          },
        ];
      }),
    ),
  };
}

/** `/openapi/v3/apis/<group>/<version>`. */
export function openApiV3(
  registry: ResourceRegistry,
  path: string,
): JsonObject | undefined {
  const infos = registry.all().filter(info => pathOf(info) === path);
  return infos.length
    ? {
        openapi: '3.0.0',
        info: INFO,
        paths: paths(infos, false),
        components: { schemas: schemas(infos) },
      }
    : undefined;
}
