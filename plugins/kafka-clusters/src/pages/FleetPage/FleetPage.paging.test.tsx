import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createSignals, renderPages } from '../../__testUtils__/renderPages';

const fleet = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    buildCluster({
      ref: {
        kubernetesCluster: 'dev',
        namespace: 'orders',
        name: `c${String(index + 1).padStart(2, '0')}`,
      },
    }),
  );

const pages = () => screen.findByRole('navigation', { name: 'Pages' });
const rows = async () => {
  const table = await screen.findByRole('table', { name: 'Kafka clusters' });
  return within(table).getAllByRole('row').slice(1);
};

describe('pages of the fleet', () => {
  it('shows none where all fit on one', async () => {
    renderPages(new FakeKafkaClustersApi(fleet(20)));
    expect(await rows()).toHaveLength(20);
    expect(
      screen.queryByRole('navigation', { name: 'Pages' }),
    ).not.toBeInTheDocument();
  });

  it('goes on and back, and stops at both ends', async () => {
    renderPages(new FakeKafkaClustersApi(fleet(45)));
    expect(await pages()).toHaveTextContent('1–20 of 45');
    const previous = screen.getByRole('button', { name: 'Previous page' });
    const next = screen.getByRole('button', { name: 'Next page' });
    expect(previous).toBeDisabled();
    await userEvent.click(next);
    expect(
      await screen.findByRole('link', { name: 'c21' }),
    ).toBeInTheDocument();
    await userEvent.click(next);
    expect(
      await screen.findByRole('link', { name: 'c45' }),
    ).toBeInTheDocument();
    expect(await pages()).toHaveTextContent('41–45 of 45');
    expect(next).toBeDisabled();
    await userEvent.click(previous);
    expect(
      await screen.findByRole('link', { name: 'c40' }),
    ).toBeInTheDocument();
  });

  it.each(['2', '3'])('opens page %s by its address', async page => {
    renderPages(
      new FakeKafkaClustersApi(fleet(45)),
      `/kafka-clusters?page=${page}`,
    );
    expect(
      await screen.findByRole('link', { name: page === '2' ? 'c21' : 'c41' }),
    ).toBeInTheDocument();
  });

  it.each(['99', '4', '1000000000000'])(
    'shows the last page that exists instead of page %s',
    async page => {
      renderPages(
        new FakeKafkaClustersApi(fleet(45)),
        `/kafka-clusters?page=${page}`,
      );
      expect(
        await screen.findByRole('link', { name: 'c45' }),
      ).toBeInTheDocument();
      expect(await pages()).toHaveTextContent('41–45 of 45');
      expect(screen.queryByText('No cluster matches')).not.toBeInTheDocument();
    },
  );

  it('keeps its place until its clusters are gone, then shows the last page left', async () => {
    const api = new FakeKafkaClustersApi(fleet(45));
    const signals = createSignals();
    renderPages(api, '/kafka-clusters?page=3', { signals });
    expect(await pages()).toHaveTextContent('41–45 of 45');
    api.clusters = fleet(43);
    await signals.send();
    await waitFor(async () =>
      expect(await pages()).toHaveTextContent('41–43 of 43'),
    );
    api.clusters = fleet(40);
    await signals.send();
    expect(
      await screen.findByRole('link', { name: 'c40' }),
    ).toBeInTheDocument();
    expect(await pages()).toHaveTextContent('21–40 of 40');
  });

  it('still says that nothing matches when nothing does', async () => {
    renderPages(
      new FakeKafkaClustersApi(fleet(3)),
      '/kafka-clusters?search=nothing&page=7',
    );
    expect(await screen.findByText('No cluster matches')).toBeInTheDocument();
  });

  it('begins with the first page after another choice', async () => {
    const api = new FakeKafkaClustersApi(fleet(45));
    renderPages(api, '/kafka-clusters?page=3');
    await pages();
    await userEvent.click(screen.getByRole('button', { name: 'Storage' }));
    await waitFor(() =>
      expect(api.queries.at(-1)).toMatchObject({ sort: 'storage', offset: 0 }),
    );
  });
});
