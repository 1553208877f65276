import { JsonObject } from '../json';
import { FieldReader } from '../selectors';
import { StatusCause } from '../status';
import { VersionedStore } from '../storage/VersionedStore';
import { CustomSchema } from '../crd/CustomSchema';
import { NameRule } from '../validation/names';

/** What a strategy may look at while it prepares an object. */
export interface StrategyContext {
  store: VersionedStore;
  now(): string;
}

/** Behaviour that one kind has beyond that of all kinds. */
export interface ResourceStrategy {
  /** Rule for `metadata.name`; DNS subdomain when absent. */
  nameRule?: NameRule;
  /** Defaults and server-owned fields of a new object, in place. */
  prepareCreate?(object: JsonObject, context: StrategyContext): void;
  /** Carries over what an update may not touch, in place. */
  prepareUpdate?(
    object: JsonObject,
    old: JsonObject,
    context: StrategyContext,
  ): void;
  /** Problems with an object (and with a change when `old` is given). */
  validate?(
    object: JsonObject,
    old: JsonObject | undefined,
    context: StrategyContext,
  ): StatusCause[];
}

/** Subresources that the server knows. */
export type Subresource =
  | 'status'
  | 'scale'
  | 'binding'
  | 'eviction'
  | 'log'
  | 'finalize';

/** Where a custom resource keeps what `scale` shows. */
export interface ScalePaths {
  specReplicas: string[];
  statusReplicas: string[];
  labelSelector?: string[];
}

/** What only resources made by a CustomResourceDefinition have. */
export interface CustomResource {
  schema: CustomSchema;
  hasStatus: boolean;
}

/** One served resource in one version. */
export interface ResourceInfo {
  group: string;
  version: string;
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  verbs: string[];
  subresources: Subresource[];
  /** The table in the store; two APIs may show one table. */
  table: string;
  /** The apiVersion that objects are stored with. */
  storedAs: string;
  /** Whether `metadata.generation` counts changes of the specification. */
  generation: boolean;
  fields: ReadonlyMap<string, FieldReader>;
  strategy: ResourceStrategy;
  scale?: ScalePaths;
  custom?: CustomResource;
  /** From the stored to the served shape, when they differ. */
  toServed?(object: JsonObject): JsonObject;
  /** From the served to the stored shape, when they differ. */
  toStored?(object: JsonObject): JsonObject;
}

/** `v1` or `apps/v1`. */
export function apiVersionOf(info: { group: string; version: string }): string {
  return info.group ? `${info.group}/${info.version}` : info.version;
}

/** The name that messages about a resource use. */
export function groupResource(info: ResourceInfo): {
  group: string;
  name: string;
} {
  return { group: info.group, name: info.plural };
}

/** The name that messages about validation use. */
export function groupKind(info: ResourceInfo): { group: string; name: string } {
  return { group: info.group, name: info.kind };
}
