import { JsonObject, isObject } from '../json';

// core/v1 and events.k8s.io/v1 show one stored object under different names.
const NAMES: ReadonlyArray<readonly [core: string, events: string]> = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
];

function rename(
  object: JsonObject,
  apiVersion: string,
  from: 0 | 1,
): JsonObject {
  const names = new Map(NAMES.map(pair => [pair[from], pair[1 - from]]));
  const renamed: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    renamed[names.get(key) ?? key] = value;
  }
  return { ...renamed, apiVersion };
}

/** A stored core/v1 event as events.k8s.io/v1 shows it. */
export function toEventsApi(object: JsonObject): JsonObject {
  return rename(object, 'events.k8s.io/v1', 0);
}

/** An events.k8s.io/v1 event as it is stored (core/v1). */
export function fromEventsApi(object: JsonObject): JsonObject {
  const stored = rename(object, 'v1', 1);
  return isObject(stored.source) ? stored : { ...stored, source: {} };
}
