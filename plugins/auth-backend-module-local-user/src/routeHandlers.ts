import { AuthenticationError, NotImplementedError } from '@backstage/errors';
import {
  prepareBackstageIdentityResponse,
  type AuthProviderFactory,
  type AuthProviderRouteHandlers,
} from '@backstage/plugin-auth-node';
import type { Sessions } from './Sessions';
import type { Redemption, SignInTokens } from './SignInTokens';

type Refusal = Exclude<Redemption, 'accepted'> | 'absent';

const USER = 'user:default/local';
/** The group that operates Kafka for all teams: whoever owns the kubeconfig may see everything that it shows. */
const GROUP = 'group:default/platform';

const TOKEN_HEADER = 'x-local-user-token';

/** For people who call the route by hand; the sign-in page words the codes itself. */
const words: Record<Refusal, string> = {
  used: 'This address was used already: each signs in once. Press Enter in the terminal for a new one.',
  expired:
    'This address has expired. Press Enter in the terminal for a new one.',
  unknown:
    'This address is not of this start of the portal. Open the one that the terminal shows.',
  absent: 'Open the address that the terminal shows.',
};

function refuse(code: Refusal): never {
  throw Object.assign(new AuthenticationError(words[code]), {
    reason: { code },
  });
}

/** Cookies do not know ports: two portals on one machine must not take each other's. */
function nameCookie(baseUrl: string): string {
  return `kafka-clusters-local-user-${new URL(baseUrl).port || 'default'}`;
}

/**
 * The sign-in provider: a token makes a session, once; the session, a cookie that no script can read, makes Backstage tokens.
 */
export function createLocalUserFactory(parts: {
  readonly tokens: SignInTokens;
  readonly sessions: Sessions;
}): AuthProviderFactory {
  const { tokens, sessions } = parts;
  return ({ baseUrl, providerId, resolverContext }) => {
    const cookie = nameCookie(baseUrl);
    const cookieOptions = {
      httpOnly: true,
      sameSite: 'strict',
      path: `${new URL(baseUrl).pathname}/${providerId}`,
    } as const;
    const refuseOAuth = async () => {
      throw new NotImplementedError('This provider has no window to sign in');
    };
    const handlers: Required<AuthProviderRouteHandlers> = {
      start: refuseOAuth,
      frameHandler: refuseOAuth,
      async refresh(req, res) {
        const token = req.header(TOKEN_HEADER);
        const redeemed = token ? tokens.redeem(token) : 'absent';
        const known: unknown = req.cookies?.[cookie];
        if (redeemed === 'accepted') {
          res.cookie(cookie, sessions.begin(), cookieOptions);
        } else if (typeof known !== 'string' || !sessions.has(known)) {
          refuse(redeemed);
        }
        // Without the catalog, which may still be reading: its user of this name says the same.
        const identity = await resolverContext.issueToken({
          claims: { sub: USER, ent: [USER, GROUP] },
        });
        res.status(200).json({
          profile: { displayName: 'Local user' },
          providerInfo: {},
          backstageIdentity: prepareBackstageIdentityResponse(identity),
        });
      },
      async logout(req, res) {
        const known: unknown = req.cookies?.[cookie];
        if (typeof known === 'string') {
          sessions.end(known);
        }
        res.clearCookie(cookie, cookieOptions);
        res.status(200).end();
      },
    };
    return handlers;
  };
}
