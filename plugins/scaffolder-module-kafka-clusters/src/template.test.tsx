import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { kafkaClustersApiRef } from '@kafka-clusters/plugin-kafka-clusters';
import type { KafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';
import { KafkaClusterRequest } from './request/KafkaClusterRequest';
import { validateRequest } from './request/validateRequest';
import { FakePlanningApi } from './__testUtils__/fakeApi';
import { forgetQueries } from './__testUtils__/forgetQueries';

const template = parse(
  readFileSync(
    resolve(__dirname, '../../../templates/kafka-cluster/template.yaml'),
    'utf8',
  ),
);

function setup(api: FakePlanningApi) {
  const created: unknown[] = [];
  renderInTestApp(
    <Stepper
      manifest={{
        title: template.metadata.title,
        steps: template.spec.parameters.map((schema: { title: string }) => ({
          title: schema.title,
          schema,
        })),
      }}
      extensions={[
        {
          name: 'KafkaClusterRequest',
          component: KafkaClusterRequest,
          validation: validateRequest,
        },
      ]}
      onCreate={async values => {
        created.push(values);
      }}
    />,
    { apis: [[kafkaClustersApiRef, api as unknown as KafkaClustersApi]] },
  );
  return created;
}

describe('the template with its form', () => {
  beforeEach(forgetQueries);

  it('creates what was shown and reviewed', async () => {
    const created = setup(new FakePlanningApi());
    await screen.findByText('Nothing stands against it.');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() =>
      expect(created).toEqual([
        {
          cluster: {
            target: { kubernetesCluster: 'dev', namespace: 'orders' },
            name: 'orders-queue',
            useCase: 'queue',
            size: 'small',
            brokers: 3,
            storageClass: 'ssd',
            availability: 'zones',
          },
        },
      ]),
    );
  });

  it('stays at the form while something stands against it', async () => {
    const api = new FakePlanningApi();
    api.takenNames.add('orders-queue');
    setup(api);
    await screen.findByRole('heading', { name: /One thing to change/ });
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findByText(/'Kafka cluster' This name is not available/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });
});
