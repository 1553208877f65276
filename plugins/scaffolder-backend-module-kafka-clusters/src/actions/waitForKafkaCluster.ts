import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
  isError,
  stringifyError,
} from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  formatClusterRef,
  type ProvisioningRequest,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KafkaClustersService } from '@kafka-clusters/plugin-kafka-clusters-node';
import { z } from 'zod';
import { describeFailure, stripControls } from '../words';
import { examples } from './waitForKafkaCluster.examples';

const inputSchema = z.strictObject({
  requestId: z.string().min(1).max(200),
  timeoutMinutes: z.number().min(0.01).max(240).default(15),
});

/**
 * `kafka-cluster:wait`: until the cluster of a request is ready. For pipelines
 * that go on with it; people watch the cluster's page instead. It reads one
 * record of our own database every two seconds: other backends cannot hear the
 * signals that browsers get.
 */
export function createKafkaClusterWaitAction(options: {
  readonly service: Pick<KafkaClustersService, 'getRequest'>;
  /** Milliseconds between two looks. */
  readonly intervalMs?: number;
}) {
  const { service, intervalMs = 2000 } = options;
  return createTemplateAction({
    id: 'kafka-cluster:wait',
    description: 'Waits until a requested Kafka cluster is ready',
    examples,
    schema: {
      input: {
        requestId: zod =>
          zod.string().min(1).max(200).describe('From kafka-cluster:create'),
        timeoutMinutes: zod =>
          zod
            .number()
            .min(0.01)
            .max(240)
            .default(15)
            .describe('How long to wait'),
      },
      output: {
        clusterRef: zod =>
          zod.string().describe('<kubernetes cluster>/<namespace>/<name>'),
      },
    },
    async handler(ctx) {
      const parsed = inputSchema.safeParse(ctx.input);
      if (!parsed.success) {
        throw new InputError(z.prettifyError(parsed.error));
      }
      const { requestId, timeoutMinutes } = parsed.data;
      const deadline = Date.now() + timeoutMinutes * 60_000;
      let said: string | undefined;
      for (;;) {
        ctx.signal?.throwIfAborted();
        const request = await look(async () => {
          const answer = await service.getRequest(requestId, {
            credentials: await ctx.getInitiatorCredentials(),
            signal: ctx.signal,
          });
          return answer.request;
        }, ctx.logger);
        if (request && request.state !== said) {
          said = request.state;
          ctx.logger.info(
            `Kafka cluster ${formatClusterRef(request.ref)}: ${request.state}`,
          );
        }
        if (request && isReady(request)) {
          ctx.output('clusterRef', formatClusterRef(request.ref));
          return;
        }
        if (Date.now() + intervalMs > deadline) {
          throw new ServiceUnavailableError(
            `The Kafka cluster is not ready after ${timeoutMinutes} minutes (${
              said ?? 'nothing is known of it'
            }); it goes on without this task. Its page says what it waits for`,
          );
        }
        await sleep(intervalMs, undefined, { signal: ctx.signal });
      }
    },
  });
}

/** @throws ConflictError naming the failure when the request will never be ready */
function isReady(request: ProvisioningRequest): boolean {
  switch (request.state) {
    case 'ready':
      return true;
    case 'failed':
      throw new ConflictError(
        `The request for the Kafka cluster failed: ${
          request.failure ? describeFailure(request.failure) : 'cause unknown'
        }`,
      );
    case 'discarding':
    case 'discarded':
      throw new ConflictError(
        'The request for the Kafka cluster was discarded',
      );
    default:
      return false;
  }
}

/** One look; what may pass (a restart, a network) is `undefined`, a refusal ends the wait. */
async function look(
  read: () => Promise<ProvisioningRequest>,
  logger: LoggerService,
): Promise<ProvisioningRequest | undefined> {
  try {
    return await read();
  } catch (error) {
    const status = isError(error) ? Number(error.statusCode) : NaN;
    if (
      isError(error) &&
      (error.name === 'AbortError' ||
        error.name === 'NotFoundError' ||
        error.name === 'NotAllowedError' ||
        (status >= 400 && status < 500))
    ) {
      throw error;
    }
    logger.warn(
      `The request cannot be read now, trying again: ${stripControls(
        stringifyError(error),
      )}`,
    );
    return undefined;
  }
}
