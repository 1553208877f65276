import { at } from '../json';
import { FieldReader } from '../selectors';

/** Reads dotted paths as selectable fields. */
export function fieldReaders(...paths: string[]): Map<string, FieldReader> {
  return new Map(
    ['metadata.name', 'metadata.namespace', ...paths].map(path => {
      const keys = path.split('.');
      return [path, object => toText(at(object, ...keys))];
    }),
  );
}

function toText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** Selectable fields of built-in kinds, as the real server has them. */
export const BUILT_IN_FIELDS: Readonly<Record<string, string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'type',
  ],
};

/** `source` of an event falls back to the reporting component. */
export function eventSource(object: unknown): string {
  return toText(
    at(object, 'source', 'component') || at(object, 'reportingComponent'),
  );
}
