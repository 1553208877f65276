import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import {
  useTranslationRef,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Container, Flex, Text } from '@backstage/ui';
import { portalTranslationRef } from '../translations/ref';
import {
  forgetChosenUser,
  readChosenUser,
  rememberChosenUser,
  sampleUsers,
  type SampleUserName,
} from './sampleUsers';

/** Signing out must forget the choice too, or the reload that follows signs the same person in again. */
function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetChosenUser();
      await identity.signOut();
    },
  };
}

function SignInFailed({ error }: { error?: Error }) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <main>
      <Container>
        <Flex direction="column" gap="4" py="8">
          <Alert
            status="danger"
            title={t('signIn.failed')}
            description={error?.message}
          />
          <div>
            <Button
              onPress={() => {
                forgetChosenUser();
                window.location.reload();
              }}
            >
              {t('signIn.again')}
            </Button>
          </div>
        </Flex>
      </Container>
    </main>
  );
}

function UserChoice(props: { onChoose: (name: SampleUserName) => void }) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <main>
      <Container>
        <Flex direction="column" gap="6" py="8">
          <Flex direction="column" gap="2">
            <Text as="h1" variant="title-large">
              {t('signIn.title')}
            </Text>
            <Text as="p" variant="body-large" color="secondary">
              {t('signIn.explanation')}
            </Text>
          </Flex>
          {sampleUsers.map(({ name, displayName }) => (
            <Flex key={name} align="center" gap="4">
              <Button
                size="medium"
                aria-label={t('signIn.action', { name: displayName })}
                aria-describedby={`sample-user-${name}`}
                onPress={() => props.onChoose(name)}
              >
                {displayName}
              </Button>
              <Text id={`sample-user-${name}`}>{t(`signIn.role.${name}`)}</Text>
            </Flex>
          ))}
        </Flex>
      </Container>
    </main>
  );
}

/**
 * Signs in as one of the sample users. The backend module behind it refuses to start anywhere but in the sandbox, so this
 * page is of no use elsewhere.
 */
export function SandboxSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [user, setUser] = useState(readChosenUser);
  if (!user) {
    return (
      <UserChoice
        onChoose={name => {
          rememberChosenUser(name);
          setUser(name);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="sample-users"
      headers={{ 'x-sample-user': user }}
      ErrorComponent={SignInFailed}
      onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
    />
  );
}
