import {
  buildCluster,
  buildClusterWithoutPlace,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import type { ProvisioningRequest } from '@kafka-clusters/plugin-kafka-clusters-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createSignals, renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/dev/orders/orders';
const region = (name: string | RegExp) => screen.findByRole('region', { name });

const request: ProvisioningRequest = {
  entityRef: 'resource:default/dev.orders.orders',
  id: 'request-1',
  ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'orders' },
  owner: 'group:default/orders',
  requestedBy: 'user:default/dana',
  state: 'accepted',
  steps: [
    {
      id: 'zookeeper-cluster',
      kind: 'ZookeeperCluster',
      name: 'orders-zk',
      state: 'done',
    },
    {
      id: 'kafka-cluster',
      kind: 'KafkaCluster',
      name: 'orders',
      state: 'done',
    },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

describe('ClusterPage', () => {
  it('says first what is the matter, what it blocks and what to do next', async () => {
    renderPages(new FakeKafkaClustersApi([buildClusterWithoutPlace()]), path);
    const verdict = await region('Health');
    expect(verdict).toHaveTextContent('Needs attention');
    expect(verdict).toHaveTextContent('Broker 2 has no place to run');
    expect(verdict).toHaveTextContent(
      'Blocks: nothing yet. 2 brokers run; one more loss stops writes that ask for 2',
    );
    expect(verdict).toHaveTextContent('Next: bring a node of zone zone-c back');
  });

  it('draws zones with their nodes, and the same as a table', async () => {
    renderPages(new FakeKafkaClustersApi([buildClusterWithoutPlace()]), path);
    const where = await region('Where it runs');
    const map = within(where).getByRole('list', { name: 'Where it runs' });
    expect(map).toHaveTextContent('Broker 2');
    expect(map).toHaveTextContent('no place');
    await userEvent.click(within(where).getByRole('radio', { name: 'Table' }));
    const table = within(where).getByRole('table', {
      name: 'Nodes of the cluster',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(7);
    expect(table).toHaveTextContent('50 GiB, ssd');
  });

  it('lists pods that ended, with their cause, as text', async () => {
    renderPages(
      new FakeKafkaClustersApi([
        buildCluster({
          endedPods: [
            {
              pod: 'orders-1-x',
              role: 'broker',
              id: 1,
              endedAt: '2026-01-01T00:00:00Z',
              cause: 'OOMKilled',
              message: '<img src=x onerror=alert(1)> \u001b[31mred\u202e',
              exitCode: 137,
            },
          ],
        }),
      ]),
      path,
    );
    const table = await screen.findByRole('table', {
      name: 'Ended within the last hour',
    });
    expect(table).toHaveTextContent('OOMKilled, exit code 137');
    expect(table).toHaveTextContent('<img src=x onerror=alert(1)> red');
    expect(table.querySelector('img')).toBeNull();
  });

  it('offers the address and a client.properties', async () => {
    renderPages(new FakeKafkaClustersApi([buildCluster()]), path);
    const connect = await region(/Connect from inside/);
    expect(connect).toHaveTextContent(
      'bootstrap.servers=orders-headless.orders.svc.cluster.local:29092',
    );
    expect(connect).toHaveTextContent('security.protocol=PLAINTEXT');
    expect(connect).toHaveTextContent('Not encrypted');
  });

  it('shows events, newest first, and those of one object on demand', async () => {
    renderPages(new FakeKafkaClustersApi([buildClusterWithoutPlace()]), path);
    const events = await screen.findByRole('list', {
      name: 'Events, newest first',
    });
    expect(within(events).getAllByRole('listitem')).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show events about Pod orders-broker-2',
      }),
    );
    await waitFor(() =>
      expect(within(events).getAllByRole('listitem')).toHaveLength(1),
    );
    expect(events).toHaveTextContent('×11');
  });

  it('shows who manages which field', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    api.manifest = {
      problems: [],
      documents: [
        {
          kind: 'KafkaCluster',
          name: 'orders',
          yaml: 'kind: KafkaCluster\n',
          fields: [
            {
              manager: 'koperator',
              operation: 'Update',
              paths: ['spec.brokers'],
            },
          ],
        },
      ],
    };
    renderPages(api, path);
    await userEvent.click(await screen.findByRole('tab', { name: 'Details' }));
    const table = await screen.findByRole('table', {
      name: /Who manages which field/,
    });
    expect(table).toHaveTextContent('koperator');
    expect(table).toHaveTextContent('spec.brokers');
  });

  it('says as of when the data is, when the Kubernetes cluster does not answer', async () => {
    renderPages(
      new FakeKafkaClustersApi([
        buildCluster({ data: { live: false, asOf: '2026-01-01T00:00:00Z' } }),
      ]),
      path,
    );
    expect(
      await screen.findByText(/has not answered lately/),
    ).toBeInTheDocument();
  });

  it.each([path, '/kafka-clusters/dev/orders/..%2fadmin'])(
    'looks the same for what is absent and for what is no name: %s',
    async where => {
      renderPages(new FakeKafkaClustersApi(), where);
      expect(
        await screen.findByText('There is no such cluster here'),
      ).toBeInTheDocument();
    },
  );

  it('takes a cluster from the screen that may no longer be seen', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    const signals = createSignals();
    renderPages(api, path, { signals });
    expect(await region('Health')).toHaveTextContent('Healthy');
    api.clusters = [];
    await signals.send();
    expect(
      await screen.findByText('There is no such cluster here'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Health' }),
    ).not.toBeInTheDocument();
  });

  it('follows a request, and discards it only when its name was typed', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({
        request: { id: 'request-1', state: 'accepted' },
        operations: { discard: { allowed: true } },
      }),
    ]);
    api.requests = [request];
    renderPages(api, path);
    expect(
      await screen.findByRole('list', { name: 'Steps of the request' }),
    ).toHaveTextContent('Brokers 3 of 3');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    const confirm = await screen.findByRole('button', {
      name: 'Discard the cluster',
    });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Type orders/ }),
      'orders',
    );
    await userEvent.click(confirm);
    expect(
      await screen.findByText('There is no such cluster here'),
    ).toBeInTheDocument();
    expect(api.requests[0].state).toBe('discarded');
  });

  it('offers no discard to those who may not', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ request: { id: 'request-1', state: 'accepted' } }),
    ]);
    api.requests = [request];
    renderPages(api, path);
    expect(
      await screen.findByRole('list', { name: 'Steps of the request' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Discard' }),
    ).not.toBeInTheDocument();
  });
});
