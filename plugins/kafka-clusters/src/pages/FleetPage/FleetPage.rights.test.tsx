import { FakeKafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import { renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/rights';

const forbidden = (resource: string) =>
  ({
    code: 'kubernetes-forbidden',
    source: 'dev',
    title: 'Development',
    since: '2026-01-01T00:00:00Z',
    params: { resource },
  } as const);

// In a file of its own: permissions are remembered between the tests of one.
it('leads those who may to the rights of the portal, and from what is forbidden too', async () => {
  const api = new FakeKafkaClustersApi();
  api.problems = [forbidden('/pods'), forbidden('apps/deployments')];
  renderPages(api, undefined, { maySeeRights: true });
  expect(
    await screen.findByRole('link', { name: 'Rights of this portal' }),
  ).toHaveAttribute('href', path);
  const line = screen.getByRole('listitem');
  expect(line).toHaveTextContent(
    'Development does not let this portal read pods, apps/deployments.',
  );
  expect(
    within(line).getByText('See which rights are missing').closest('a'),
  ).toHaveAttribute('href', path);
});
