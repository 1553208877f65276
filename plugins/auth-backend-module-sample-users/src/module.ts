import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { sampleUsersAuthenticator } from './authenticator';
import { assertSandbox } from './assertSandbox';

/**
 * Registers the sign-in provider `sample-users`.
 *
 * It believes whatever name a request carries, so it exists only where that cannot hurt: the module throws at start when it
 * finds itself in production, reachable from another machine, or in front of something that is not the sandbox.
 *
 * @public
 */
export const authModuleSampleUsers = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-users',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        assertSandbox({ config, nodeEnv: process.env.NODE_ENV });
        providers.registerProvider({
          providerId: 'sample-users',
          factory: createProxyAuthProviderFactory({
            authenticator: sampleUsersAuthenticator,
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: {
                  kind: 'User',
                  namespace: 'default',
                  name: result.user,
                },
              }),
          }),
        });
      },
    });
  },
});
