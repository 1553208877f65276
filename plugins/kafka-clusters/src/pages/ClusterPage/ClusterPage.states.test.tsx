import { NotAllowedError } from '@backstage/errors';
import {
  deriveHealth,
  type HealthReason,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
  unschedulableReason,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createSignals, renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/dev/orders/orders';
const health = () => screen.findByRole('region', { name: 'Health' });

function reason(
  code: HealthReason['code'],
  severity: HealthReason['severity'],
  changes: Partial<HealthReason> = {},
): HealthReason {
  return {
    code,
    severity,
    params: {},
    about: [],
    blocks: { code: 'nothing', params: {} },
    next: { code: 'nothing-wait', params: {} },
    ...changes,
  };
}

describe('ClusterPage', () => {
  it('says that it loads, before there is an answer', async () => {
    const api = new FakeKafkaClustersApi();
    jest.spyOn(api, 'getCluster').mockReturnValue(new Promise(() => {}));
    renderPages(api, path);
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('There is no such cluster here'),
    ).not.toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    api.failure = new Error(`boom ${String.fromCharCode(0x202e)}`);
    renderPages(api, path);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The cluster cannot be shown');
    expect(alert).toHaveTextContent(/boom$|boom Try again$/);
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await health()).toHaveTextContent('Healthy');
  });

  it('looks different when it is forbidden', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    api.failure = new NotAllowedError('no');
    renderPages(api, path);
    expect(
      await screen.findByText('You may not see Kafka clusters'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('There is no such cluster here'),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('leads from nowhere to the fleet', async () => {
    renderPages(
      new FakeKafkaClustersApi([
        buildCluster({
          ref: { kubernetesCluster: 'dev', namespace: 'team', name: 'ledger' },
        }),
      ]),
      path,
    );
    await userEvent.click(
      await screen.findByRole('link', { name: 'All Kafka clusters' }),
    );
    expect(
      await screen.findByRole('link', { name: 'ledger' }),
    ).toBeInTheDocument();
  });

  it('stays on the screen when it could not be read again, and says as of when', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    const signals = createSignals();
    renderPages(api, path, { signals });
    await health();
    api.failure = new Error('boom');
    await signals.send();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be read again; it is shown as of \d\d:\d\d/,
    );
    expect(await health()).toHaveTextContent('Healthy');
    api.failure = undefined;
    api.clusters = [buildClusterWithoutPlace()];
    await signals.send();
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('names the Kubernetes cluster that does not answer, with what can be done', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    api.problems = [
      {
        code: 'kubernetes-unauthorized',
        source: 'dev',
        title: 'Development',
        since: '2026-01-01T00:00:00Z',
        params: {},
      },
    ];
    renderPages(api, path);
    const problems = await screen.findByRole('list', {
      name: 'Sources that did not answer',
    });
    expect(problems).toHaveTextContent('Development refuses the credentials');
    expect(await health()).toBeInTheDocument();
  });

  it('says where one is and whose it is', async () => {
    renderPages(new FakeKafkaClustersApi([buildCluster()]), path);
    expect(
      await screen.findByRole('heading', { level: 1, name: 'orders' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('navigation', { name: 'Where you are' }),
    ).toHaveTextContent('Kafka clusters / dev / orders');
    const main = screen.getByRole('main');
    expect(main).toHaveTextContent('owned by orders');
    expect(main).toHaveTextContent('Kafka 3.9.1');
    expect(main).toHaveTextContent('Koperator 0.28.0');
    // No link into a catalog that does not have it.
    expect(
      screen.queryByRole('link', { name: 'Catalog entity' }),
    ).not.toBeInTheDocument();
  });

  it('gives several reasons in the order of the model, each with what it blocks and what to do next', async () => {
    renderPages(
      new FakeKafkaClustersApi([
        buildCluster({
          health: deriveHealth([
            reason('rebalancing', 'progress', { params: { brokers: '' } }),
            reason('zookeeper-no-quorum', 'critical', {
              params: { zookeeper: 'z', running: 1, total: 3 },
              blocks: { code: 'metadata-changes', params: {} },
              next: { code: 'read-pod-logs', params: { pod: 'orders-zk-1' } },
            }),
            unschedulableReason,
            reason('broker-missing', 'warning', {
              params: { broker: 1, zone: '' },
            }),
          ]),
        }),
      ]),
      path,
    );
    const reasons = within(
      await within(await health()).findByRole('list'),
    ).getAllByRole('listitem');
    expect(
      reasons.map(item => item.querySelector('strong')?.textContent),
    ).toEqual([
      'ZooKeeper has no majority',
      'Broker 2 has no place to run',
      'Broker 1 is gone',
      'Partitions are being moved',
    ]);
    expect(reasons[0]).toHaveTextContent(
      'Blocks: elections of leaders and changes to topics',
    );
    expect(reasons[0]).toHaveTextContent(
      'Next: read the log of pod orders-zk-1',
    );
    expect(reasons[1]).toHaveTextContent(
      'Its volume exists only in zone zone-c, so it can run nowhere else.',
    );
    expect(reasons[2]).not.toHaveTextContent('Its volume');
    expect(await health()).toHaveTextContent('Unavailable');
  });

  it('keeps its tab in the address', async () => {
    renderPages(
      new FakeKafkaClustersApi([buildCluster()]),
      `${path}?view=details`,
    );
    expect(
      await screen.findByRole('tab', { name: 'Details', selected: true }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Overview' }));
    expect(await health()).toBeInTheDocument();
    expect(screen.getByRole('status', { name: 'Address' })).toHaveTextContent(
      new RegExp(`^${path}$`),
    );
    await userEvent.click(screen.getByRole('tab', { name: 'Details' }));
    expect(screen.getByRole('status', { name: 'Address' })).toHaveTextContent(
      `${path}?view=details`,
    );
  });
});
