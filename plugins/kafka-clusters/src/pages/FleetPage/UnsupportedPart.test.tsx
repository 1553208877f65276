import type { UnsupportedClusters } from '@kafka-clusters/plugin-kafka-clusters-common';
import { FakeKafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import { renderPages } from '../../__testUtils__/renderPages';

const title = 'Kafka clusters of other operators';

const strimzi: UnsupportedClusters = {
  kubernetesCluster: 'dev',
  title: 'Development',
  operator: 'Strimzi',
  group: 'kafka.strimzi.io',
  version: 'v1',
  kind: 'Kafka',
  state: 'known',
  count: 12,
  items: Array.from({ length: 12 }, (_, index) => ({
    namespace: 'teams',
    name: `events-${index}`,
  })),
};

const apiWith = (...unsupported: UnsupportedClusters[]) => {
  const api = new FakeKafkaClustersApi();
  api.unsupported = unsupported;
  return api;
};

it('names kind, version, place and the first of them, below the fleet', async () => {
  renderPages(apiWith(strimzi));
  const part = await screen.findByRole('region', { name: title });
  expect(within(part).getByRole('listitem')).toHaveTextContent(
    /^Strimzi Kafka\.kafka\.strimzi\.io\/v1: 12 in Development: teams\/events-0, .*teams\/events-9 and 2 more$/,
  );
});

it('says so where they may not be counted, or are not yet', async () => {
  renderPages(
    apiWith(
      { ...strimzi, state: 'forbidden', count: 0, items: [] },
      {
        ...strimzi,
        kubernetesCluster: 'prod',
        title: 'Production',
        state: 'unknown',
      },
    ),
  );
  const part = await screen.findByRole('region', { name: title });
  expect(part).toHaveTextContent('may not list them');
  expect(part).toHaveTextContent(
    'How many there are in Production is not known yet.',
  );
});

it.each([undefined, []])('is not there without any: %j', async unsupported => {
  const api = apiWith();
  api.unsupported = unsupported;
  renderPages(api);
  expect(await screen.findByText('No Kafka clusters yet')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: title })).not.toBeInTheDocument();
});
