import type { Config } from '@backstage/config';
import { ForwardedError, InputError } from '@backstage/errors';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** What {@link assertOwnMachine} looks at. */
export interface OwnMachineFacts {
  /** The root configuration of the backend. */
  readonly config: Config;
  /** The value of the environment variable `NODE_ENV`. */
  readonly nodeEnv: string | undefined;
}

/** Backstage accepts `backend.listen` as `{ host, port }` and as one string such as `:7007` or `127.0.0.1:7007`. */
function readListenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen !== 'string') {
    return config.getOptionalString('backend.listen.host');
  }
  return listen.slice(0, listen.lastIndexOf(':')) || undefined;
}

function readHostname(url: string): string {
  try {
    return new URL(url).hostname;
  } catch (error) {
    throw new ForwardedError('backend.baseUrl is not a URL', error);
  }
}

function refuse(reason: string): never {
  throw new InputError(
    `The local user is for one person on their own machine and refuses to start: ${reason}. Remove @kafka-clusters/plugin-auth-backend-module-local-user from this backend and use a real sign-in provider`,
  );
}

/**
 * Throws unless this backend is reached from its own machine alone: whoever signs in sees everything that a kubeconfig shows.
 *
 * @throws `InputError` which names the first reason found.
 */
export function assertOwnMachine({ config, nodeEnv }: OwnMachineFacts): void {
  if (nodeEnv === 'production') {
    refuse('NODE_ENV is production');
  }
  const host = readListenHost(config);
  if (!host || !LOOPBACK_HOSTS.has(host)) {
    refuse(
      `backend.listen.host is ${
        host ? JSON.stringify(host) : 'not set, which means every interface'
      } and not a loopback address`,
    );
  }
  const publicHost = readHostname(config.getString('backend.baseUrl'));
  if (!LOOPBACK_HOSTS.has(publicHost)) {
    refuse(
      `backend.baseUrl names the host ${JSON.stringify(
        publicHost,
      )} and not a loopback address`,
    );
  }
  if (config.has('auth.providers.sample-users')) {
    refuse(
      'auth.providers.sample-users is set too, and sample users let anybody sign in as anybody',
    );
  }
}
