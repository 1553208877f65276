import { lazy, Suspense } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';

const LocalUserSignInPage = lazy(async () => ({
  default: (await import('./LocalUserSignInPage')).LocalUserSignInPage,
}));
const SandboxSignInPage = lazy(async () => ({
  default: (await import('./SandboxSignInPage')).SandboxSignInPage,
}));

/** The sign-in page that the configuration asks for: one build of the app serves the sandbox and one's own clusters. */
export function PortalSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const isLocalUser = config.getOptionalString('app.signIn') === 'local-user';
  return (
    <Suspense fallback={null}>
      {isLocalUser ? (
        <LocalUserSignInPage {...props} />
      ) : (
        <SandboxSignInPage {...props} />
      )}
    </Suspense>
  );
}
