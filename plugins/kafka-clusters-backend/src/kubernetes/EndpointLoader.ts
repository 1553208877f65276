import { Agent } from 'undici';
import type { ApiEndpoint, CredentialsSource } from './credentials';
import { createDeadline, untilAborted, type Clock } from './clock';
import { KubernetesRequestError, toRequestError } from './errors';

const connectMilliseconds = 5_000;
const loadMilliseconds = 30_000;
const rereadMilliseconds = 60_000;
const refreshPauseMilliseconds = 5_000;

/** An endpoint with the agent that connects to it. */
export interface LoadedEndpoint {
  readonly endpoint: ApiEndpoint;
  readonly agent: Agent;
  /** Grows with each change of the address or of the certificates. */
  readonly generation: number;
  readonly at: number;
}

function toUnavailable(error: unknown): KubernetesRequestError {
  // An exec plugin may print anything, so only our own words are repeated.
  const own = error instanceof Error && error.name === 'InputError';
  const { reason } = toRequestError(error, 'Credentials').failure;
  return new KubernetesRequestError({
    code: 401,
    reason: 'CredentialsUnavailable',
    message: own
      ? error.message
      : `The credentials could not be loaded (${reason})`,
    causes: [],
  });
}

/**
 * Keeps the credentials of one API server current, and one agent for it. A
 * changed address or certificate gets a new agent; requests on the old one end
 * in peace.
 */
export class EndpointLoader {
  readonly #source: CredentialsSource;
  readonly #clock: Clock;
  readonly #connections: number;
  readonly #agents = new Set<Agent>();
  readonly #closed = new AbortController();
  #current?: { readonly agent: Agent; readonly identity: string };
  #generation = 0;
  #loaded?: Promise<LoadedEndpoint>;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    source: CredentialsSource;
    clock: Clock;
    connections: number;
  }) {
    this.#source = options.source;
    this.#clock = options.clock;
    this.#connections = options.connections;
  }

  /**
   * What to use now; read again once a minute, since tokens rotate.
   *
   * @throws KubernetesRequestError with code 401 when nothing usable is there.
   */
  async load(): Promise<LoadedEndpoint> {
    const current = this.#loaded;
    const known = await current?.catch(() => undefined);
    const fresh = known && this.#clock.now() - known.at <= rereadMilliseconds;
    if (!fresh && this.#loaded === current) {
      this.#loaded = undefined;
    }
    this.#loaded ??= this.#read();
    return this.#loaded;
  }

  /** Reads again at the next load. The address may have moved. */
  expire(): void {
    this.#loaded = undefined;
  }

  /**
   * The server refused what was used. Starts from the beginning, unless
   * somebody else just did.
   *
   * @returns whether a second try makes sense.
   */
  async refresh(used: LoadedEndpoint): Promise<boolean> {
    const current = await this.#loaded?.catch(() => undefined);
    if (current && current !== used) {
      return true;
    }
    const now = this.#clock.now();
    if (now - this.#refreshedAt < refreshPauseMilliseconds) {
      return false;
    }
    this.#refreshedAt = now;
    this.#source.reset();
    this.#loaded = undefined;
    return true;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.all([...this.#agents].map(agent => agent.destroy()));
  }

  async #read(): Promise<LoadedEndpoint> {
    const deadline = createDeadline(
      this.#clock,
      loadMilliseconds,
      this.#closed.signal,
    );
    try {
      const endpoint = await untilAborted(this.#source.load(), deadline.signal);
      this.#closed.signal.throwIfAborted();
      const agent = this.#toAgent(endpoint);
      const generation = this.#generation;
      return { endpoint, agent, generation, at: this.#clock.now() };
    } catch (error) {
      throw toUnavailable(error);
    } finally {
      deadline.clear();
    }
  }

  #toAgent(endpoint: ApiEndpoint): Agent {
    const identity = JSON.stringify([endpoint.server, endpoint.tls]);
    const previous = this.#current;
    if (previous?.identity === identity) {
      return previous.agent;
    }
    const agent = new Agent({
      connections: this.#connections,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      keepAliveMaxTimeout: 60_000,
      // Every request brings its own deadline, on the injected clock.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { ...endpoint.tls, timeout: connectMilliseconds },
    });
    this.#agents.add(agent);
    this.#generation += 1;
    this.#current = { agent, identity };
    if (previous) {
      void previous.agent
        .close()
        .catch(() => {})
        .finally(() => this.#agents.delete(previous.agent));
    }
    return agent;
  }
}
