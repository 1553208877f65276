import type {
  ClusterDetail,
  ClusterEvent,
  Listener,
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
const region = (name: string | RegExp) => screen.findByRole('region', { name });
const override = String.fromCharCode(0x202e);
const evil = `${override}<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;

function renderCluster(changes: Partial<ClusterDetail>) {
  const api = new FakeKafkaClustersApi([buildCluster(changes)]);
  renderPages(api, path);
  return api;
}

const event = (
  id: number,
  changes: Partial<ClusterEvent> = {},
): ClusterEvent => ({
  id: `event-${id}`,
  type: 'Normal',
  reason: `Reason${id}`,
  message: 'said',
  about: { kind: 'Pod', name: 'orders-0' },
  count: 1,
  firstAt: '2026-01-01T00:00:00Z',
  lastAt: '2026-01-01T00:00:00Z',
  ...changes,
});

describe('events', () => {
  const list = () =>
    screen.findByRole('list', { name: 'Events, newest first' });
  const reasons = async () =>
    within(await list())
      .getAllByRole('listitem')
      .map(item => item.querySelector('strong')?.textContent);

  it('say so when there are none', async () => {
    renderCluster({ events: [] });
    expect(await region('What happened')).toHaveTextContent(
      'Kubernetes has no events about it. It keeps them for an hour.',
    );
  });

  it('are shown in the order in which they come, the first dozen at first', async () => {
    renderCluster({
      events: Array.from({ length: 15 }, (_, index) => event(index)),
    });
    expect(await reasons()).toHaveLength(12);
    expect((await reasons())[0]).toBe('Reason0');
    await userEvent.click(screen.getByRole('button', { name: 'Show 3 more' }));
    expect(await reasons()).toHaveLength(15);
    expect(
      screen.queryByRole('button', { name: /more$/ }),
    ).not.toBeInTheDocument();
  });

  it('can be those of one object, and all again', async () => {
    renderCluster({
      events: [
        event(1),
        event(2, { about: { kind: 'Node', name: 'node-2' } }),
        event(3),
      ],
    });
    await userEvent.click(
      within(await list()).getByRole('button', { name: 'Node node-2' }),
    );
    await waitFor(async () => expect(await reasons()).toEqual(['Reason2']));
    const filter = within(await region('What happened')).getByRole('button', {
      name: /About/,
    });
    expect(filter).toHaveTextContent('Node node-2');
    await userEvent.click(filter);
    await userEvent.click(
      await screen.findByRole('option', { name: 'Everything' }),
    );
    await waitFor(async () => expect(await reasons()).toHaveLength(3));
  });

  it('show hostile texts as text', async () => {
    renderCluster({
      events: [
        event(1, {
          type: 'Warning',
          reason: evil,
          message: `${evil} javascript:alert(1)`,
          about: { kind: evil, name: evil },
          count: 3,
          firstAt: 'never',
          node: { role: 'broker', id: 1 },
        }),
      ],
    });
    const [item] = within(await list()).getAllByRole('listitem');
    expect(item).toHaveTextContent('Warning');
    expect(item).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(item).toHaveTextContent('×3 in –');
    expect(item.querySelector('img, a')).toBeNull();
    expect(item.textContent).not.toContain(override);
    expect(item.textContent?.length).toBeLessThan(1_200);
  });
});

describe('addresses', () => {
  const listener = (changes: Partial<Listener>): Listener => ({
    name: 'internal',
    exposure: 'internal',
    protocol: 'plaintext',
    usedFor: ['clients'],
    bootstrap: 'orders.svc:29092',
    addresses: [],
    ...changes,
  });
  const connect = () => region(/Connect from inside/);

  it('say so when there is none yet', async () => {
    renderCluster({ listeners: [] });
    expect(await connect()).toHaveTextContent(
      'There is no address for clients yet.',
    );
  });

  it.each([
    ['plaintext', 'Not encrypted', 'security.protocol=PLAINTEXT'],
    ['ssl', 'Add a truststore', 'security.protocol=SSL'],
    ['sasl_plaintext', 'Not encrypted', 'security.protocol=SASL_PLAINTEXT'],
    ['sasl_ssl', 'Add the credentials', 'security.protocol=SASL_SSL'],
  ] as const)(
    'of %s say what a client needs besides',
    async (protocol, note, line) => {
      renderCluster({ listeners: [listener({ protocol })] });
      expect(await connect()).toHaveTextContent(note);
      expect(await connect()).toHaveTextContent(line);
      if (protocol === 'ssl' || protocol === 'sasl_ssl') {
        expect(await connect()).not.toHaveTextContent('Not encrypted');
      }
    },
  );

  it('offer no properties for what is not known', async () => {
    renderCluster({ listeners: [listener({ protocol: 'unknown' })] });
    expect(await connect()).toHaveTextContent('Its protocol is not known here');
    expect(await connect()).not.toHaveTextContent('bootstrap.servers=');
  });

  it('list those of the brokers on demand', async () => {
    renderCluster({
      listeners: [
        listener({
          addresses: [
            { name: 'broker-0', address: 'orders-0:29092' },
            { name: 'broker-1', address: 'orders-1:29092' },
            { name: 'all', address: 'orders-all:29092' },
          ],
        }),
      ],
    });
    expect(await connect()).toHaveTextContent('2 addresses of brokers');
    expect(await connect()).toHaveTextContent('orders-1:29092');
    expect(await connect()).not.toHaveTextContent('orders-all');
  });

  it('are copied whole', async () => {
    renderCluster({ listeners: [listener({})] });
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      await screen.findByRole('button', { name: 'Copy Bootstrap address' }),
    );
    await screen.findByRole('button', { name: 'Copied' });
    expect(write).toHaveBeenLastCalledWith('orders.svc:29092');
    await user.click(
      screen.getByRole('button', { name: 'Copy client.properties' }),
    );
    await waitFor(() =>
      expect(write).toHaveBeenLastCalledWith(
        'bootstrap.servers=orders.svc:29092\nsecurity.protocol=PLAINTEXT\nacks=all\nenable.idempotence=true\n',
      ),
    );
  });
});

describe('facts', () => {
  const fact = async (name: string) => {
    const term = within(await region('Facts')).getByText(name, {
      selector: 'dt',
    });
    return term.parentElement?.querySelector('dd')?.textContent;
  };

  it('say what is known', async () => {
    renderCluster({
      managedBy: { kind: 'gitops', manager: 'argocd-controller' },
      useCase: 'metrics',
    });
    expect(await fact('Brokers')).toBe('3 of 3 running');
    expect(await fact('Storage')).toBe('3 × 50 GiB, ssd, can grow');
    expect(await fact('CPU, memory')).toBe('3 × 1 core, 4 GiB');
    expect(await fact('Heap')).toBe('2 GiB');
    expect(await fact('Replicas, in sync')).toBe('3, at least 2 in sync');
    expect(await fact('Kafka')).toBe('3.9.1');
    expect(await fact('Metadata')).toBe('ZooKeeper');
    expect(await fact('Listeners')).toBe('internal: internal, plain');
    expect(await fact('Owner')).toBe('ordersteam of the namespace');
    expect(await fact('Managed by')).toBe('GitOps (argocd-controller)');
    expect(await fact('Use case')).toBe('Metrics');
  });

  it('say what is not', async () => {
    renderCluster({
      resources: {},
      storage: {},
      version: {},
      mode: 'unknown',
      listeners: [],
      managedBy: { kind: 'other' },
      ownership: { state: 'unowned', claims: [] },
    });
    expect(await fact('Storage')).toBe('unknown');
    expect(await fact('CPU, memory')).toBe('unknown');
    expect(await fact('Heap')).toBe('unknown');
    expect(await fact('Kafka')).toBe('unknown');
    expect(await fact('Metadata')).toBe('unknown');
    expect(await fact('Listeners')).toBe('none');
    expect(await fact('Managed by')).toBe('unknown');
    expect(await fact('Owner')).toMatch(/No owner$/);
    expect(
      within(await region('Facts')).queryByText('Use case'),
    ).not.toBeInTheDocument();
  });

  it('show a claim as a claim, as text', async () => {
    renderCluster({
      ownership: { state: 'unowned', claims: [`${evil}`, 'group:default/b'] },
      useCase: 'constructor',
    });
    const owner = await fact('Owner');
    expect(owner).toContain('Claimed by <img src=x');
    expect(owner).toContain(', group:default/b: a claim grants nothing.');
    expect(owner?.length).toBeLessThan(250);
    expect(await fact('Use case')).toBe('constructor');
    expect(document.querySelector('img')).toBeNull();
  });
});

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
    await region('Health');
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
