import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen } from '@testing-library/react';
import { createSignals } from './__testUtils__/renderPages';
import { kafkaClustersApiRef } from './api';
import { kafkaClustersPlugin } from './plugin';

function renderEntity(annotations: Record<string, string>) {
  renderTestApp({
    extensions: [
      createTestEntityPage({
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { name: 'dev.orders.orders', annotations },
          spec: { type: 'kafka-cluster', owner: 'orders' },
        },
      }),
      kafkaClustersPlugin.getExtension('entity-card:kafka-clusters/health'),
      kafkaClustersPlugin.getExtension('plugin-wrapper:kafka-clusters'),
      kafkaClustersPlugin.getExtension('page:kafka-clusters'),
    ],
    apis: [
      [
        kafkaClustersApiRef,
        new FakeKafkaClustersApi([buildClusterWithoutPlace()]),
      ],
      [signalApiRef, createSignals().api],
    ],
  });
}

describe('kafkaClustersPlugin', () => {
  it('shows the verdict on an entity that names a cluster', async () => {
    renderEntity({ 'kafka-clusters.io/cluster': 'dev/orders/orders' });
    expect(
      await screen.findByText(
        'Broker 2 has no place to run',
        { exact: false },
        { timeout: 30_000 },
      ),
    ).toBeInTheDocument();
  });

  it('says so when the annotation names none', async () => {
    renderEntity({ 'kafka-clusters.io/cluster': '../../admin' });
    expect(
      await screen.findByText('This entity names no Kafka cluster', undefined, {
        timeout: 30_000,
      }),
    ).toBeInTheDocument();
  });
});
