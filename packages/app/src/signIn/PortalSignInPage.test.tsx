import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { configApiRef } from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import { PortalSignInPage } from './PortalSignInPage';

async function renderWith(app: object) {
  await renderInTestApp(
    <TestApiProvider
      apis={[[configApiRef, mockApis.config({ data: { app } })]]}
    >
      <PortalSignInPage onSignInSuccess={jest.fn()} />
    </TestApiProvider>,
  );
}

describe('PortalSignInPage', () => {
  const originalFetch = globalThis.fetch;

  afterEach(() => Object.assign(globalThis, { fetch: originalFetch }));

  it.each([{}, { signIn: 'sample-users' }])(
    'offers the people of the sandbox (%j)',
    async app => {
      await renderWith(app);
      expect(
        await screen.findByRole('button', { name: 'Sign in as Dana Orders' }),
      ).toBeInTheDocument();
    },
  );

  it('offers nobody where there is one local user', async () => {
    const fetchMock = jest.fn().mockRejectedValue(new Error('offline'));
    Object.assign(globalThis, { fetch: fetchMock });
    await renderWith({ signIn: 'local-user' });
    expect(
      await screen.findByRole('heading', { name: 'You are not signed in' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(fetchMock.mock.calls[0][0]).toMatch(/local-user\/refresh$/);
  });
});
