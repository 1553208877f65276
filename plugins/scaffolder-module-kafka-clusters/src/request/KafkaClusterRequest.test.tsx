import { renderInTestApp } from '@backstage/frontend-test-utils';
import { kafkaClustersApiRef } from '@kafka-clusters/plugin-kafka-clusters';
import type { KafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { FakePlanningApi, buildTarget } from '../__testUtils__/fakeApi';
import { forgetQueries } from '../__testUtils__/forgetQueries';
import { KafkaClusterRequest } from './KafkaClusterRequest';

function setup(api: FakePlanningApi, initial?: unknown) {
  const values: unknown[] = [];
  function Form() {
    const [value, setValue] = useState<unknown>(initial);
    return (
      <KafkaClusterRequest
        formData={value}
        onChange={next => {
          values.push(next);
          setValue(next);
        }}
      />
    );
  }
  renderInTestApp(<Form />, {
    apis: [[kafkaClustersApiRef, api as unknown as KafkaClustersApi]],
  });
  return { latest: () => values[values.length - 1] };
}

describe('KafkaClusterRequest', () => {
  beforeEach(forgetQueries);

  it('shows the plan before anything was touched, and sends what it shows', async () => {
    const { latest } = setup(new FakePlanningApi());
    expect(await screen.findByRole('status', { name: '' })).toBeInTheDocument();
    expect(
      await screen.findByRole('radio', { name: /Message queue/ }),
    ).toBeChecked();
    expect(screen.getByRole('textbox', { name: /Name/ })).toHaveValue(
      'orders-queue',
    );
    expect(await screen.findByText(/Plan \(4 objects\)/)).toBeInTheDocument();
    expect(screen.getByText('It will belong to orders.')).toBeInTheDocument();
    expect(screen.getByText('12 GiB of 20 GiB left')).toBeInTheDocument();
    expect(screen.getByText('3, no quota')).toBeInTheDocument();
    expect(screen.getByText('Nothing stands against it.')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /Good to know/ }),
    ).toBeInTheDocument();
    expect(latest()).toMatchObject({
      target: { kubernetesCluster: 'dev', namespace: 'orders' },
      name: 'orders-queue',
      storageClass: 'ssd',
    });
  });

  it('names every problem at once and takes the remedy with one click', async () => {
    const api = new FakePlanningApi();
    api.takenNames.add('orders-queue');
    const { latest } = setup(api);
    await userEvent.click(await screen.findByRole('radio', { name: /Medium/ }));
    expect(
      await screen.findByRole('heading', {
        name: /2 things to change before it can be created/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Memory: 24 GiB asked for, 20 GiB left in quota team.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('24 GiB, only 20 GiB left: 4 GiB too much'),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Take Small' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Call it orders-queue-2' }),
    );
    expect(
      await screen.findByText('Nothing stands against it.'),
    ).toBeInTheDocument();
    expect(latest()).toMatchObject({ size: 'small', name: 'orders-queue-2' });
  });

  it('offers only the places and classes that there are', async () => {
    const api = new FakePlanningApi();
    api.targets = {
      items: [
        buildTarget(),
        buildTarget({
          namespace: 'shared',
          teams: ['group:default/orders', 'group:default/payments'],
        }),
      ],
      problems: [],
    };
    const { latest } = setup(api);
    await userEvent.click(
      await screen.findByRole('button', { name: /Namespace/ }),
    );
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['orders', 'shared']);
    await userEvent.click(screen.getByRole('option', { name: 'shared' }));
    await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
    await userEvent.click(screen.getByRole('option', { name: 'payments' }));
    await waitFor(() =>
      expect(latest()).toMatchObject({
        target: { namespace: 'shared' },
        owner: 'group:default/payments',
        name: 'shared-queue',
      }),
    );
  });

  it('keeps the last plan and asks for none while a name is missing', async () => {
    const api = new FakePlanningApi();
    setup(api);
    await screen.findByText(/Plan \(4 objects\)/);
    const before = api.planned.length;
    await userEvent.clear(screen.getByRole('textbox', { name: /Name/ }));
    expect(
      await screen.findByText('The plan is shown once the form is complete.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/A name begins with a letter/)).toBeInTheDocument();
    expect(screen.getByText(/Plan \(4 objects\)/)).toBeInTheDocument();
    expect(api.planned).toHaveLength(before);
  });

  it('shows the manifest', async () => {
    setup(new FakePlanningApi());
    await userEvent.click(await screen.findByRole('tab', { name: 'Manifest' }));
    expect(screen.getByText(/kind: KafkaCluster/)).toBeInTheDocument();
  });

  it('says whom to ask when no namespace serves the person', async () => {
    const api = new FakePlanningApi();
    api.targets = { items: [], problems: [] };
    setup(api);
    const alert = await screen.findByText(
      'There is no place where you may create clusters',
    );
    expect(alert).toBeInTheDocument();
    expect(screen.getByText(/kafka-clusters.io\/teams/)).toBeInTheDocument();
  });

  it('tells silence of Kubernetes from having no place', async () => {
    const api = new FakePlanningApi();
    api.targets = {
      items: [],
      problems: [
        {
          code: 'kubernetes-unreachable',
          source: 'dev',
          title: 'Development',
          since: '2026-01-01T00:00:00Z',
          params: {},
        },
      ],
    };
    setup(api);
    expect(
      await screen.findByText(
        'The places where you may create clusters are not known',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Development')).toBeInTheDocument();
  });

  it('tells a refusal from a failure', async () => {
    const api = new FakePlanningApi();
    api.error = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    setup(api);
    expect(
      await screen.findByText('You may not request Kafka clusters'),
    ).toBeInTheDocument();
  });

  it('shows texts of strangers as text', async () => {
    const api = new FakePlanningApi();
    api.extraFindings = [
      {
        level: 'problem',
        code: 'refused-by-kubernetes',
        params: {
          kind: 'KafkaCluster',
          message: '<img src=x onerror=alert(1)>\u202egpj',
        },
      },
    ];
    setup(api);
    const heading = await screen.findByRole('heading', {
      name: /One thing to change/,
    });
    const section = heading.closest('section')!;
    expect(section).toHaveTextContent('<img src=x onerror=alert(1)>gpj');
    expect(within(section).queryByRole('img')).not.toBeInTheDocument();
  });
});
