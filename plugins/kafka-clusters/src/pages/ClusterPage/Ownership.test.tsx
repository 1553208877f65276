import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  ClusterDetail,
  OwnershipEvent,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/dev/orders/orders';
const key = 'dev/orders/orders';
const override = String.fromCharCode(0x202e);
const evil = `${override}<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;

const denied = {
  allowed: false,
  reason: { code: 'not-allowed', params: {} },
} as const;

const card = () => screen.findByRole('region', { name: 'Whose it is' });

const unowned = (claims: readonly string[] = []): Partial<ClusterDetail> => ({
  relation: 'platform',
  ownership: { state: 'unowned', claims },
});

function createApi(changes: Partial<ClusterDetail> = {}) {
  return new FakeKafkaClustersApi([buildCluster(changes)]);
}

function mayNothing(api: FakeKafkaClustersApi) {
  api.ownership.operations = {
    link: denied,
    transfer: denied,
    'decide-on-consumers': denied,
  };
}

async function chooseTeam(name: string) {
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(
    within(dialog).getByRole('searchbox', { name: 'Search teams' }),
    name,
  );
  await userEvent.click(
    await within(dialog).findByRole('radio', { name: new RegExp(name) }),
  );
  return dialog;
}

describe('whose a cluster is', () => {
  it('is said with how it is known', async () => {
    renderPages(createApi(), path);
    expect(await card()).toHaveTextContent('team of the namespace');
    expect(
      within(await card()).getByRole('link', { name: 'orders' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['gitops', 'a GitOps tool manages it'],
    ['forbidden', 'Kubernetes does not let this portal write it'],
  ] as const)('says why it is not copied: %s', async (mirror, text) => {
    const api = createApi();
    const answer = api.ownership.get(api.clusters[0].ref);
    jest.spyOn(api, 'getOwnership').mockResolvedValue({ ...answer, mirror });
    renderPages(api, path);
    expect(await card()).toHaveTextContent(text);
  });

  it('waits in its own card, and blanks nothing else', async () => {
    const api = createApi();
    jest.spyOn(api, 'getOwnership').mockReturnValue(new Promise(() => {}));
    renderPages(api, path);
    expect(
      await screen.findByRole('region', { name: 'Health' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
  });

  it('says what failed in its own card, and tries again', async () => {
    const api = createApi();
    const failing = jest
      .spyOn(api, 'getOwnership')
      .mockRejectedValue(new Error(`boom ${evil}`));
    renderPages(api, path);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Whose it is cannot be shown');
    expect(alert).toHaveTextContent('boom <img src=x onerror=alert(1)>');
    expect(screen.getByRole('region', { name: 'Health' })).toBeInTheDocument();
    failing.mockRestore();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await card()).toBeInTheDocument();
  });

  it('is not on the screen of those who may not know it', async () => {
    const api = createApi();
    const reading = jest
      .spyOn(api, 'getOwnership')
      .mockRejectedValue(new NotAllowedError('no'));
    renderPages(api, path);
    expect(
      await screen.findByRole('region', { name: 'Facts' }),
    ).toBeInTheDocument();
    await waitFor(() => expect(reading).toHaveBeenCalled());
    await waitFor(() =>
      expect(
        screen.queryByRole('status', { name: 'Loading' }),
      ).not.toBeInTheDocument(),
    );
    expect(
      screen.queryByRole('region', { name: /Whose it is/ }),
    ).not.toBeInTheDocument();
  });
});

describe('a cluster that nobody owns', () => {
  it('is linked to a team, with a reason, and shows it at once', async () => {
    const api = createApi(unowned());
    renderPages(api, path);
    expect(await card()).toHaveTextContent('No team owns it.');
    await userEvent.click(
      within(await card()).getByRole('button', { name: 'Link to team' }),
    );
    const dialog = await chooseTeam('payments');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'They run it',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Link' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const after = await card();
    expect(
      within(after).getByRole('link', { name: 'payments' }),
    ).toBeInTheDocument();
    expect(after).toHaveTextContent('linked in the portal');
    const history = within(after).getByRole('list', {
      name: 'History of ownership, newest first',
    });
    expect(history).toHaveTextContent('dana linked it to payments');
    expect(history).toHaveTextContent('“They run it”');
  });

  it('asks for a team before anything can be linked', async () => {
    renderPages(createApi(unowned()), path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Link to team' }),
    );
    expect(await screen.findByRole('button', { name: 'Link' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says when somebody was faster, and shows how it is now', async () => {
    const api = createApi(unowned());
    renderPages(api, path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Link to team' }),
    );
    const dialog = await chooseTeam('payments');
    jest
      .spyOn(api, 'linkOwner')
      .mockRejectedValueOnce(new ConflictError('It belongs to another'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Link' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Somebody was faster',
    );
    expect(api.ownership.history[key]).toBeUndefined();
    // The screen behind has been read again, and nothing of the dialog is gone.
    expect(
      within(dialog).getByRole('radio', { name: /Payments/ }),
    ).toBeChecked();
  });

  it('offers no link to those who may not', async () => {
    const api = createApi(unowned(['group:default/payments']));
    mayNothing(api);
    renderPages(api, path);
    expect(await card()).toHaveTextContent(
      'payments is named by its custom resource',
    );
    expect(within(await card()).queryByRole('button')).not.toBeInTheDocument();
  });

  it('has its claims accepted in one click', async () => {
    renderPages(createApi(unowned(['group:default/payments'])), path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept: payments' }),
    );
    expect(
      await within(await card()).findByText(
        'dana accepted the claim of payments',
      ),
    ).toBeInTheDocument();
    expect(await card()).toHaveTextContent('linked in the portal');
  });

  it('says why a claim could not be answered', async () => {
    const api = createApi(unowned(['group:default/payments']));
    jest.spyOn(api, 'answerClaims').mockResolvedValue({
      done: 0,
      refused: [
        {
          claim: {
            ref: api.clusters[0].ref,
            uid: 'uid-orders',
            owner: 'group:default/payments',
          },
          code: 'unknown-team',
        },
      ],
    });
    renderPages(api, path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decline: payments' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Not answered: payments claims orders – there is no such team.',
    );
  });
});

describe('a transfer', () => {
  it('explains both consents, is offered, and shows what is missing', async () => {
    renderPages(createApi(), path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Hand over' }),
    );
    const dialog = await chooseTeam('payments');
    expect(dialog).toHaveTextContent('Both teams have to agree');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Offer' }),
    );
    const pending = await screen.findByRole('region', {
      name: 'On its way to payments',
    });
    expect(pending).toHaveTextContent('orders has agreed: dana');
    expect(pending).toHaveTextContent('payments has not answered yet');
    expect(
      screen.queryByRole('button', { name: 'Hand over' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(pending).getByRole('button', { name: /^Withdraw/ }),
    );
    expect(
      await screen.findByText('dana withdrew the offer to payments'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Hand over' }),
    ).toBeInTheDocument();
  });

  it('is not offered to the team that has it', async () => {
    renderPages(createApi(), path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Hand over' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('radio', { name: /Payments/ }),
    ).toBeInTheDocument();
    expect(
      within(dialog).queryByRole('radio', { name: /Orders/ }),
    ).not.toBeInTheDocument();
    await userEvent.type(within(dialog).getByRole('searchbox'), 'orders');
    expect(
      await within(dialog).findByText('No team fits.'),
    ).toBeInTheDocument();
  });

  it('says when the teams cannot be read', async () => {
    renderPages(createApi(), path, {
      catalog: catalogApiMock.mock({
        queryEntities: async () => {
          throw new Error('boom');
        },
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Hand over' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The teams of the catalog cannot be read: boom',
    );
    expect(screen.getByRole('button', { name: 'Offer' })).toBeDisabled();
  });

  it('is seen and not answered by those whose answer it is not', async () => {
    const api = createApi({ relation: 'platform' });
    api.ownership.offer(api.clusters[0].ref, {
      to: 'group:default/payments',
      reason: evil,
    });
    api.ownership.teams = ['group:default/platform'];
    mayNothing(api);
    renderPages(api, path);
    const pending = await screen.findByRole('region', { name: /On its way/ });
    expect(pending).toHaveTextContent('Reason: <img src=x');
    expect(pending.querySelector('img')).toBeNull();
    expect(pending.textContent?.length).toBeLessThan(1_300);
    expect(within(pending).queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('the history', () => {
  const event = (index: number): OwnershipEvent => ({
    id: `event-${index}`,
    at: '2026-01-01T00:00:00Z',
    person: 'user:default/petra',
    action: 'linked',
    team: `group:default/team-${index}`,
    reason: index === 0 ? evil : undefined,
  });

  it('is folded after five, newest first', async () => {
    const api = createApi();
    api.ownership.history[key] = Array.from({ length: 7 }, (_, i) => event(i));
    renderPages(api, path);
    const list = await screen.findByRole('list', {
      name: 'History of ownership, newest first',
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent(
      'petra linked it to team-0',
    );
    expect(list.querySelector('img')).toBeNull();
    expect(list.textContent?.length).toBeLessThan(1_500);
    await userEvent.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(7);
  });

  it('says what it does not know as it is', async () => {
    const api = createApi();
    api.ownership.history[key] = [
      { ...event(1), action: 'constructor' as 'linked' },
    ];
    renderPages(api, path);
    expect(await screen.findByText('petra: constructor')).toBeInTheDocument();
  });
});
