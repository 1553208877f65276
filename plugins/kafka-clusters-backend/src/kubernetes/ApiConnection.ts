import { request as send, type Dispatcher } from 'undici';
import type { CredentialsSource } from './credentials';
import { assertReads } from './assertReads';
import { createDeadline, untilAborted, type Clock } from './clock';
import { EndpointLoader, type LoadedEndpoint } from './EndpointLoader';
import { KubernetesRequestError, toFailure, toRequestError } from './errors';
import { parseJson } from './json';
import { readBody } from './readBody';
import { toRetryAfter } from './retryAfter';

const probeMilliseconds = 10_000;
const maxErrorBytes = 64 * 1024;

/** One request to an API server. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From `toPath`, never put together by hand. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
  /** `application/json` unless told. */
  readonly accept?: string;
}

/** An answer whose body has not been read yet. */
export interface ApiAnswer {
  readonly body: AsyncIterable<Uint8Array>;
}

/** Names the request in messages: method and path, no query, no host. */
export function describeRequest(request: ApiRequest): string {
  return `${request.method} ${request.path}`;
}

/** The failure of a request whose deadline passed. */
export function timeout(request: ApiRequest): KubernetesRequestError {
  return new KubernetesRequestError({
    reason: 'TIMEOUT',
    message: `${describeRequest(request)} got no answer in time`,
    causes: [],
  });
}

function parseErrorBody(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A kept-alive connection that the server closed just as it was used. */
function isStaleSocket(error: unknown): boolean {
  const { reason } = toRequestError(error, '').failure;
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(reason);
}

/**
 * All traffic with one API server: one keep-alive agent, one set of
 * credentials, one idea of when the server was heard last.
 */
export class ApiConnection {
  readonly #clock: Clock;
  readonly #loader: EndpointLoader;
  readonly #closed = new AbortController();
  readonly #readOnly: boolean;
  #probe?: Promise<void>;
  #heardAt = Number.NEGATIVE_INFINITY;
  #lastContact?: string;

  /**
   * @param options - `connections` bounds the sockets. Each watch holds one
   * for minutes, so it must exceed the number of watches. `readOnly` refuses
   * everything but reads.
   */
  constructor(options: {
    source: CredentialsSource;
    clock: Clock;
    connections: number;
    readOnly?: boolean;
  }) {
    this.#clock = options.clock;
    this.#readOnly = options.readOnly ?? false;
    this.#loader = new EndpointLoader(options);
  }

  /** Milliseconds since the server sent its last byte; Infinity when it never did. */
  get silence(): number {
    return this.#clock.now() - this.#heardAt;
  }

  /** ISO time of the last byte of any answer, signs of life included. */
  get lastContact(): string | undefined {
    return this.#lastContact;
  }

  /** Says that a byte has arrived. */
  heard(): void {
    this.#heardAt = this.#clock.now();
    this.#lastContact = this.#clock.date();
  }

  /**
   * Which server this is. Another answer than before means that nothing known
   * of the old one, resource versions least of all, holds for the new one.
   */
  async generation(signal: AbortSignal): Promise<number> {
    return (await untilAborted(this.#loader.load(), signal)).generation;
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
    if (this.#readOnly) {
      assertReads(request);
    }
    const loaded = await untilAborted(this.#loader.load(), signal);
    const answer = await this.#send(loaded, request, signal);
    if (answer.statusCode === 401 && (await this.#loader.refresh(loaded))) {
      await answer.body.dump().catch(() => {});
      const again = await untilAborted(this.#loader.load(), signal);
      return this.#check(await this.#send(again, request, signal), request);
    }
    return this.#check(answer, request);
  }

  /**
   * Asks for a sign of life, once for all who ask at the same time. Any HTTP
   * answer is one, a refusal too.
   *
   * @throws KubernetesRequestError without a code when there is none.
   */
  async probe(): Promise<void> {
    this.#probe ??= this.#sendProbe().finally(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#loader.close();
  }

  async #sendProbe(): Promise<void> {
    const deadline = createDeadline(
      this.#clock,
      probeMilliseconds,
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

  async #send(
    loaded: LoadedEndpoint,
    request: ApiRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    try {
      return await this.#sendOnce(loaded, request, signal).catch(error => {
        // Only what changes nothing may be sent twice without knowing why.
        if (
          request.method === 'GET' &&
          !signal.aborted &&
          isStaleSocket(error)
        ) {
          return this.#sendOnce(loaded, request, signal);
        }
        throw error;
      });
    } catch (error) {
      if (signal.aborted) {
        throw error;
      }
      this.#loader.expire();
      throw toRequestError(error, describeRequest(request));
    }
  }

  async #sendOnce(
    { endpoint, agent }: LoadedEndpoint,
    request: ApiRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const query = new URLSearchParams(request.query).toString();
    const url = `${endpoint.server}${request.path}`;
    const hasBody = request.body !== undefined;
    const answer = await send(query ? `${url}?${query}` : url, {
      dispatcher: agent,
      method: request.method,
      signal,
      headers: {
        accept: request.accept ?? 'application/json',
        'user-agent': 'kafka-clusters',
        ...endpoint.headers,
        ...(hasBody && {
          'content-type': request.contentType ?? 'application/json',
        }),
      },
      body: hasBody ? JSON.stringify(request.body) : undefined,
    });
    this.heard();
    return answer;
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
    throw new KubernetesRequestError(
      toFailure(parseErrorBody(text), {
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
