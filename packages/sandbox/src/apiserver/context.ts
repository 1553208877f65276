import { ApiServerFaults } from './faults';
import { PodLogSource } from './logs';
import { ResourceRegistry } from './registry/ResourceRegistry';
import { VersionedStore } from './storage/VersionedStore';
import { ServedObjects } from './ServedObjects';

/** Who sends a request. */
export interface Caller {
  name: string;
  uid?: string;
  groups: string[];
}

/** What all handlers of one API server share. */
export interface ServerContext {
  store: VersionedStore;
  registry: ResourceRegistry;
  served: ServedObjects;
  faults: ApiServerFaults;
  logs: PodLogSource | undefined;
  /** The time of the server. */
  now(): Date;
}

/** How one write is to be done. */
export interface WriteOptions {
  caller: Caller;
  /** Name in `managedFields`. */
  fieldManager: string;
  dryRun: boolean;
  fieldValidation: 'Ignore' | 'Warn' | 'Strict';
  /** Texts for `Warning` headers, filled while the request is handled. */
  warnings: string[];
  /** Administrators may create objects of a certain age and status. */
  seed: boolean;
}

/** RFC 3339 with whole seconds, as `creationTimestamp` is written. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
