import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen } from '@testing-library/react';
import { renderPages } from '../../__testUtils__/renderPages';

const told = 'Read-only: nothing is changed in Kubernetes';

// In a file of its own: answers to permission questions are remembered for the whole file.
describe('the fleet of a portal that only reads', () => {
  it.each([
    ['some clusters', [buildCluster()]],
    ['none', []],
  ])('offers nothing to create and says why, with %s', async (_, clusters) => {
    const api = new FakeKafkaClustersApi(clusters);
    api.readOnly = true;
    renderPages(api, undefined, { mayCreate: true });
    expect(await screen.findByText(told)).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Create cluster' }),
    ).not.toBeInTheDocument();
  });

  it('offers it, to the same person, where writes are on', async () => {
    renderPages(new FakeKafkaClustersApi([buildCluster()]), undefined, {
      mayCreate: true,
    });
    expect(
      await screen.findByRole('link', { name: 'Create cluster' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(told)).not.toBeInTheDocument();
  });
});
