import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  claimsSchema,
  clusterRelations,
  clusterRequestSchema,
  consumerDecisions,
  consumerSchema,
  findingIds,
  fleetSortFields,
  healthStates,
  isDnsLabel,
  isDnsSubdomain,
  linkOwnerSchema,
  transferAnswers,
  transferSchema,
  type ClusterRef,
  type ClusterRequest,
  type FleetQuery,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { z } from 'zod';

const text = z.string().max(300);

/** A parameter that is there once or several times. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .union([item.transform(value => [value]), z.array(item).max(100)])
    .optional();
}

const fleetQuerySchema = z.object({
  search: text.optional(),
  health: listOf(z.enum(healthStates)),
  owner: listOf(text),
  kubernetesCluster: listOf(text),
  version: listOf(text),
  operator: listOf(text),
  finding: listOf(z.enum(findingIds)),
  unowned: z
    .enum(['true', 'false'])
    .transform(value => value === 'true')
    .optional(),
  relation: listOf(z.enum(clusterRelations)),
  sort: z.enum(fleetSortFields).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const clusterRefSchema = z.object({
  kubernetesCluster: z.string().refine(isDnsLabel, 'must be a DNS label'),
  namespace: z.string().refine(isDnsLabel, 'must be a DNS label'),
  name: z.string().refine(isDnsSubdomain, 'must be a DNS subdomain'),
});

const requestIdSchema = z.object({ id: z.uuid() });

const createSchema = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .transform(value => value === 'true')
    .optional(),
  idempotencyKey: z
    .string({ error: 'the header idempotency-key is missing' })
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
});

const consumerPathSchema = clusterRefSchema.extend({
  decision: z.enum(consumerDecisions),
});

const transferPathSchema = z.object({
  id: z.uuid(),
  answer: z.enum(transferAnswers),
});

const entityPart = z
  .string()
  .regex(/^[\w.-]{1,63}$/, 'is no part of an entity ref');

const componentPathSchema = z.object({
  kind: entityPart,
  namespace: entityPart,
  name: entityPart,
});

/** Query of `GET /clusters`. */
export function parseFleetQuery(query: unknown): FleetQuery {
  return parse(fleetQuerySchema, query);
}

/** Path of everything below `/clusters/:kubernetesCluster/:namespace/:name`. */
export function parseClusterPath(params: unknown): ClusterRef {
  return parse(clusterRefSchema, params);
}

/** Path of everything below `/requests/:id`. */
export function parseRequestPath(params: unknown): string {
  return parse(requestIdSchema, params).id;
}

/** Body of `POST /plans` and `POST /requests`. */
export function parseClusterRequest(body: unknown): ClusterRequest {
  return parse(clusterRequestSchema, body);
}

/** What `POST /requests` takes beside its body. */
export function parseCreateOptions(
  query: { readonly dryRun?: unknown },
  idempotencyKey: string | undefined,
) {
  return parse(createSchema, { dryRun: query.dryRun, idempotencyKey });
}

/** Body of `POST .../link`. */
export function parseLinkOwner(body: unknown) {
  return parse(linkOwnerSchema, body);
}

/** Body of `POST .../transfer`. */
export function parseTransfer(body: unknown) {
  return parse(transferSchema, body);
}

/** Path of `POST /transfers/:id/:answer`. */
export function parseTransferPath(params: unknown) {
  return parse(transferPathSchema, params);
}

/** Path of `POST .../consumers/:decision`. */
export function parseConsumerPath(params: unknown) {
  const { decision, ...ref } = parse(consumerPathSchema, params);
  return { ref, decision };
}

/** Body of `POST .../consumers/:decision`. */
export function parseConsumer(body: unknown) {
  return parse(consumerSchema, body);
}

/** Body of `POST /claims`. */
export function parseClaims(body: unknown) {
  return parse(claimsSchema, body);
}

/** Path of `GET /components/:kind/:namespace/:name/relation`, as an entity ref. */
export function parseComponentPath(params: unknown): string {
  return stringifyEntityRef(parse(componentPathSchema, params));
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InputError(z.prettifyError(result.error));
  }
  return result.data;
}
