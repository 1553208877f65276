import { NotAllowedError } from '@backstage/errors';
import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createSignals, renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/dev/orders/orders';
const key = 'dev/orders/orders';

const denied = {
  allowed: false,
  reason: { code: 'not-allowed', params: {} },
} as const;

const card = () => screen.findByRole('region', { name: 'Whose it is' });

function createApi(changes: Partial<ClusterDetail> = {}) {
  return new FakeKafkaClustersApi([buildCluster(changes)]);
}

describe('who uses a cluster', () => {
  const checkout = {
    component: 'component:default/checkout',
    team: 'group:default/shop',
  };
  const billing = {
    component: 'component:default/billing',
    team: 'group:default/payments',
  };

  it('is granted, and taken back', async () => {
    const api = createApi();
    api.ownership.consumers[key] = [
      { ...checkout, state: 'requested' },
      { ...billing, state: 'requested' },
    ];
    renderPages(api, path);
    const list = await screen.findByRole('list', {
      name: 'Components that use it or ask to',
    });
    const item = within(list).getAllByRole('listitem')[0];
    expect(item).toHaveTextContent('checkout');
    expect(item).toHaveTextContent('of shop');
    await userEvent.click(
      screen.getByRole('button', { name: 'Grant: checkout' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke: checkout' }),
    );
    expect(
      await screen.findByText('dana took it back from checkout'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Decline: billing' }),
    );
    expect(
      await screen.findByText('dana declined billing'),
    ).toBeInTheDocument();
  });

  it('says what failed beside it', async () => {
    const api = createApi();
    api.ownership.consumers[key] = [{ ...checkout, state: 'requested' }];
    jest
      .spyOn(api, 'decideOnConsumer')
      .mockRejectedValueOnce(new NotAllowedError('no'));
    renderPages(api, path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Grant: checkout' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not do this.',
    );
  });

  it('is not decided for a component of the owner', async () => {
    const api = createApi();
    api.ownership.consumers[key] = [
      {
        component: 'component:default/cart',
        team: 'group:default/orders',
        state: 'granted',
      },
      { ...billing, state: 'granted' },
    ];
    renderPages(api, path);
    expect(
      await screen.findByText('of orders, which owns the cluster'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Revoke: billing' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /cart/ }),
    ).not.toBeInTheDocument();
  });

  it('is decided by nobody else', async () => {
    const api = createApi({ relation: 'platform' });
    api.ownership.consumers[key] = [{ ...checkout, state: 'requested' }];
    api.ownership.operations = {
      link: denied,
      transfer: denied,
      'decide-on-consumers': denied,
    };
    renderPages(api, path);
    expect(await screen.findByText('checkout')).toBeInTheDocument();
    expect(within(await card()).queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('a team that uses the cluster of another', () => {
  it('sees verdict, addresses and its own relation, nothing else', async () => {
    const api = createApi({ relation: 'consumer', nodes: [], zones: [] });
    api.ownership.consumers[key] = [
      {
        component: 'component:default/cart',
        team: 'group:default/orders',
        state: 'granted',
        decidedBy: 'user:default/pablo',
        decidedAt: '2026-01-01T00:00:00Z',
      },
      {
        component: 'component:default/secret',
        team: 'group:default/others',
        state: 'requested',
      },
    ];
    const manifest = jest.spyOn(api, 'getManifest');
    renderPages(api, path);
    const relation = await screen.findByRole('region', {
      name: 'How you stand to it',
    });
    expect(await within(relation).findByText('cart')).toBeInTheDocument();
    expect(relation).toHaveTextContent('may use it');
    expect(relation).toHaveTextContent('pablo');
    expect(relation).not.toHaveTextContent('secret');
    expect(
      within(screen.getByRole('main'))
        .getAllByRole('region')
        .map(region => region.getAttribute('aria-label'))
        .sort(),
    ).toEqual([
      'Connect from inside the Kubernetes cluster',
      'Health',
      'How you stand to it',
    ]);
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
    expect(manifest).not.toHaveBeenCalled();
  });

  it('is told that something is the matter, and that the owner knows why', async () => {
    renderPages(
      createApi({
        relation: 'consumer',
        nodes: [],
        health: { state: 'attention', reasons: [] },
      }),
      path,
    );
    const verdict = await screen.findByRole('region', { name: 'Health' });
    expect(verdict).toHaveTextContent('Needs attention');
    expect(verdict).toHaveTextContent('Why is told to the team that owns');
    expect(verdict).not.toHaveTextContent('All brokers run');
  });

  it('loses it on the screen when it is taken back', async () => {
    const api = createApi({ relation: 'consumer', nodes: [] });
    const signals = createSignals();
    renderPages(api, path, { signals });
    await screen.findByRole('region', { name: 'How you stand to it' });
    api.clusters = [];
    await signals.send();
    expect(
      await screen.findByText('There is no such cluster here'),
    ).toBeInTheDocument();
  });
});
