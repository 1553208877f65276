import { createHash } from 'node:crypto';
import { InputError, isError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  clusterRequestSchema,
  formatClusterRef,
  type ClusterRef,
  type ClusterRequestInput,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KafkaClustersService } from '@kafka-clusters/plugin-kafka-clusters-node';
import { z } from 'zod';
import { describeFinding } from '../words';
import { buildClusterRequestMirror } from './clusterRequestMirror';
import { examples } from './createKafkaCluster.examples';

interface Call {
  readonly credentials: BackstageCredentials;
  readonly signal?: AbortSignal;
}

/**
 * `kafka-cluster:create`: requests a Kafka cluster and ends when Kubernetes has
 * accepted it. A dry run is Kubernetes' own: it validates, counts quota and
 * asks webhooks, and creates nothing.
 */
export function createKafkaClusterCreateAction(options: {
  readonly service: Pick<KafkaClustersService, 'createCluster' | 'planCluster'>;
}) {
  const { service } = options;
  return createTemplateAction({
    id: 'kafka-cluster:create',
    description:
      'Requests a Kafka cluster; ends when Kubernetes has accepted it',
    examples,
    supportsDryRun: true,
    schema: {
      input: { cluster: zod => buildClusterRequestMirror(zod) },
      output: {
        requestId: zod => zod.string().describe('Id of the request'),
        clusterRef: zod =>
          zod.string().describe('<kubernetes cluster>/<namespace>/<name>'),
        entityRef: zod =>
          zod.string().describe('Entity ref in the catalog, seconds later'),
        url: zod =>
          zod.string().describe("Path of the cluster's page in the portal"),
      },
    },
    async handler(ctx) {
      // The scaffolder applies neither defaults nor refinements.
      const parsed = clusterRequestSchema.safeParse(ctx.input.cluster);
      if (!parsed.success) {
        throw new InputError(
          `The request for a Kafka cluster is not valid:\n${z.prettifyError(
            parsed.error,
          )}`,
        );
      }
      ctx.signal?.throwIfAborted();
      const input = parsed.data;
      const ref: ClusterRef = { ...input.target, name: input.name };
      const call = {
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      };
      const idempotencyKey = buildIdempotencyKey(ctx.task.id, ctx.step, ref);
      const create = async () => {
        try {
          const { request } = await service.createCluster(input, {
            ...call,
            idempotencyKey,
            dryRun: ctx.isDryRun,
          });
          // The portal knows whether entities have names of their own.
          return { requestId: request.id, entityRef: request.entityRef };
        } catch (error) {
          ctx.signal?.throwIfAborted();
          throw await explain(service, input, call, error);
        }
      };
      // The key makes a second attempt resume the first; the checkpoint spares it.
      const { requestId, entityRef } = ctx.isDryRun
        ? await create()
        : await ctx.checkpoint({
            key: `created.${formatClusterRef(ref)}`,
            fn: create,
          });
      ctx.logger.info(
        ctx.isDryRun
          ? `Kubernetes would accept Kafka cluster ${formatClusterRef(ref)}`
          : `Kubernetes has accepted Kafka cluster ${formatClusterRef(ref)}`,
      );
      ctx.output('requestId', requestId);
      ctx.output('clusterRef', formatClusterRef(ref));
      ctx.output('entityRef', entityRef);
      ctx.output('url', `/kafka-clusters/${formatClusterRef(ref)}`);
    },
  });
}

/** Names the attempt: a retried task resumes its request, iterations of `each` are requests of their own. */
function buildIdempotencyKey(
  taskId: string,
  step: { readonly id?: string } | undefined,
  ref: ClusterRef,
): string {
  const attempt = JSON.stringify([taskId, step?.id ?? '', ref]);
  return `scaffolder-${createHash('sha256').update(attempt).digest('hex')}`;
}

/** Everything that stands against the request at once, in place of the first thing that did. */
async function explain(
  service: Pick<KafkaClustersService, 'planCluster'>,
  input: ClusterRequestInput,
  call: Call,
  cause: unknown,
): Promise<unknown> {
  if (!isRefusal(cause)) {
    return cause;
  }
  try {
    const { plan } = await service.planCluster(input, call);
    const problems = plan.findings.filter(({ level }) => level === 'problem');
    return problems.length
      ? new InputError(
          `The Kafka cluster cannot be created:\n${problems
            .map(problem => `- ${describeFinding(problem)}`)
            .join('\n')}`,
        )
      : cause;
  } catch {
    return cause;
  }
}

function isRefusal(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const status = Number(error.statusCode);
  return (
    (status >= 400 && status < 500) ||
    [
      'InputError',
      'ConflictError',
      'NotAllowedError',
      'NotFoundError',
    ].includes(error.name)
  );
}
