import { ConflictError } from '@backstage/errors';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../__testUtils__/renderPages';

const named = (name: string) => ({
  kubernetesCluster: 'dev',
  namespace: 'orders',
  name,
});
const override = String.fromCharCode(0x202e);
const evil = `${override}<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;
const fold = (name: RegExp) => screen.findByRole('button', { name });

/** Payments offer orders a cluster, and a component asks for one of theirs. */
function createInbox() {
  const api = new FakeKafkaClustersApi([
    buildCluster({ ref: named('queue') }),
    buildCluster({
      ref: named('ledger'),
      ownership: {
        state: 'owned',
        owner: 'group:default/payments',
        source: 'link',
      },
    }),
  ]);
  api.ownership.person = 'user:default/pablo';
  api.ownership.offer(named('ledger'), {
    to: 'group:default/orders',
    reason: evil,
  });
  api.ownership.person = 'user:default/dana';
  api.ownership.consumers['dev/orders/queue'] = [
    {
      component: 'component:default/checkout',
      team: 'group:default/shop',
      state: 'requested',
    },
  ];
  return api;
}

function createClaims() {
  const claimed = (name: string, team: string) =>
    buildCluster({
      ref: named(name),
      relation: 'platform',
      ownership: { state: 'unowned', claims: [`group:default/${team}`] },
    });
  return new FakeKafkaClustersApi([
    claimed('one', 'orders'),
    claimed('two', 'payments'),
    buildCluster({ ref: named('three'), relation: 'platform' }),
  ]);
}

describe('what waits for a person', () => {
  it('is one line that counts it, and is answered where it unfolds', async () => {
    const api = createInbox();
    renderPages(api);
    const line = await fold(/2 things wait for you/);
    expect(line).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(line);
    expect(screen.getByRole('status', { name: 'Address' })).toHaveTextContent(
      '/kafka-clusters?inbox=1',
    );
    const list = screen.getByRole('list', { name: 'Offers and requests' });
    const [offer, request] = within(list).getAllByRole('listitem');
    expect(offer).toHaveTextContent('payments offers ledger to orders');
    expect(offer).toHaveTextContent('Reason: <img src=x');
    expect(offer.querySelector('img')).toBeNull();
    expect(offer.textContent?.length).toBeLessThan(1_400);
    expect(request).toHaveTextContent('checkout of shop asks to use queue');
    await userEvent.click(
      within(request).getByRole('button', { name: /^Grant/ }),
    );
    const done = await screen.findByText(
      'Granted: checkout of shop asks to use queue',
    );
    expect(done).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: /^Accept/ }));
    expect(await fold(/Nothing waits for you/)).toBeInTheDocument();
    expect(api.ownership.transfers[0].state).toBe('accepted');
  });

  it('is open for whoever comes by a link, and stays open while they filter', async () => {
    renderPages(createInbox(), '/kafka-clusters?inbox=1');
    expect(
      await screen.findByRole('list', { name: 'Offers and requests' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cluster' }));
    await waitFor(() =>
      expect(screen.getByRole('status', { name: 'Address' })).toHaveTextContent(
        '/kafka-clusters?sort=name&inbox=1',
      ),
    );
    expect(
      screen.getByRole('list', { name: 'Offers and requests' }),
    ).toBeInTheDocument();
  });

  it('says so when it was answered by now', async () => {
    renderPages(
      new FakeKafkaClustersApi([buildCluster()]),
      '/kafka-clusters?inbox=1',
    );
    expect(await fold(/Nothing waits for you/)).toBeInTheDocument();
  });

  it('is nowhere when nothing waits', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    const reading = jest.spyOn(api, 'getOwnershipInbox');
    renderPages(api);
    await screen.findByRole('table', { name: 'Kafka clusters' });
    await waitFor(() => expect(reading).toHaveReturned());
    expect(
      screen.queryByRole('button', { name: /wait|claimed/ }),
    ).not.toBeInTheDocument();
  });

  it('does not count what waits for others, and can be withdrawn', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ ref: named('queue') }),
    ]);
    api.ownership.offer(named('queue'), { to: 'group:default/payments' });
    renderPages(api);
    await userEvent.click(await fold(/1 offer of yours waits for an answer/));
    expect(
      screen.queryByRole('button', { name: /^Accept/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Withdraw/ }));
    await waitFor(() =>
      expect(api.ownership.transfers[0].state).toBe('withdrawn'),
    );
  });

  it('says when somebody was faster, and shows how it is now', async () => {
    const api = createInbox();
    renderPages(api, '/kafka-clusters?inbox=1');
    const accept = await screen.findByRole('button', { name: /^Accept/ });
    jest.spyOn(api, 'answerTransfer').mockImplementation(async () => {
      api.ownership.transfers = [];
      throw new ConflictError('answered already');
    });
    await userEvent.click(accept);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Somebody was faster',
    );
    expect(
      screen.queryByRole('button', { name: /^Accept/ }),
    ).not.toBeInTheDocument();
  });
});

describe('claims', () => {
  it('are one line for the platform, each answered in one click', async () => {
    const api = createClaims();
    renderPages(api);
    await userEvent.click(await fold(/2 clusters are claimed/));
    const list = screen.getByRole('list', { name: 'Claims' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    expect(
      within(list).getByRole('link', { name: 'orders claims one' }),
    ).toHaveAttribute('href', '/kafka-clusters/dev/orders/one');
    await userEvent.click(
      within(list).getByRole('button', { name: 'Decline: orders claims one' }),
    );
    expect(await fold(/1 cluster is claimed/)).toBeInTheDocument();
    expect(await screen.findByText('1 claim answered.')).toHaveFocus();
    expect(
      screen.queryByRole('button', { name: 'Accept all' }),
    ).not.toBeInTheDocument();
  });

  it('are accepted together only after their number was read', async () => {
    const api = createClaims();
    renderPages(api, '/kafka-clusters?claims=1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept all' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Accept 2 claims?',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.clusters[0].ownership.state).toBe('unowned');
    await userEvent.click(screen.getByRole('button', { name: 'Accept all' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept 2 claims' }),
    );
    expect(await screen.findByText('2 claims answered.')).toBeInTheDocument();
    expect(api.clusters.map(({ ownership }) => ownership.state)).toEqual([
      'owned',
      'owned',
      'owned',
    ]);
  });

  it('say which of them could not be answered, and why', async () => {
    const api = createClaims();
    renderPages(api, '/kafka-clusters?claims=1');
    const accept = await screen.findByRole('button', {
      name: 'Accept: orders claims one',
    });
    api.clusters = api.clusters.slice(1);
    await userEvent.click(accept);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Not answered: orders claims one – it is no longer there.',
    );
  });

  it('are nobody’s but the platform’s', async () => {
    renderPages(createInbox());
    expect(await fold(/2 things wait/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /claimed/ }),
    ).not.toBeInTheDocument();
  });
});

describe('a cluster that a team only uses', () => {
  it('is a row without what it is made of', async () => {
    renderPages(
      new FakeKafkaClustersApi([
        buildCluster({
          ref: named('ledger'),
          relation: 'consumer',
          brokers: [],
          brokersRunning: 0,
          requestedStorageBytes: 0,
        }),
      ]),
    );
    const row = await screen.findByRole('row', { name: /ledger/ });
    expect(row).toHaveTextContent('used by your team');
    expect(row).not.toHaveTextContent(/0 of 0|0 B/);
  });
});
