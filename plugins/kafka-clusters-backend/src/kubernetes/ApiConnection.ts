import { Agent, request as send, type Dispatcher } from 'undici';
import type { ApiEndpoint, CredentialsSource } from './credentials';
import { createDeadline, type Clock } from './clock';
import { KubernetesRequestError, toFailure, toRequestError } from './errors';
import { parseJson } from './json';
import { readBody } from './readBody';
import { toRetryAfter } from './retryAfter';

const connectMilliseconds = 5_000;
const credentialsMilliseconds = 30_000;
const answerMilliseconds = 10_000;
const rereadCredentialsMilliseconds = 60_000;
const refreshPauseMilliseconds = 5_000;
const maxErrorBytes = 64 * 1024;

/** One request to an API server. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From `toPath`, never put together by hand. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** An answer whose body has not been read yet. */
export interface ApiAnswer {
  readonly body: AsyncIterable<Uint8Array>;
}

interface Loaded {
  readonly endpoint: ApiEndpoint;
  readonly agent: Agent;
  readonly at: number;
}

/** Names the request in messages: method and path, no query, no host. */
export function describeRequest(request: ApiRequest): string {
  return `${request.method} ${request.path}`;
}

/**
 * All traffic with one API server: one keep-alive agent, one set of
 * credentials, one idea of when the server was heard last.
 */
export class ApiConnection {
  readonly #source: CredentialsSource;
  readonly #clock: Clock;
  readonly #connections: number;
  readonly #agents = new Set<Agent>();
  #current?: { readonly agent: Agent; readonly identity: string };
  readonly #closed = new AbortController();
  #loaded?: Promise<Loaded>;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #probe?: Promise<void>;
  #heardAt = Number.NEGATIVE_INFINITY;

  /**
   * @param options - `connections` bounds the sockets. Each watch holds one
   * for minutes, so it must exceed the number of watches.
   */
  constructor(options: {
    source: CredentialsSource;
    clock: Clock;
    connections: number;
  }) {
    this.#source = options.source;
    this.#clock = options.clock;
    this.#connections = options.connections;
  }

  /** Milliseconds since the server sent its last byte; Infinity when it never did. */
  get silence(): number {
    return this.#clock.now() - this.#heardAt;
  }

  /** Says that a byte has arrived. */
  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  /**
   * Sends a request and waits for the head of a good answer. A 401 makes the
   * credentials be read again and the request be sent once more, which is safe
   * for writes too: an API server authenticates before anything else.
   * Redirects are answers like any other, and no good ones.
   *
   * @throws KubernetesRequestError for everything that is no 2xx.
   */
  async open(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
    const loaded = await this.#load(signal);
    const answer = await this.#send(loaded, request, signal);
    if (answer.statusCode === 401) {
      if (await this.#refresh(loaded)) {
        answer.body.destroy();
        const again = await this.#load(signal);
        return this.#check(await this.#send(again, request, signal), request);
      }
    }
    return this.#check(answer, request);
  }

  /**
   * Asks for a sign of life, once for all who ask at the same time. Any HTTP
   * answer is one, a refusal too.
   */
  async probe(): Promise<void> {
    this.#probe ??= this.#sendProbe().finally(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.all([...this.#agents].map(agent => agent.destroy()));
  }

  async #sendProbe(): Promise<void> {
    const deadline = createDeadline(
      this.#clock,
      answerMilliseconds,
      this.#closed.signal,
    );
    const request: ApiRequest = { method: 'GET', path: '/version' };
    try {
      const answer = await this.open(request, deadline.signal);
      await readBody(answer.body, {
        maxBytes: maxErrorBytes,
        onBytes: () => this.heard(),
      });
    } catch (error) {
      const failure = deadline.expired ? timeout(request) : error;
      const known = toRequestError(failure, describeRequest(request));
      if (known.failure.code === undefined) {
        throw known;
      }
    } finally {
      deadline.clear();
    }
  }

  async #load(signal: AbortSignal): Promise<Loaded> {
    signal.throwIfAborted();
    const current = this.#loaded;
    if (current) {
      const loaded = await current.catch(() => undefined);
      const age = loaded ? this.#clock.now() - loaded.at : Infinity;
      if (age > rereadCredentialsMilliseconds && this.#loaded === current) {
        this.#loaded = undefined;
      }
    }
    this.#loaded ??= this.#read();
    return this.#loaded;
  }

  async #read(): Promise<Loaded> {
    const deadline = createDeadline(
      this.#clock,
      credentialsMilliseconds,
      this.#closed.signal,
    );
    const givenUp = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener('abort', () =>
        reject(new Error('gave up')),
      );
    });
    try {
      const endpoint = await Promise.race([this.#source.load(), givenUp]);
      this.#closed.signal.throwIfAborted();
      return {
        endpoint,
        agent: this.#toAgent(endpoint),
        at: this.#clock.now(),
      };
    } catch (error) {
      // An exec plugin may print anything, so its words are not repeated.
      const { reason } = toRequestError(error, 'Credentials').failure;
      const own = error instanceof Error && error.name === 'InputError';
      throw new KubernetesRequestError({
        code: 401,
        reason: 'CredentialsUnavailable',
        message: own
          ? error.message
          : `The credentials could not be loaded (${reason})`,
        causes: [],
      });
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
    this.#current = { agent, identity };
    if (previous) {
      // Lets running watches end by themselves.
      void previous.agent
        .close()
        .catch(() => {})
        .finally(() => this.#agents.delete(previous.agent));
    }
    return agent;
  }

  /** Reads the credentials again, unless somebody else just did. True when a second try makes sense. */
  async #refresh(used: Loaded): Promise<boolean> {
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

  async #send(
    loaded: Loaded,
    request: ApiRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const query = new URLSearchParams(request.query).toString();
    const url = `${loaded.endpoint.server}${request.path}`;
    const json = request.body !== undefined;
    try {
      const answer = await send(query ? `${url}?${query}` : url, {
        dispatcher: loaded.agent,
        method: request.method,
        signal,
        headers: {
          accept: 'application/json',
          'user-agent': 'kafka-clusters',
          ...loaded.endpoint.headers,
          ...(json && {
            'content-type': request.contentType ?? 'application/json',
          }),
        },
        body: json ? JSON.stringify(request.body) : undefined,
      });
      this.heard();
      return answer;
    } catch (error) {
      throw signal.aborted ? error : this.#lost(error, request);
    }
  }

  /** The address may have moved: the next request reads the kubeconfig again when it changed. */
  #lost(error: unknown, request: ApiRequest): KubernetesRequestError {
    this.#loaded = undefined;
    return toRequestError(error, describeRequest(request));
  }

  async #check(
    answer: Dispatcher.ResponseData,
    request: ApiRequest,
  ): Promise<ApiAnswer> {
    const { statusCode: code, body } = answer;
    if (code >= 200 && code < 300) {
      return { body };
    }
    const text = await readBody(body, { maxBytes: maxErrorBytes }).catch(
      () => '',
    );
    let parsed: unknown;
    try {
      parsed = parseJson(text);
    } catch {
      parsed = undefined;
    }
    throw new KubernetesRequestError(
      toFailure(parsed, {
        code,
        action: describeRequest(request),
        retryAfterMilliseconds: toRetryAfter(
          answer.headers['retry-after'],
          Date.parse(this.#clock.date()),
        ),
      }),
    );
  }
}

/** The failure of a request whose deadline passed. */
export function timeout(request: ApiRequest): KubernetesRequestError {
  return new KubernetesRequestError({
    reason: 'TIMEOUT',
    message: `${describeRequest(request)} got no answer in time`,
    causes: [],
  });
}
