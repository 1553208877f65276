import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { SandboxSignInPage } from './SandboxSignInPage';

const session = {
  profile: { displayName: 'Dana Orders' },
  providerInfo: {},
  backstageIdentity: {
    token: `x.${window.btoa(JSON.stringify({ exp: 4_000_000_000 }))}.y`,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/dana',
      ownershipEntityRefs: ['user:default/dana', 'group:default/orders'],
    },
  },
};

/** The auth backend, which jsdom cannot reach: answers what its route answers. */
function answerWith(status: number, body: object) {
  const fetchMock = jest.fn(async (_url: string, init?: RequestInit) => ({
    ok: status < 400,
    status,
    statusText: '',
    url: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => body,
    text: async () => JSON.stringify(body),
    init,
  }));
  Object.assign(globalThis, { fetch: fetchMock });
  return fetchMock;
}

function readSentUser(fetchMock: ReturnType<typeof answerWith>) {
  const init = fetchMock.mock.calls[0][1];
  return new Headers(init?.headers).get('x-sample-user');
}

describe('SandboxSignInPage', () => {
  const originalFetch = globalThis.fetch;

  beforeEach(() => window.sessionStorage.clear());
  afterEach(() => Object.assign(globalThis, { fetch: originalFetch }));

  it('offers the three people and says that this is a sandbox', async () => {
    await renderInTestApp(<SandboxSignInPage onSignInSuccess={jest.fn()} />);
    expect(
      screen.getByText(/nobody has to prove who they are/),
    ).toBeInTheDocument();
    expect(
      screen
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label')),
    ).toEqual([
      'Sign in as Dana Orders',
      'Sign in as Pablo Payments',
      'Sign in as Petra Platform',
    ]);
  });

  it('signs in whom the visitor chooses, and forgets them on sign-out', async () => {
    const fetchMock = answerWith(200, session);
    const onSignInSuccess = jest.fn();
    await renderInTestApp(
      <SandboxSignInPage onSignInSuccess={onSignInSuccess} />,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in as Dana Orders' }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(readSentUser(fetchMock)).toBe('dana');

    const identity: IdentityApi = onSignInSuccess.mock.calls[0][0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/dana',
    });
    expect(window.sessionStorage.getItem('sample-user')).toBe('dana');
    await identity.signOut();
    expect(window.sessionStorage.getItem('sample-user')).toBeNull();
  });

  it('lets choose again when the backend refuses', async () => {
    answerWith(401, {
      error: { name: 'AuthenticationError', message: 'Unknown sample user' },
      response: { statusCode: 401 },
    });
    await renderInTestApp(<SandboxSignInPage onSignInSuccess={jest.fn()} />);
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in as Petra Platform' }),
    );
    expect(
      await screen.findByText('The sandbox did not sign you in'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Choose again' }),
    ).toBeInTheDocument();
  });

  it('ignores a remembered name that is nobody', async () => {
    window.sessionStorage.setItem('sample-user', 'mallory');
    await renderInTestApp(<SandboxSignInPage onSignInSuccess={jest.fn()} />);
    expect(screen.getAllByRole('button')).toHaveLength(3);
  });
});
