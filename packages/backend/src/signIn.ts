import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * The sign-in provider of the example portal: the local user where the configuration names it, the sandbox's people otherwise.
 * Never both: each refuses to start where it has no business.
 */
const signInLoader = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    yield config.has('auth.providers.local-user')
      ? import('@kafka-clusters/plugin-auth-backend-module-local-user')
      : import('@kafka-clusters/plugin-auth-backend-module-sample-users');
  },
});

export default signInLoader;
