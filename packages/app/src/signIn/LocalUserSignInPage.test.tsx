import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { LocalUserSignInPage } from './LocalUserSignInPage';
import { hideSignInToken } from './signInToken';

const session = {
  profile: { displayName: 'Local user' },
  providerInfo: {},
  backstageIdentity: {
    token: `x.${window.btoa(JSON.stringify({ exp: 4_000_000_000 }))}.y`,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/local',
      ownershipEntityRefs: ['user:default/local', 'group:default/platform'],
    },
  },
};

/** The auth backend, which jsdom cannot reach: accepts `good`, refuses everything else with the code of the test. */
function answerAsBackend(code?: string) {
  const fetchMock = jest.fn(async (_url: string, init?: RequestInit) => {
    const token = new Headers(init?.headers).get('x-local-user-token');
    const isGood = token === 'good';
    const body = isGood
      ? session
      : {
          error: {
            name: 'AuthenticationError',
            message: 'No',
            ...(code ? { reason: { code } } : {}),
          },
          response: { statusCode: 401 },
        };
    return {
      ok: isGood,
      status: isGood ? 200 : 401,
      statusText: '',
      url: '',
      headers: new Headers({ 'content-type': 'application/json' }),
      json: async () => body,
      text: async () => JSON.stringify(body),
    };
  });
  Object.assign(globalThis, { fetch: fetchMock });
  return fetchMock;
}

const tokensOf = (fetchMock: ReturnType<typeof answerAsBackend>) =>
  fetchMock.mock.calls.map(([, init]) =>
    new Headers(init?.headers).get('x-local-user-token'),
  );

describe('LocalUserSignInPage', () => {
  const originalFetch = globalThis.fetch;

  afterEach(() => {
    Object.assign(globalThis, { fetch: originalFetch });
    window.history.replaceState({}, '', '/');
  });

  it('signs in by the token of the fragment, which leaves the address and the history', async () => {
    const fetchMock = answerAsBackend();
    window.history.replaceState({}, '', '/?tab=1#token=good');
    const entries = window.history.length;
    const onSignInSuccess = jest.fn();
    await renderInTestApp(
      <LocalUserSignInPage onSignInSuccess={onSignInSuccess} />,
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(tokensOf(fetchMock)).toEqual(['good']);
    expect(window.location.href).toBe('http://localhost/?tab=1');
    expect(window.history).toHaveLength(entries);
  });

  it('finds the token that was hidden before the app started', async () => {
    const fetchMock = answerAsBackend();
    window.history.replaceState({}, '', '/#token=good');
    hideSignInToken();
    expect(window.location.hash).toBe('');
    const onSignInSuccess = jest.fn();
    await renderInTestApp(
      <LocalUserSignInPage onSignInSuccess={onSignInSuccess} />,
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(tokensOf(fetchMock)).toEqual(['good']);
  });

  it('ends the session at the backend on sign-out', async () => {
    const fetchMock = answerAsBackend();
    window.history.replaceState({}, '', '/#token=good');
    const onSignInSuccess = jest.fn();
    await renderInTestApp(
      <LocalUserSignInPage onSignInSuccess={onSignInSuccess} />,
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const identity: IdentityApi = onSignInSuccess.mock.calls[0][0];
    await identity.signOut();
    const [url, init] = fetchMock.mock.calls[1];
    expect(url).toMatch(/\/local-user\/logout$/);
    expect(init).toMatchObject({ method: 'POST', credentials: 'include' });
  });

  it.each([
    ['absent', 'Open the address from your terminal'],
    ['used', 'This address was used already'],
    ['expired', 'This address has expired'],
    ['unknown', 'This address belongs to another start'],
    ['something new', 'You are not signed in'],
    [undefined, 'You are not signed in'],
  ])('says what to do when the backend answers %s', async (code, title) => {
    answerAsBackend(code);
    window.history.replaceState({}, '', '/#token=bad');
    const onSignInSuccess = jest.fn();
    await renderInTestApp(
      <LocalUserSignInPage onSignInSuccess={onSignInSuccess} />,
    );
    expect(
      await screen.findByRole('heading', { name: title }),
    ).toBeInTheDocument();
    expect(window.location.hash).toBe('');
    expect(onSignInSuccess).not.toHaveBeenCalled();
  });

  it('takes a new address that is opened in the same tab', async () => {
    const fetchMock = answerAsBackend('used');
    window.history.replaceState({}, '', '/#token=old');
    const onSignInSuccess = jest.fn();
    await renderInTestApp(
      <LocalUserSignInPage onSignInSuccess={onSignInSuccess} />,
    );
    await screen.findByText('This address was used already');
    await act(async () => {
      window.location.hash = '#token=good';
    });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(tokensOf(fetchMock)).toEqual(['old', 'good']);
    expect(window.location.hash).toBe('');
  });
});
