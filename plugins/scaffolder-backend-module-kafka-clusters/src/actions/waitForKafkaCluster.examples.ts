import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown beside the action; a test runs each. */
export const examples: TemplateExample[] = [
  {
    description: 'Wait until the cluster of an earlier step is ready',
    example: stringify({
      steps: [
        {
          id: 'wait',
          action: 'kafka-cluster:wait',
          name: 'Wait until the cluster is ready',
          input: {
            requestId: '${{ steps.create.output.requestId }}',
            timeoutMinutes: 20,
          },
        },
      ],
    }),
  },
];
