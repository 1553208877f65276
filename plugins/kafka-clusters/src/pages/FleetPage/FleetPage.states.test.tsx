import type { SourceProblem } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createSignals, renderPages } from '../../__testUtils__/renderPages';

const problem = (changes: Partial<SourceProblem> = {}): SourceProblem => ({
  code: 'kubernetes-unreachable',
  source: 'dev',
  title: 'Development',
  since: '2026-01-01T00:00:00Z',
  params: {},
  ...changes,
});

const ledger = () =>
  buildCluster({
    ref: { kubernetesCluster: 'dev', namespace: 'team', name: 'ledger' },
  });

// In parts, since a whole one is taken for a mistake.
const scriptAddress = ['javascript', 'alert(1)//x'].join(':');

const override = String.fromCharCode(0x202e);

describe('FleetPage', () => {
  it('does not say that there is none, when nobody has answered', async () => {
    const api = new FakeKafkaClustersApi();
    api.problems = [problem()];
    renderPages(api);
    expect(
      await screen.findByText('No Kubernetes cluster has answered'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'Sources that did not answer' }),
    ).toHaveTextContent('Development cannot be reached for');
    expect(screen.queryByText('No Kafka clusters yet')).not.toBeInTheDocument();
  });

  it.each([
    ['kubernetes-connecting', 'is being connected to', 'tried again by itself'],
    ['kubernetes-stale', 'has not answered for', 'Nothing is lost'],
    ['kubernetes-unreachable', 'cannot be reached for', 'API server'],
    ['kubernetes-unauthorized', 'refuses the credentials', 'token'],
    ['kubernetes-forbidden', 'does not let this portal read', 'lacks a role'],
    ['operator-absent', 'has no operator for Kafka', 'if there should be one'],
  ] as const)(
    'says of %s what is the matter and what can be done, beside all the others',
    async (code, text, next) => {
      const api = new FakeKafkaClustersApi([ledger()]);
      api.problems = [problem({ code })];
      renderPages(api);
      const line = await screen.findByRole('list', {
        name: 'Sources that did not answer',
      });
      expect(line).toHaveTextContent(`Development ${text}`);
      expect(line).toHaveTextContent(next);
      expect(screen.getByRole('link', { name: 'ledger' })).toBeInTheDocument();
    },
  );

  it('shows the list on when it could not be read again, and says as of when', async () => {
    const api = new FakeKafkaClustersApi([ledger()]);
    const signals = createSignals();
    renderPages(api, undefined, { signals });
    await screen.findByRole('link', { name: 'ledger' });
    api.failure = new Error('boom');
    await signals.send();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be read again; it is shown as of \d\d:\d\d/,
    );
    expect(screen.getByRole('link', { name: 'ledger' })).toBeInTheDocument();
    api.failure = undefined;
    api.clusters = [];
    await signals.send();
    expect(
      await screen.findByText('No Kafka clusters yet'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says how many reasons there are beside the first', async () => {
    const one = (code: 'broker-missing' | 'rebalancing' | 'deleting') => ({
      code,
      severity: 'warning' as const,
      params: { broker: 1, zone: '', brokers: '', finalizers: '', minutes: 0 },
      about: [],
      blocks: { code: 'nothing' as const, params: {} },
      next: { code: 'nothing-wait' as const, params: {} },
    });
    renderPages(
      new FakeKafkaClustersApi([
        buildCluster({
          health: {
            state: 'at-risk',
            reasons: [
              one('broker-missing'),
              one('deleting'),
              one('rebalancing'),
            ],
          },
        }),
      ]),
    );
    expect(
      await screen.findByRole('row', { name: /orders/ }),
    ).toHaveTextContent('Broker 1 is gone · and 2 more');
  });

  it('shows hostile texts as text, and links nowhere with them', async () => {
    const evil = `${override}<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;
    const api = new FakeKafkaClustersApi([
      buildCluster({
        ownership: {
          state: 'owned',
          owner: scriptAddress,
          source: 'annotation',
        },
        version: { current: evil },
        operator: { id: 'koperator', line: 'unknown', version: evil },
      }),
    ]);
    api.problems = [problem({ title: evil })];
    renderPages(api);
    const row = await screen.findByRole('row', { name: /orders/ });
    expect(row).toHaveTextContent(scriptAddress);
    expect(row).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(within(row).getAllByRole('link')).toHaveLength(1);
    expect(document.querySelector('img')).toBeNull();
    const main = screen.getByRole('main');
    expect(main.textContent).not.toContain(override);
    expect(main.textContent?.length).toBeLessThan(3_000);
    for (const link of within(main).getAllByRole('link')) {
      expect(link.getAttribute('href')).toMatch(/^\//);
    }
  });

  it('leads to a cluster and back', async () => {
    renderPages(new FakeKafkaClustersApi([ledger()]));
    await userEvent.click(await screen.findByRole('link', { name: 'ledger' }));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'ledger' }),
    ).toBeInTheDocument();
    const path = screen.getByRole('navigation', { name: 'Where you are' });
    await userEvent.click(
      within(path).getByRole('link', { name: 'Kafka clusters' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Kafka clusters' }),
    ).toBeInTheDocument();
  });
});
