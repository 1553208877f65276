import type {
  ClusterDetail,
  ClusterEvent,
  Listener,
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
    },
  );

  it.each(['ssl', 'sasl_ssl'] as const)(
    'of %s are not said to be plain',
    async protocol => {
      renderCluster({ listeners: [listener({ protocol })] });
      expect(await connect()).toHaveTextContent('Add a truststore');
      expect(await connect()).not.toHaveTextContent('Not encrypted');
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
