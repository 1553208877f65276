import { readFileSync } from 'node:fs';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ClusterRequestInput } from '@kafka-clusters/plugin-kafka-clusters-common';
import { kafkaClustersServiceRef } from '@kafka-clusters/plugin-kafka-clusters-node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModule from '.';

const template = parse(
  readFileSync(
    require.resolve('../../../templates/kafka-cluster/template.yaml'),
    'utf8',
  ),
);

describe('the template', () => {
  it('asks for a dry run with what the form sends, and leads to the page of the cluster', async () => {
    const asked: unknown[] = [];
    const { server } = await startTestBackend({
      features: [
        import('@backstage/plugin-scaffolder-backend'),
        scaffolderModule,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory(),
        createServiceFactory({
          service: kafkaClustersServiceRef,
          deps: {},
          factory: () =>
            ({
              createCluster: async (
                input: ClusterRequestInput,
                options: { dryRun?: boolean },
              ) => {
                asked.push(input, options.dryRun);
                return {
                  request: {
                    id: 'r-1',
                    ref: { ...input.target, name: input.name },
                    entityRef: 'resource:default/kafka-0123456789abcdef',
                  },
                };
              },
            } as never),
        }),
      ],
    });
    const cluster = {
      target: { kubernetesCluster: 'dev', namespace: 'orders' },
      name: 'orders-queue',
      useCase: 'queue',
      size: 'small',
      storageClass: 'standard',
    };
    const dryRun = (values: object) =>
      request(server)
        .post('/api/scaffolder/v2/dry-run')
        .send({ template, values, secrets: {}, directoryContents: [] });

    const answer = await dryRun({ cluster });
    expect(answer.status).toBe(200);
    expect(asked).toEqual([
      { ...cluster, brokers: 3, availability: 'zones' },
      true,
    ]);
    expect(answer.body.output).toMatchObject({
      clusterRef: 'dev/orders/orders-queue',
      links: [
        { url: '/kafka-clusters/dev/orders/orders-queue' },
        { entityRef: 'resource:default/kafka-0123456789abcdef' },
      ],
    });

    const refused = await dryRun({ cluster: { ...cluster, extra: 1 } });
    expect(refused.status).toBe(400);
    expect(asked).toHaveLength(2);
  });
});
