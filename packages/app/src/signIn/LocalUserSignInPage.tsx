import { useEffect, useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import {
  discoveryApiRef,
  useApi,
  useTranslationRef,
  type DiscoveryApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Container, Flex, Text } from '@backstage/ui';
import { portalTranslationRef } from '../translations/ref';
import { readRefusal } from './refusals';
import { takeSignInToken, watchSignInTokens } from './signInToken';

/** The session must end at the backend too, or the reload that follows signs in again. */
function endOnSignOut(
  identity: IdentityApi,
  discoveryApi: DiscoveryApi,
): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      const baseUrl = await discoveryApi.getBaseUrl('auth');
      await fetch(`${baseUrl}/local-user/logout`, {
        method: 'POST',
        credentials: 'include',
      });
      await identity.signOut();
    },
  };
}

function NotSignedIn({ error }: { error?: Error }) {
  const { t } = useTranslationRef(portalTranslationRef);
  const code = readRefusal(error);
  return (
    <main>
      <Container>
        <Flex direction="column" gap="2" py="8">
          <Text as="h1" variant="title-large">
            {t(`localUser.${code}.title`)}
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            {t(`localUser.${code}.text`)}
          </Text>
        </Flex>
      </Container>
    </main>
  );
}

interface Attempt {
  readonly number: number;
  readonly headers: () => HeadersInit;
}

/** The token goes along with the first request alone: by then it is used up, and the session takes over. */
function toAttempt(number: number, token: string | undefined): Attempt {
  let unsent = token;
  return {
    number,
    headers: () => {
      const headers = new Headers();
      if (unsent !== undefined) {
        headers.set('x-local-user-token', unsent);
        unsent = undefined;
      }
      return headers;
    },
  };
}

function useAttempt(): Attempt {
  const [attempt, setAttempt] = useState(() => toAttempt(0, takeSignInToken()));
  useEffect(
    () =>
      watchSignInTokens(token =>
        setAttempt(({ number }) => toAttempt(number + 1, token)),
      ),
    [],
  );
  return attempt;
}

/**
 * Signs in the one person of a portal on their own clusters: by the token of the printed address the first time, by the session
 * that it made ever after.
 */
export function LocalUserSignInPage({ onSignInSuccess }: SignInPageProps) {
  const discoveryApi = useApi(discoveryApiRef);
  const { number, headers } = useAttempt();
  return (
    <ProxiedSignInPage
      key={number}
      provider="local-user"
      headers={headers}
      ErrorComponent={NotSignedIn}
      onSignInSuccess={identity =>
        onSignInSuccess(endOnSignOut(identity, discoveryApi))
      }
    />
  );
}
