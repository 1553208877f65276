import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown beside the action; a test runs each. */
export const examples: TemplateExample[] = [
  {
    description: 'Link a cluster that nobody owns to a team',
    example: stringify({
      steps: [
        {
          id: 'link',
          action: 'kafka-cluster:link-owner',
          name: 'Link the cluster to its team',
          input: {
            cluster: 'dev/orders/stream',
            owner: 'group:default/orders',
            reason: 'They run it since the migration',
          },
        },
      ],
    }),
  },
];
