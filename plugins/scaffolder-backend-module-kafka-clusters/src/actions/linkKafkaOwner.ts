import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  formatClusterRef,
  linkOwnerSchema,
  parseClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KafkaClustersService } from '@kafka-clusters/plugin-kafka-clusters-node';
import { z } from 'zod';
import { examples } from './linkKafkaOwner.examples';

/**
 * `kafka-cluster:link-owner`: links a cluster that nobody owns to a team, with
 * the rights of the person who runs the template; a template grants none.
 */
export function createKafkaClusterLinkOwnerAction(options: {
  readonly service: Pick<KafkaClustersService, 'linkOwner'>;
}) {
  return createTemplateAction({
    id: 'kafka-cluster:link-owner',
    description: 'Links a Kafka cluster that nobody owns to a team',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: zod =>
          zod
            .string()
            .max(400)
            .describe('<kubernetes cluster>/<namespace>/<name>'),
        owner: zod => zod.string().max(255).describe('Entity ref of the team'),
        reason: zod =>
          zod
            .string()
            .max(1000)
            .optional()
            .describe('Kept in the history of the cluster'),
      },
      output: {
        clusterRef: zod =>
          zod.string().describe('<kubernetes cluster>/<namespace>/<name>'),
        owner: zod => zod.string().describe('Entity ref of the team'),
      },
    },
    async handler(ctx) {
      const { cluster, ...rest } = ctx.input;
      const ref = parseClusterRef(cluster);
      const parsed = linkOwnerSchema.safeParse(rest);
      if (!parsed.success) {
        throw new InputError(z.prettifyError(parsed.error));
      }
      ctx.output('clusterRef', formatClusterRef(ref));
      if (ctx.isDryRun) {
        ctx.output('owner', parsed.data.owner);
        return;
      }
      const { ownership } = await options.service.linkOwner(ref, parsed.data, {
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      });
      ctx.output(
        'owner',
        ownership.state === 'owned' ? ownership.owner : parsed.data.owner,
      );
      ctx.logger.info(`Kafka cluster ${formatClusterRef(ref)} is linked`);
    },
  });
}
