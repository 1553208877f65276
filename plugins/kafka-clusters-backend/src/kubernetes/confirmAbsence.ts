import type { KubernetesResource } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { ApiConnection } from './ApiConnection';
import { createDeadline, type Clock } from './clock';
import { KubernetesRequestError } from './errors';
import { isRecord, parseJson } from './json';
import { readBody } from './readBody';

const deadlineMilliseconds = 10_000;
const maxBytes = 8 * 1024 * 1024;

async function read(
  connection: ApiConnection,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  const answer = await connection.open({ method: 'GET', path }, signal);
  return parseJson(await readBody(answer.body, { maxBytes }));
}

function has(list: unknown, field: string, name: string): boolean | undefined {
  const items = isRecord(list) ? list[field] : undefined;
  return Array.isArray(items)
    ? items.some(item => isRecord(item) && item.name === name)
    : undefined;
}

/**
 * Asks discovery whether the server serves a type. `unknown` when discovery
 * gives no usable answer.
 */
export async function confirmAbsence(options: {
  connection: ApiConnection;
  clock: Clock;
  resource: KubernetesResource;
  signal: AbortSignal;
}): Promise<'absent' | 'present' | 'unknown'> {
  const { connection, resource } = options;
  const { group, version, plural } = resource;
  const deadline = createDeadline(
    options.clock,
    deadlineMilliseconds,
    options.signal,
  );
  const verdict = (found: boolean | undefined) => {
    if (found === undefined) {
      return 'unknown';
    }
    return found ? 'present' : 'absent';
  };
  try {
    const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
    return verdict(
      has(await read(connection, path, deadline.signal), 'resources', plural),
    );
  } catch (error) {
    const missing =
      error instanceof KubernetesRequestError && error.failure.code === 404;
    if (!missing || !group) {
      return 'unknown';
    }
    // The group version is unknown; a list of groups proves that it is the
    // API server who says so.
    return await read(connection, '/apis', deadline.signal).then(
      groups =>
        isRecord(groups) && Array.isArray(groups.groups) ? 'absent' : 'unknown',
      () => 'unknown' as const,
    );
  } finally {
    deadline.clear();
  }
}
