import { FakeKafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen } from '@testing-library/react';
import { renderPages } from '../../__testUtils__/renderPages';

// In a file of its own: answers to permission questions are remembered for the whole file.
it('offers to create where there is none, to those who may', async () => {
  renderPages(new FakeKafkaClustersApi(), undefined, { mayCreate: true });
  expect(await screen.findByText('No Kafka clusters yet')).toBeInTheDocument();
  expect(
    await screen.findAllByRole('link', { name: 'Create cluster' }),
  ).not.toHaveLength(0);
});
