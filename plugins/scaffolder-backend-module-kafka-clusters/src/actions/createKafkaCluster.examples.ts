import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown beside the action; a test runs each. */
export const examples: TemplateExample[] = [
  {
    description: 'The smallest cluster: three brokers over three zones',
    example: stringify({
      steps: [
        {
          id: 'create',
          action: 'kafka-cluster:create',
          name: 'Request the cluster',
          input: {
            cluster: {
              target: { kubernetesCluster: 'dev', namespace: 'orders' },
              name: 'orders-queue',
              useCase: 'queue',
              size: 'small',
              storageClass: 'standard',
            },
          },
        },
      ],
    }),
  },
  {
    description:
      'More brokers with storage of their own, for one of several teams',
    example: stringify({
      steps: [
        {
          id: 'create',
          action: 'kafka-cluster:create',
          name: 'Request the cluster',
          input: {
            cluster: {
              target: { kubernetesCluster: 'prod', namespace: 'shared' },
              owner: 'group:default/payments',
              name: 'payments-log',
              useCase: 'durable-log',
              size: 'large',
              brokers: 6,
              storageBytesPerBroker: 1099511627776,
              storageClass: 'ssd',
              availability: 'zones',
            },
          },
        },
      ],
    }),
  },
];
