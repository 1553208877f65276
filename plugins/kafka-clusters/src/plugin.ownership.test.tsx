import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import { createSignals } from './__testUtils__/renderPages';
import { kafkaClustersApiRef } from './api';
import { queryClient } from './hooks/QueryProvider';
import { kafkaClustersPlugin } from './plugin';

// The first test of the file compiles the design system.
const patience = { timeout: 30_000 };
const override = String.fromCharCode(0x202e);

const entity = (
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
  relations: Entity['relations'] = [],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'service', owner: 'orders' },
  relations,
});
const names = (cluster: string) => ({ 'kafka-clusters.io/cluster': cluster });
const named = (name: string) => ({
  kubernetesCluster: 'dev',
  namespace: 'orders',
  name,
});

// What stands on every entity: beside it, absence says something.
const sentinel = EntityCardBlueprint.make({
  name: 'sentinel',
  params: { loader: async () => <p>A card of every entity</p> },
});

function renderEntity(
  of: Entity,
  api: FakeKafkaClustersApi,
  options: { entities?: Entity[]; teams?: string[] } = {},
) {
  const extensions = ['team', 'system', 'use'].map(name =>
    kafkaClustersPlugin.getExtension(
      `entity-card:kafka-clusters/${name}` as 'entity-card:kafka-clusters/team',
    ),
  );
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity: of }),
      ...extensions,
      sentinel,
      kafkaClustersPlugin.getExtension('plugin-wrapper:kafka-clusters'),
      kafkaClustersPlugin.getExtension('page:kafka-clusters'),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [kafkaClustersApiRef, api],
      [signalApiRef, createSignals().api],
      [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
      [
        identityApiRef,
        {
          getBackstageIdentity: async () => ({
            type: 'user' as const,
            userEntityRef: 'user:default/somebody',
            ownershipEntityRefs: options.teams ?? [],
          }),
          getProfileInfo: async () => ({}),
          getCredentials: async () => ({}),
          signOut: async () => {},
        },
      ],
    ],
  });
}

// What was read is kept for a moment, and a test is another person.
afterEach(() => queryClient.clear());

const settled = async () => {
  await screen.findByText('A card of every entity', {}, patience);
  await waitFor(() =>
    expect(
      screen.queryByRole('status', { name: 'Loading' }),
    ).not.toBeInTheDocument(),
  );
};

describe('the page of a team', () => {
  it('shows what it owns and what it uses, with their health', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ ref: named('queue') }),
      buildCluster({
        ref: named('ledger'),
        relation: 'consumer',
        ownership: {
          state: 'owned',
          owner: 'group:default/payments',
          source: 'link',
        },
      }),
    ]);
    api.ownership.consumers['dev/orders/ledger'] = [
      {
        component: 'component:default/cart',
        team: 'group:default/orders',
        state: 'granted',
      },
    ];
    // What is the team's own is no use of another's.
    api.ownership.consumers['dev/orders/queue'] = [
      {
        component: 'component:default/own',
        team: 'group:default/orders',
        state: 'granted',
      },
    ];
    renderEntity(entity('Group', 'orders'), api, {
      entities: [
        entity('Component', 'cart', names('dev/orders/ledger'), [
          { type: 'ownedBy', targetRef: 'group:default/orders' },
        ]),
        entity('Component', 'own', names('dev/orders/queue'), [
          { type: 'ownedBy', targetRef: 'group:default/orders' },
        ]),
        entity('Component', 'odd', names('../../admin'), [
          { type: 'ownedBy', targetRef: 'group:default/orders' },
        ]),
      ],
    });
    const owned = await screen.findByRole('list', { name: 'Owned' }, patience);
    expect(owned).toHaveTextContent('queue');
    expect(owned).toHaveTextContent('Healthy');
    const used = await screen.findByRole('list', { name: 'Used' });
    expect(within(used).getByRole('link', { name: 'ledger' })).toHaveAttribute(
      'href',
      '/kafka-clusters/dev/orders/ledger',
    );
    expect(within(used).getAllByRole('listitem')).toHaveLength(1);
    expect(screen.queryByText('For the platform')).not.toBeInTheDocument();
  });

  it('does not count a request as use', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ ref: named('queue') }),
      buildCluster({ ref: named('billing'), relation: 'platform' }),
    ]);
    api.ownership.consumers['dev/orders/billing'] = [
      {
        component: 'component:default/cart',
        team: 'group:default/shop',
        state: 'requested',
      },
    ];
    const reading = jest.spyOn(api, 'getOwnership');
    renderEntity(entity('Group', 'shop'), api, {
      entities: [
        entity('Component', 'cart', names('dev/orders/billing'), [
          { type: 'ownedBy', targetRef: 'group:default/shop' },
        ]),
      ],
    });
    expect(
      await screen.findByText('It owns none that you may see.', {}, patience),
    ).toBeInTheDocument();
    await waitFor(() => expect(reading).toHaveReturned());
    expect(
      screen.queryByRole('list', { name: 'Used' }),
    ).not.toBeInTheDocument();
  });

  it('tells platform engineers on the page of their own team what nobody owns', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({
        ref: named('old'),
        relation: 'platform',
        ownership: { state: 'unowned', claims: ['group:default/orders'] },
      }),
    ]);
    renderEntity(entity('Group', 'platform'), api, {
      teams: ['group:default/platform'],
    });
    expect(
      await screen.findByRole(
        'link',
        { name: '1 cluster without owner' },
        patience,
      ),
    ).toHaveAttribute('href', '/kafka-clusters?unowned=true');
    expect(
      await screen.findByRole('link', { name: '1 claim to answer' }),
    ).toHaveAttribute('href', '/kafka-clusters?claims=1');
  });

  it('tells it on the page of no other team', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({
        ref: named('old'),
        relation: 'platform',
        ownership: { state: 'unowned', claims: ['group:default/orders'] },
      }),
    ]);
    renderEntity(entity('Group', 'orders'), api, {
      teams: ['group:default/platform'],
    });
    await settled();
    expect(screen.queryByText('For the platform')).not.toBeInTheDocument();
  });
});

