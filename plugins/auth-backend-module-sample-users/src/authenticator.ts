import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** Who the request says it is, after the name was found among the configured ones. */
export interface SampleUserResult {
  readonly user: string;
}

/** Takes the user's name from the header `x-sample-user` when `auth.providers.sample-users.users` lists it. */
export const sampleUsersAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (result: SampleUserResult) => ({
    profile: { displayName: result.user },
  }),
  initialize: ({ config }) => new Set(config.getStringArray('users')),
  async authenticate({ req }, users: ReadonlySet<string>) {
    const user = req.header('x-sample-user');
    if (!user || !users.has(user)) {
      throw new AuthenticationError('Unknown sample user');
    }
    return { result: { user } };
  },
});
