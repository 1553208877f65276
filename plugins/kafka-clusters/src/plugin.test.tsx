import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { createSignals } from './__testUtils__/renderPages';
import { kafkaClustersApiRef } from './api';
import { kafkaClustersPlugin } from './plugin';

// The first test of the file compiles the design system.
const patience = { timeout: 30_000 };

const entity = (
  annotations: Record<string, string>,
  kind = 'Resource',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'dev.orders.orders', annotations },
  spec: { type: 'kafka-cluster', owner: 'orders' },
});

const apis = (api = new FakeKafkaClustersApi([buildClusterWithoutPlace()])) =>
  [
    [kafkaClustersApiRef, api],
    [signalApiRef, createSignals().api],
  ] as const;

const wrapper = kafkaClustersPlugin.getExtension(
  'plugin-wrapper:kafka-clusters',
);
const page = kafkaClustersPlugin.getExtension('page:kafka-clusters');
const card = kafkaClustersPlugin.getExtension(
  'entity-card:kafka-clusters/health',
);
const content = kafkaClustersPlugin.getExtension(
  'entity-content:kafka-clusters/cluster',
);

// What stands on every entity: beside it, absence says something.
const sentinelCard = EntityCardBlueprint.make({
  name: 'sentinel',
  params: { loader: async () => <p>A card of every entity</p> },
});
const sentinelContent = EntityContentBlueprint.make({
  name: 'sentinel',
  params: {
    path: '/sentinel',
    title: 'Sentinel',
    loader: async () => <p>A tab of every entity</p>,
  },
});

const cluster = { 'kafka-clusters.io/cluster': 'dev/orders/orders' };

describe('the card of an entity', () => {
  const renderCard = (of: Entity) =>
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: of }),
        card,
        sentinelCard,
        wrapper,
        page,
      ],
      apis: apis(),
    });

  it('shows the verdict of the cluster that the entity names, and leads to it', async () => {
    renderCard(entity(cluster));
    expect(
      await screen.findByText('Broker 2 has no place to run', {}, patience),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the cluster’s page' }),
    ).toHaveAttribute('href', '/kafka-clusters/dev/orders/orders');
    expect(screen.getByText('A card of every entity')).toBeInTheDocument();
  });

  it('says so when the annotation names none', async () => {
    renderCard(entity({ 'kafka-clusters.io/cluster': '../../admin' }));
    expect(
      await screen.findByText(
        'This entity names no Kafka cluster',
        {},
        patience,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/“..\/..\/admin”/)).toBeInTheDocument();
  });

  it.each([
    ['names no cluster', entity({})],
    ['names it in another way', entity({ 'kafka-clusters.io/other': 'x' })],
    ['is no resource', entity(cluster, 'Component')],
  ])('is not on an entity that %s', async (_, other) => {
    renderCard(other);
    await screen.findByText('A card of every entity', {}, patience);
    await waitFor(() =>
      expect(screen.queryByRole('status')).not.toBeInTheDocument(),
    );
    expect(
      screen.queryByRole('region', { name: /Kafka cluster|Health/ }),
    ).not.toBeInTheDocument();
  });
});

describe('the tab of an entity', () => {
  const renderTab = (of: Entity, api?: FakeKafkaClustersApi) =>
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: of }),
        content,
        sentinelContent,
        wrapper,
        page,
      ],
      apis: apis(api),
    });

  it('shows what the page of the cluster shows', async () => {
    renderTab(entity(cluster));
    expect(
      await screen.findByRole('region', { name: 'Where it runs' }, patience),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Broker 2 has no place to run'),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Details' })).toBeInTheDocument();
    // The entity page has a head of its own.
    expect(
      screen.queryByRole('heading', { level: 1, name: 'orders' }),
    ).not.toBeInTheDocument();
  });

  it('says so when the annotation names none', async () => {
    renderTab(entity({ 'kafka-clusters.io/cluster': 'orders' }));
    expect(
      await screen.findByText(
        'This entity names no Kafka cluster',
        {},
        patience,
      ),
    ).toBeInTheDocument();
  });

  it('looks the same for a cluster that is not there and one that is hidden', async () => {
    renderTab(entity(cluster), new FakeKafkaClustersApi());
    expect(
      await screen.findByText('There is no such cluster here', {}, patience),
    ).toBeInTheDocument();
  });

  it.each([
    ['names no cluster', entity({})],
    ['is no resource', entity(cluster, 'Component')],
  ])('is not on an entity that %s', async (_, other) => {
    renderTab(other);
    await screen.findByText('A tab of every entity', {}, patience);
    expect(
      screen.queryByRole('region', { name: 'Where it runs' }),
    ).not.toBeInTheDocument();
  });
});

describe('the page', () => {
  it.each([
    ['/kafka-clusters', 'table', 'Kafka clusters'],
    ['/kafka-clusters/dev/orders/orders', 'region', 'Health'],
    ['/kafka-clusters/elsewhere', 'table', 'Kafka clusters'],
  ] as const)('is at %s', async (path, role, name) => {
    renderTestApp({
      features: [kafkaClustersPlugin],
      initialRouteEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [...apis(), [catalogApiRef, catalogApiMock()]],
    });
    expect(
      await screen.findByRole(role, { name }, patience),
    ).toBeInTheDocument();
  });
});
