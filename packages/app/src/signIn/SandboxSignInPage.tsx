import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Container, Flex, Text } from '@backstage/ui';
import {
  forgetChosenUser,
  readChosenUser,
  rememberChosenUser,
  sampleUsers,
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
  return (
    <Container>
      <Flex direction="column" gap="4" py="8">
        <Alert
          status="danger"
          title="The sandbox did not sign you in"
          description={error?.message}
        />
        <div>
          <Button
            onPress={() => {
              forgetChosenUser();
              window.location.reload();
            }}
          >
            Choose again
          </Button>
        </div>
      </Flex>
    </Container>
  );
}

function UserChoice({ onChoose }: { onChoose: (name: string) => void }) {
  return (
    <main>
      <Container>
        <Flex direction="column" gap="6" py="8">
          <Flex direction="column" gap="2">
            <Text as="h1" variant="title-large">
              Kafka Clusters
            </Text>
            <Text as="p" variant="body-large" color="secondary">
              This is a sandbox on your machine: nobody has to prove who they
              are. Choose whom you want to be. Open a second tab to be somebody
              else there and compare what each of them may see.
            </Text>
          </Flex>
          <Flex direction="column" gap="3">
            {sampleUsers.map(user => (
              <Flex key={user.name} align="center" gap="4">
                <Button
                  size="medium"
                  aria-label={`Sign in as ${user.displayName}`}
                  aria-describedby={`sample-user-${user.name}`}
                  onPress={() => onChoose(user.name)}
                >
                  {user.displayName}
                </Button>
                <Text id={`sample-user-${user.name}`}>{user.role}</Text>
              </Flex>
            ))}
          </Flex>
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
