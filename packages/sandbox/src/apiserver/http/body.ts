import { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { depthExceeds, hasProtoKey, JsonValue } from '../json';
import { badRequest, StatusError, unsupportedMediaType } from '../status';

/** The limit of the real server (etcd takes 1.5 MiB, a request 3 MiB). */
const MAX_BYTES = 3 * 1024 * 1024;
const MAX_DEPTH = 200;

/** Reads the whole body. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const buffer = chunk as Buffer;
    size += buffer.length;
    if (size > MAX_BYTES) {
      throw new StatusError({
        code: 413,
        reason: 'RequestEntityTooLarge',
        message: `Request entity too large: limit is ${MAX_BYTES}`,
      });
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The media type of a request without its parameters. */
export function mediaType(request: IncomingMessage): string {
  const header = request.headers['content-type'] ?? 'application/json';
  return header.split(';')[0].trim().toLowerCase();
}

/** Parses a body of JSON or YAML and refuses what could hurt behind the door. */
export function parseBody(text: string, type: string): JsonValue {
  const value = type.includes('yaml') ? fromYaml(text) : fromJson(text);
  if (hasProtoKey(value)) {
    throw badRequest('a field named "__proto__" is not accepted');
  }
  if (depthExceeds(value, MAX_DEPTH)) {
    throw badRequest(`the body nests deeper than ${MAX_DEPTH} levels`);
  }
  return value;
}

/** Parses the body of a create or update. */
export function parseObjectBody(
  text: string,
  request: IncomingMessage,
): JsonValue {
  const type = mediaType(request);
  const known = ['application/json', 'application/yaml'];
  // curl and browsers send these when they were told nothing.
  const unsaid = ['application/x-www-form-urlencoded', 'text/plain'];
  if (![...known, ...unsaid].includes(type)) {
    throw unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
    );
  }
  return parseBody(text, type);
}

function fromJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `error decoding: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function fromYaml(text: string): JsonValue {
  try {
    // Kubernetes reads YAML 1.1: there, `name: y` is a boolean.
    return parseYaml(text, { version: '1.1', maxAliasCount: 100 });
  } catch (error) {
    throw badRequest(
      `error converting YAML to JSON: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}
