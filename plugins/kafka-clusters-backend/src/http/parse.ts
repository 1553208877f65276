import { InputError } from '@backstage/errors';
import {
  clusterRequestSchema,
  findingIds,
  fleetSortFields,
  healthStates,
  isDnsLabel,
  isDnsSubdomain,
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

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InputError(z.prettifyError(result.error));
  }
  return result.data;
}
