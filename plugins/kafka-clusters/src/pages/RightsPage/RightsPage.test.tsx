import { NotAllowedError } from '@backstage/errors';
import type {
  FeatureRights,
  KubernetesClusterRights,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { FakeKafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/rights';

const read: FeatureRights = {
  feature: 'read',
  state: 'granted',
  rights: [
    {
      feature: 'read',
      apiGroup: '',
      resource: 'pods',
      verbs: ['list', 'watch'],
      purpose: 'watched',
      state: 'granted',
      missingVerbs: [],
    },
  ],
  neededYaml: 'name: kafka-clusters-read\n',
};

const provision: FeatureRights = {
  feature: 'provision',
  state: 'missing',
  rights: [
    {
      feature: 'provision',
      apiGroup: 'kafka.banzaicloud.io',
      resource: 'kafkaclusters',
      verbs: ['get', 'create', 'delete'],
      purpose: 'created',
      state: 'missing',
      missingVerbs: ['create', 'delete'],
    },
  ],
  neededYaml: 'name: kafka-clusters-provision\n',
  missingYaml: 'name: kafka-clusters-provision-1234abcd\n',
};

const dev: KubernetesClusterRights = {
  kubernetesCluster: 'dev',
  title: 'Development',
  account: 'system:serviceaccount:portal:portal',
  checkedAt: '2026-01-01T12:00:00Z',
  features: [read, provision],
};

const apiWith = (...items: KubernetesClusterRights[]) => {
  const api = new FakeKafkaClustersApi();
  api.rights = { items, problems: [] };
  return api;
};

describe('RightsPage', () => {
  it('shows what is missing first, with the role that grants it', async () => {
    renderPages(apiWith(dev), path);
    const card = await screen.findByRole('region', { name: 'Development' });
    expect(card).toHaveTextContent('1 feature lacks rights.');
    expect(card).toHaveTextContent('system:serviceaccount:portal:portal');
    expect(
      within(card)
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual(['Create clusters', 'Read']);
    const table = within(card).getByRole('table', {
      name: 'Rights for “Create clusters” in Development',
    });
    expect(
      within(table).getByRole('cell', { name: 'missing: create, delete' }),
    ).toBeInTheDocument();
    expect(
      within(card).getByRole('region', {
        name: 'Role with what is missing for “Create clusters” in Development',
      }),
    ).toHaveTextContent('kafka-clusters-provision-1234abcd');
    expect(
      within(card).queryByRole('region', {
        name: /what is missing for “Read”/,
      }),
    ).not.toBeInTheDocument();
  });

  it('copies the role that grants what is missing', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    renderPages(apiWith(dev), path);
    await user.click(
      await screen.findByRole('button', {
        name: 'Copy Role with what is missing for “Create clusters” in Development',
      }),
    );
    expect(copied).toHaveBeenCalledWith(provision.missingYaml);
  });

  it('asks anew when told to', async () => {
    const api = apiWith(dev);
    renderPages(api, path);
    await screen.findByText('1 feature lacks rights.');
    api.rights = { items: [{ ...dev, features: [read] }], problems: [] };
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(
      await screen.findByText('Everything that is needed is granted.'),
    ).toBeInTheDocument();
  });

  it('keeps what it shows when asking anew fails, and says so', async () => {
    const api = apiWith(dev);
    renderPages(api, path);
    await screen.findByText('1 feature lacks rights.');
    api.failure = new Error('boom');
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be read again; they are shown as of/,
    );
    expect(screen.getByText('1 feature lacks rights.')).toBeInTheDocument();
  });

  it('takes it all away when the person may not see it any more', async () => {
    const api = apiWith(dev);
    renderPages(api, path);
    await screen.findByText('1 feature lacks rights.');
    api.failure = new NotAllowedError('no');
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(
      await screen.findByRole('region', {
        name: 'You may not see the rights of this portal',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/lacks rights/)).not.toBeInTheDocument();
  });

  it('says of a Kubernetes cluster that did not answer that nothing is known', async () => {
    renderPages(
      apiWith({
        ...dev,
        account: undefined,
        checkedAt: undefined,
        features: [{ ...read, state: 'unknown' }],
      }),
      path,
    );
    const card = await screen.findByRole('region', { name: 'Development' });
    expect(card).toHaveTextContent('It did not say what the account may do.');
    expect(card).toHaveTextContent('not known');
    expect(card).not.toHaveTextContent('granted.Account');
  });

  it('says so where no Kubernetes cluster is configured', async () => {
    renderPages(apiWith(), path);
    expect(
      await screen.findByRole('region', {
        name: 'No Kubernetes cluster is configured',
      }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Ask again' }),
    ).not.toBeInTheDocument();
  });

  it('says that it waits', async () => {
    const api = apiWith(dev);
    jest.spyOn(api, 'listRights').mockReturnValue(new Promise(() => {}));
    renderPages(api, path);
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('offers to try again after a failure', async () => {
    const api = apiWith(dev);
    api.failure = new Error('boom');
    renderPages(api, path);
    expect(await screen.findByRole('alert')).toHaveTextContent('boom');
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('region', { name: 'Development' }),
    ).toBeInTheDocument();
  });

  it('shows texts of a Kubernetes cluster as texts', async () => {
    const override = String.fromCharCode(0x202e);
    renderPages(apiWith({ ...dev, account: `<b>${override}x</b>` }), path);
    const card = await screen.findByRole('region', { name: 'Development' });
    expect(card).toHaveTextContent('<b>');
    expect(card.textContent).not.toContain(override);
  });
});

describe('the way to it', () => {
  it('leaves no trace for others', async () => {
    const api = apiWith(dev);
    api.problems = [
      {
        code: 'kubernetes-forbidden',
        source: 'dev',
        title: 'Development',
        since: '2026-01-01T00:00:00Z',
        params: { resource: '/pods' },
      },
    ];
    renderPages(api);
    expect(await screen.findByRole('listitem')).toHaveTextContent(
      'lacks a role',
    );
    expect(screen.queryByText(/rights/i)).not.toBeInTheDocument();
  });
});
