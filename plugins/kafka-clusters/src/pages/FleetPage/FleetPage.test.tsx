import { NotAllowedError } from '@backstage/errors';
import {
  buildCluster,
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createSignals, renderPages } from '../../__testUtils__/renderPages';

const named = (name: string) => ({
  kubernetesCluster: 'dev',
  namespace: 'orders',
  name,
});

describe('FleetPage', () => {
  it('shows clusters with verdict, owner, brokers and storage', async () => {
    renderPages(
      new FakeKafkaClustersApi([
        buildClusterWithoutPlace({ ref: named('ledger') }),
        buildCluster({
          ref: named('queue'),
          ownership: { state: 'unowned', claims: [] },
        }),
      ]),
    );
    const row = await screen.findByRole('row', { name: /ledger/ });
    expect(row).toHaveTextContent('Needs attention');
    expect(row).toHaveTextContent('Broker 2 has no place to run');
    expect(row).toHaveTextContent('2 of 3');
    expect(row).toHaveTextContent('150 GiB');
    expect(screen.getByRole('row', { name: /queue/ })).toHaveTextContent(
      'No owner',
    );
    expect(screen.getByRole('link', { name: 'queue' })).toHaveAttribute(
      'href',
      '/kafka-clusters/dev/orders/queue',
    );
  });

  it('says that it loads, before there is an answer', async () => {
    const api = new FakeKafkaClustersApi();
    jest.spyOn(api, 'listClusters').mockReturnValue(new Promise(() => {}));
    renderPages(api);
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('offers nothing to create to those who may not', async () => {
    renderPages(new FakeKafkaClustersApi());
    expect(
      await screen.findByText('No Kafka clusters yet'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Create cluster' }),
    ).not.toBeInTheDocument();
  });

  it('looks different when it is forbidden', async () => {
    const api = new FakeKafkaClustersApi();
    api.failure = new NotAllowedError('no');
    renderPages(api);
    expect(
      await screen.findByText('You may not see Kafka clusters'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No Kafka clusters yet')).not.toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    api.failure = new Error('boom \u001b[31mred\u202e');
    renderPages(api);
    expect(await screen.findByRole('alert')).toHaveTextContent('boom red');
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('table', { name: 'Kafka clusters' }),
    ).toBeInTheDocument();
  });

  it('names a Kubernetes cluster that does not answer and blanks nothing', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ data: { live: false, asOf: '2026-01-01T00:00:00Z' } }),
    ]);
    api.problems = [
      {
        code: 'kubernetes-stale',
        source: 'dev',
        title: 'Development',
        since: '2026-01-01T00:00:00Z',
        asOf: '2026-01-01T00:00:00Z',
        params: {},
      },
    ];
    renderPages(api);
    expect(
      await screen.findByRole('list', { name: 'Sources that did not answer' }),
    ).toHaveTextContent('Development has not answered');
    expect(screen.getByRole('row', { name: /orders/ })).toHaveTextContent(
      'as of',
    );
  });

  it('asks the server for search, sort and facets', async () => {
    const api = new FakeKafkaClustersApi([
      buildClusterWithoutPlace({ ref: named('ledger') }),
      buildCluster({ ref: named('queue') }),
    ]);
    renderPages(api);
    const table = await screen.findByRole('table', { name: 'Kafka clusters' });
    await userEvent.click(
      within(table).getByRole('button', { name: 'Storage' }),
    );
    await waitFor(() =>
      expect(api.queries.at(-1)).toMatchObject({ sort: 'storage' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: /1 Needs attention/ }),
    );
    await waitFor(() =>
      expect(api.queries.at(-1)).toMatchObject({ health: ['attention'] }),
    );
    await userEvent.type(screen.getByRole('searchbox'), 'nothing');
    expect(await screen.findByText('No cluster matches')).toBeInTheDocument();
  });

  it('reads again when the backend signals a change', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    const signals = createSignals();
    renderPages(api, undefined, { signals });
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    api.clusters = [buildClusterWithoutPlace()];
    await signals.send();
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
  });

  it('takes everything from the screen when the right to see it is gone', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    const signals = createSignals();
    renderPages(api, undefined, { signals });
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    api.failure = new NotAllowedError('no');
    await signals.send();
    expect(
      await screen.findByText('You may not see Kafka clusters'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
  });
});
