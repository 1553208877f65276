import { deriveHealth } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../__testUtils__/renderPages';

const named = (name: string, kubernetesCluster = 'dev') => ({
  kubernetesCluster,
  namespace: 'team',
  name,
});

const createFleet = () =>
  new FakeKafkaClustersApi([
    buildClusterWithoutPlace({
      ref: named('alpha'),
      requestedStorageBytes: 300,
    }),
    buildCluster({
      ref: named('beta', 'prod'),
      requestedStorageBytes: 100,
      version: { current: '3.8.1' },
      ownership: {
        state: 'owned',
        owner: 'group:default/payments',
        source: 'link',
      },
    }),
    buildCluster({
      ref: named('gamma'),
      requestedStorageBytes: 200,
      ownership: { state: 'unowned', claims: [] },
      health: deriveHealth([]),
    }),
  ]);

const address = () => screen.getByRole('status', { name: 'Address' });

const shown = async () => {
  const table = await screen.findByRole('table', { name: 'Kafka clusters' });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('link')[0].textContent);
};

async function choose(label: string, option: RegExp) {
  const filters = await screen.findByRole('search', { name: 'Filters' });
  await userEvent.click(
    within(filters).getByRole('button', { name: new RegExp(label) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('what is chosen in the fleet', () => {
  it('is a finding by its words, and in the address by its id', async () => {
    const api = createFleet();
    api.clusters = [
      buildCluster({
        ref: named('loose'),
        findings: [{ id: 'single-copy', severity: 'error', params: {} }],
      }),
      ...api.clusters,
    ];
    renderPages(api, '/kafka-clusters');
    await choose('Finding', /One copy of each message \(1\)/);
    await waitFor(async () => expect(await shown()).toEqual(['loose']));
    expect(address()).toHaveTextContent('finding=single-copy');
  });

  it('shows the worst first, when nothing is', async () => {
    renderPages(createFleet());
    expect(await shown()).toEqual(['alpha', 'gamma', 'beta']);
    expect(address()).toHaveTextContent(/^\/kafka-clusters$/);
  });

  it.each([
    ['Owner', /^payments \(1\)/, 'owner=group%3Adefault%2Fpayments', ['beta']],
    ['Kubernetes cluster', /^prod \(1\)/, 'kubernetesCluster=prod', ['beta']],
    ['Kafka version', /^3\.8\.1 \(1\)/, 'version=3.8.1', ['beta']],
    [
      'Operator',
      /^koperator \(3\)/,
      'operator=koperator',
      ['alpha', 'gamma', 'beta'],
    ],
  ])(
    'of %s goes into the address, which shows the same when it is opened anew',
    async (label, option, query, names) => {
      const page = renderPages(createFleet());
      await screen.findByRole('table', { name: 'Kafka clusters' });
      await choose(label, option);
      await waitFor(async () => expect(await shown()).toEqual(names));
      expect(address()).toHaveTextContent(`/kafka-clusters?${query}`);
      expect(screen.getByRole('button', { name: option })).toHaveTextContent(
        option,
      );
      page.unmount();
      renderPages(createFleet(), `/kafka-clusters?${query}`);
      await waitFor(async () => expect(await shown()).toEqual(names));
      // And can be taken back.
      await choose(label, /^Any/);
      await waitFor(async () => expect(await shown()).toHaveLength(3));
      expect(address()).toHaveTextContent(/^\/kafka-clusters$/);
    },
  );

  it('of states adds up, and each can be taken back', async () => {
    renderPages(createFleet());
    const chips = await screen.findByRole('group', {
      name: 'Filter by health',
    });
    const chip = (name: RegExp) => within(chips).getByRole('button', { name });
    await userEvent.click(chip(/1 Needs attention/));
    await waitFor(async () => expect(await shown()).toEqual(['alpha']));
    expect(chip(/1 Needs attention/)).toHaveAttribute('aria-pressed', 'true');
    // A facet does not count itself out: the other state can still be chosen.
    await userEvent.click(chip(/2 Healthy/));
    await waitFor(async () => expect(await shown()).toHaveLength(3));
    expect(address()).toHaveTextContent('health=attention&health=healthy');
    await userEvent.click(chip(/1 Needs attention/));
    await waitFor(async () => expect(await shown()).toEqual(['gamma', 'beta']));
    expect(chip(/1 Needs attention/)).toHaveAttribute('aria-pressed', 'false');
  });

  it('of those without owner', async () => {
    renderPages(createFleet());
    await userEvent.click(
      await screen.findByRole('button', { name: '1 without owner' }),
    );
    await waitFor(async () => expect(await shown()).toEqual(['gamma']));
    expect(address()).toHaveTextContent('unowned=true');
    await userEvent.click(
      screen.getByRole('button', { name: '1 without owner' }),
    );
    await waitFor(async () => expect(await shown()).toHaveLength(3));
  });

  it('of the order: once up, again down', async () => {
    renderPages(createFleet());
    await screen.findByRole('table', { name: 'Kafka clusters' });
    const head = () => screen.getByRole('columnheader', { name: /Storage/ });
    const sort = () => within(head()).getByRole('button');
    expect(head()).not.toHaveAttribute('aria-sort');
    expect(
      screen.getByRole('columnheader', { name: /Health/ }),
    ).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(sort());
    await waitFor(async () =>
      expect(await shown()).toEqual(['beta', 'gamma', 'alpha']),
    );
    expect(head()).toHaveAttribute('aria-sort', 'ascending');
    expect(address()).toHaveTextContent(/\?sort=storage$/);
    await userEvent.click(sort());
    await waitFor(async () =>
      expect(await shown()).toEqual(['alpha', 'gamma', 'beta']),
    );
    expect(head()).toHaveAttribute('aria-sort', 'descending');
    expect(address()).toHaveTextContent(/\?sort=storage&order=desc$/);
  });

  it.each([
    ['?sort=name&order=desc', ['gamma', 'beta', 'alpha']],
    ['?sort=storage', ['beta', 'gamma', 'alpha']],
    ['?health=healthy&sort=name', ['beta', 'gamma']],
    ['?search=PAYMENTS', ['beta']],
    ['?unowned=true', ['gamma']],
    ['?sort=evil&order=evil&health=evil&page=evil', ['alpha', 'gamma', 'beta']],
  ])('is read from the address: %s', async (query, names) => {
    renderPages(createFleet(), `/kafka-clusters${query}`);
    expect(await shown()).toEqual(names);
  });

  it('by searching goes into the address too, and all of it is cleared at once', async () => {
    renderPages(createFleet(), '/kafka-clusters?kubernetesCluster=dev');
    await userEvent.type(await screen.findByRole('searchbox'), 'gam');
    await waitFor(async () => expect(await shown()).toEqual(['gamma']));
    expect(address()).toHaveTextContent('search=gam&kubernetesCluster=dev');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(async () => expect(await shown()).toHaveLength(3));
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(
      screen.queryByRole('button', { name: 'Clear filters' }),
    ).not.toBeInTheDocument();
  });

  it('can be cleared where nothing matches, and says how many there are', async () => {
    renderPages(createFleet(), '/kafka-clusters?owner=group:default/nobody');
    const message = await screen.findByRole('region', {
      name: 'No cluster matches',
    });
    expect(message).toHaveTextContent('Of the 3 clusters you may see');
    // The value of the address stays to be seen.
    expect(
      screen.getByRole('button', { name: /nobody \(0\)/ }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(message).getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(async () => expect(await shown()).toHaveLength(3));
  });
});
