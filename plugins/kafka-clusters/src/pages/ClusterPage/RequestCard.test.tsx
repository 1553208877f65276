import type {
  ClusterDetail,
  ProvisioningRequest,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/dev/orders/orders';
const override = String.fromCharCode(0x202e);
const evil = `${override}<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;

describe('a request on its way', () => {
  const request = (
    changes: Partial<ProvisioningRequest> = {},
  ): ProvisioningRequest => ({
    id: 'request-1',
    ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'orders' },
    entityRef: 'resource:default/dev.orders.orders',
    owner: 'group:default/orders',
    requestedBy: 'user:default/dana',
    state: 'accepted',
    steps: [
      {
        id: 'kafka-cluster',
        kind: 'KafkaCluster',
        name: 'orders',
        state: 'done',
      },
    ],
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    ...changes,
  });
  const steps = async () =>
    within(await screen.findByRole('list', { name: 'Steps of the request' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  function renderRequest(
    changes: Partial<ProvisioningRequest>,
    cluster: Partial<ClusterDetail> = {},
  ) {
    const api = new FakeKafkaClustersApi([
      buildCluster({
        request: { id: 'request-1', state: 'accepted' },
        operations: { discard: { allowed: true } },
        ...cluster,
      }),
    ]);
    api.requests = [request(changes)];
    renderPages(api, path);
    return api;
  }

  it('waits for the objects first', async () => {
    renderRequest({
      state: 'applying',
      steps: [
        {
          id: 'kafka-cluster',
          kind: 'KafkaCluster',
          name: 'orders',
          state: 'waiting',
        },
      ],
    });
    expect(await steps()).toEqual([
      '○waitingKafkaCluster orders created',
      '○waitingZooKeeper 3 of 3',
      '○waitingBrokers 3 of 3',
      '○waitingReady for clients',
    ]);
  });

  it('then for ZooKeeper and the brokers', async () => {
    const { nodes } = buildCluster();
    renderRequest(
      {},
      {
        nodes: nodes.map(node =>
          node.role === 'broker' && node.id > 0
            ? { ...node, state: 'starting' }
            : node,
        ),
      },
    );
    expect(await steps()).toEqual([
      '✓doneKafkaCluster orders created',
      '✓doneZooKeeper 3 of 3',
      '◐nowBrokers 1 of 3',
      '○waitingReady for clients',
    ]);
  });

  it.each([
    [
      { code: 'no-progress', params: { minutes: 20, reason: 'x' } },
      'Nothing has moved for 20 minutes.',
    ],
    [
      { code: 'cluster-deleted', params: { name: 'orders' } },
      'Somebody deleted orders in Kubernetes.',
    ],
    [{ code: 'constructor', params: {} }, 'Cause: constructor.'],
    [{ code: evil, params: {} }, 'Cause: <img src=x'],
  ])('says why it failed', async (failure, words) => {
    renderRequest({ state: 'failed', failure });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(`The request failed ${words}`);
    expect(alert.textContent?.length).toBeLessThan(250);
    expect((await steps()).at(-1)).toBe('✕failedReady for clients');
  });

  it('is not shown when it is ready', async () => {
    renderRequest(
      { state: 'ready' },
      { request: { id: 'request-1', state: 'ready' } },
    );
    await screen.findByRole('region', { name: 'Health' });
    expect(
      screen.queryByRole('region', { name: 'Request' }),
    ).not.toBeInTheDocument();
  });

  it('can be kept, and says when it could not be discarded', async () => {
    const api = renderRequest({});
    await userEvent.click(
      await screen.findByRole('button', { name: 'Discard' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep it' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    const name = await screen.findByRole('textbox', { name: /Type orders/ });
    expect(name).toHaveValue('');
    jest
      .spyOn(api, 'discardRequest')
      .mockRejectedValue(new Error(`boom ${override}`));
    await userEvent.type(name, 'order');
    const confirm = screen.getByRole('button', { name: 'Discard the cluster' });
    expect(confirm).toBeDisabled();
    await userEvent.type(name, 's');
    await userEvent.click(confirm);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^It was not discarded: boom$/,
    );
  });
});