describe('the page of a system', () => {
  const part = (system: string, name: string, cluster: string) =>
    entity('Component', name, names(cluster), [
      { type: 'partOf', targetRef: `system:default/${system}` },
    ]);

  it('shows the clusters that its parts name, each once, hidden ones absent', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ ref: named('queue') }),
    ]);
    renderEntity(entity('System', 'shop'), api, {
      entities: [
        part('shop', 'one', 'dev/orders/queue'),
        part('shop', 'two', 'dev/orders/queue'),
        part('shop', 'three', 'dev/orders/hidden'),
      ],
    });
    const list = await screen.findByRole(
      'list',
      { name: 'Kafka clusters' },
      patience,
    );
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(list).toHaveTextContent('queue');
    expect(screen.queryByText(/hidden/)).not.toBeInTheDocument();
  });

  it.each([
    ['name none', 'bare', []],
    [
      'name none that may be seen',
      'secret',
      [part('secret', 'three', 'dev/orders/hidden')],
    ],
  ])('has no card when its parts %s', async (_, system, entities) => {
    renderEntity(entity('System', system), new FakeKafkaClustersApi(), {
      entities,
    });
    await settled();
    expect(
      screen.queryByRole('region', { name: 'Kafka clusters' }),
    ).not.toBeInTheDocument();
  });
});

describe('the page of a component', () => {
  const component = (name: string) =>
    entity('Component', name, names('dev/orders/ledger'));
  const keyOf = (name: string) => `component:default/${name}`;
  const relation = () =>
    screen.findByRole('region', { name: 'Use of a Kafka cluster' }, patience);

  it('shows verdict and addresses once it is granted', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ ref: named('ledger'), relation: 'consumer' }),
    ]);
    api.ownership.components[keyOf('granted')] = {
      cluster: 'dev/orders/ledger',
      state: 'granted',
      ref: named('ledger'),
    };
    renderEntity(component('granted'), api);
    const card = await relation();
    expect(await within(card).findByText('Healthy')).toBeInTheDocument();
    expect(card).toHaveTextContent('granted');
    expect(card).toHaveTextContent('bootstrap.servers=');
  });

  it('says the same of a cluster that is hidden and of one that does not exist', async () => {
    const texts: (string | null)[] = [];
    for (const cluster of ['dev/orders/hidden', 'dev/orders/absent']) {
      const api = new FakeKafkaClustersApi();
      api.ownership.components[keyOf(cluster.slice(11))] = {
        cluster,
        state: 'requested',
      };
      const { unmount } = renderEntity(component(cluster.slice(11)), api);
      const card = await relation();
      await within(card).findByText('waits for the owner');
      texts.push(card.textContent?.replace(/hidden|absent/, 'X') ?? '');
      unmount();
    }
    expect(texts[0]).toContain('X');
    expect(texts[0]).toBe(texts[1]);
  });

  it.each([
    ['declined', 'Its owner has declined.'],
    ['revoked', 'Its owner has taken the permission back.'],
  ] as const)('says that it was %s', async (state, text) => {
    const api = new FakeKafkaClustersApi();
    api.ownership.components[keyOf(state)] = {
      cluster: `${override}<img src=x onerror=alert(1)>${'x'.repeat(5_000)}`,
      state,
    };
    renderEntity(component(state), api);
    const card = await relation();
    expect(await within(card).findByText(new RegExp(text))).toBeInTheDocument();
    expect(card).toHaveTextContent('<img src=x');
    expect(card.querySelector('img')).toBeNull();
    expect(card.textContent?.length).toBeLessThan(800);
  });

  it('is silent to those who may not know the request', async () => {
    const api = new FakeKafkaClustersApi();
    const reading = jest.spyOn(api, 'getComponentRelation');
    renderEntity(component('foreign'), api);
    await screen.findByText('A card of every entity', {}, patience);
    await waitFor(() => expect(reading).toHaveBeenCalled());
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Use of a Kafka cluster' }),
      ).not.toBeInTheDocument(),
    );
  });

  it.each([
    ['names no cluster', entity('Component', 'cart')],
    ['is a template', entity('Template', 'cart', names('dev/orders/ledger'))],
  ])('has no card on what %s', async (_, other) => {
    const api = new FakeKafkaClustersApi();
    const reading = jest.spyOn(api, 'getComponentRelation');
    renderEntity(other, api);
    await settled();
    expect(
      screen.queryByRole('region', { name: /Kafka cluster/ }),
    ).not.toBeInTheDocument();
    expect(reading).not.toHaveBeenCalled();
  });
});
