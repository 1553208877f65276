import type { Readable } from 'node:stream';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { assertOwnMachine } from './assertOwnMachine';
import { readDigests } from './readDigests';
import { createLocalUserFactory } from './routeHandlers';
import { Sessions } from './Sessions';
import { SignInTokens, TOKEN_MINUTES } from './SignInTokens';

/** The module, told by `input` which tokens to expect. */
export function createAuthModuleLocalUser(input: () => Readable) {
  return createBackendModule({
    pluginId: 'auth',
    moduleId: 'local-user',
    register(env) {
      env.registerInit({
        deps: {
          providers: authProvidersExtensionPoint,
          config: coreServices.rootConfig,
          logger: coreServices.logger,
        },
        async init({ providers, config, logger }) {
          assertOwnMachine({ config, nodeEnv: process.env.NODE_ENV });
          const tokens = SignInTokens.create();
          readDigests(input(), digest => {
            tokens.expect(digest);
            // The one who made the token waits for this line before it shows the address.
            const name = digest.toString('hex').slice(0, 8);
            logger.info(
              `Sign-in address ${name} is good for one sign-in within ${TOKEN_MINUTES} minutes`,
            );
          });
          providers.registerProvider({
            providerId: 'local-user',
            factory: createLocalUserFactory({
              tokens,
              sessions: Sessions.create(),
            }),
          });
        },
      });
    },
  });
}

/**
 * Registers the sign-in provider `local-user`: one person, platform engineer of the clusters of their own kubeconfig.
 *
 * Whoever has the address is that person, so it works once and not for long, and the module throws at start when it finds itself in
 * production or reachable from another machine.
 *
 * @public
 */
export const authModuleLocalUser = createAuthModuleLocalUser(
  () => process.stdin,
);
