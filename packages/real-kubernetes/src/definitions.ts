import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Answer, ApiCaller, JsonObject } from './ApiCaller';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const PATIENCE_MS = 30_000;
const VARIABLE = 'KAFKA_CLUSTERS_CRDS';

/**
 * Reads CustomResourceDefinitions of real operators, as `kubectl get -o json`
 * writes them, from the folder that `KAFKA_CLUSTERS_CRDS` names: one folder
 * for each operator, named after it and its version; files may be gzipped.
 *
 * @param operators - how the names of their folders begin
 */
export function readDefinitions(operators: readonly string[]): JsonObject[] {
  const folder = process.env[VARIABLE];
  if (folder === undefined || !existsSync(folder)) {
    throw new Error(
      `${VARIABLE} names no folder with the CustomResourceDefinitions of real operators, which these tests need.`,
    );
  }
  return operators.flatMap(operator => {
    const name = readdirSync(folder).find(entry => entry.startsWith(operator));
    if (name === undefined) {
      throw new Error(`${VARIABLE} has no folder of ${operator}.`);
    }
    return readdirSync(join(folder, name)).map(file =>
      readDefinition(join(folder, name, file)),
    );
  });
}

function readDefinition(file: string): JsonObject {
  const bytes = readFileSync(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const { metadata, spec } = JSON.parse(text.toString('utf8')) as {
    metadata: { name: string };
    spec: JsonObject;
  };
  // What another server wrote (uid, status) is no part of the definition.
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: metadata.name },
    spec,
  };
}

/** Creates definitions and waits until the server serves them all. */
export async function installDefinitions(
  admin: ApiCaller,
  definitions: readonly JsonObject[],
): Promise<void> {
  for (const body of definitions) {
    await admin.succeed('POST', DEFINITIONS, { body });
  }
  for (const definition of definitions) {
    const path = toListPath(definition);
    await until(admin, path, ({ code }) => code === 200);
    // Controllers learn from discovery which types there are, and look again half a minute later only.
    await until(
      admin,
      '/apis',
      ({ text }) => text.includes(`"resource":"${pluralOf(definition)}"`),
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
  }
}

function pluralOf({ spec }: JsonObject): string {
  return (spec as { names: { plural: string } }).names.plural;
}

function toListPath(definition: JsonObject): string {
  const { group, versions } = definition.spec as {
    group: string;
    versions: { name: string; served: boolean }[];
  };
  const version = versions.find(({ served }) => served)?.name;
  return `/apis/${group}/${version}/${pluralOf(definition)}?limit=1`;
}

/** At first a type is absent (404), then its cache is being filled (429); nothing announces the end of that. */
async function until(
  admin: ApiCaller,
  path: string,
  isWished: (answer: Answer) => boolean,
  accept?: string,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await admin.call('GET', path, { accept });
    if (isWished(answer)) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${path} is not served: ${answer.code} ${answer.text}`);
    }
    await sleep(50);
  }
}
