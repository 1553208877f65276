import type { FieldManager } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesManagedFields } from '@kafka-clusters/plugin-kafka-clusters-node';
import { isRecord, parseJson } from '../kubernetes/json';
import { redactText } from './redaction';

const MAX_PATHS = 2000;
const MAX_DEPTH = 64;

/**
 * Which manager set which fields.
 *
 * @param entries - `metadata.managedFields`; `fieldsV1` has keys `f:<field>`, `k:<keys of a list item, JSON>`, `v:<value, JSON>`, `i:<index>` and `.` for the thing itself
 */
export function listFieldManagers(
  entries: readonly KubernetesManagedFields[] | undefined,
): readonly FieldManager[] {
  return (entries ?? []).map(entry => ({
    manager: entry.manager ?? '',
    operation: entry.operation ?? '',
    subresource: entry.subresource || undefined,
    time: entry.time,
    paths: listPaths(entry.fieldsV1),
  }));
}

function listPaths(fields: unknown): readonly string[] {
  const paths: string[] = [];
  collect(fields, '', paths, 0);
  return paths;
}

function collect(
  fields: unknown,
  path: string,
  paths: string[],
  depth: number,
) {
  if (paths.length >= MAX_PATHS) {
    return;
  }
  const children = isRecord(fields)
    ? Object.entries(fields).filter(([key]) => key !== '.')
    : [];
  if (children.length === 0 || depth > MAX_DEPTH) {
    if (path !== '') {
      paths.push(path);
    }
    return;
  }
  for (const [key, value] of children) {
    collect(value, join(path, key), paths, depth + 1);
  }
}

function join(path: string, key: string): string {
  const rest = key.slice(2);
  switch (key.slice(0, 2)) {
    case 'f:':
      return path === '' ? rest : `${path}.${quote(rest)}`;
    case 'k:':
      return `${path}[${formatKeys(rest)}]`;
    case 'v:':
      return `${path}[=${redactText(rest)}]`;
    case 'i:':
      return `${path}[${rest}]`;
    default:
      return `${path}.${key}`;
  }
}

function quote(field: string): string {
  return /^[\w-]+$/.test(field) ? field : `"${field}"`;
}

function formatKeys(json: string): string {
  try {
    const keys = parseJson(json);
    return isRecord(keys)
      ? Object.entries(keys)
          .map(([name, value]) => `${name}=${redactText(String(value))}`)
          .join(',')
      : redactText(json);
  } catch {
    return redactText(json);
  }
}
