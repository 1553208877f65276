import { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';

/** How to reach one API server. */
export interface ConnectionOptions {
  /** `https://host:port`. */
  url: string;
  /** PEM text of the authority that signed the server's certificate. */
  ca: string;
  token: string;
}

/** One request. */
export interface Call {
  method: string;
  path: string;
  userAgent: string;
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  /** Ends the request; without it an answer is awaited for ten seconds. */
  signal?: AbortSignal;
  /** Milliseconds without a byte after which the request is given up. */
  idleMs?: number;
}

/** An answer of the API server that is not a success. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Narrows an error to an answer with one of these status codes. */
export function isStatus(error: unknown, ...codes: number[]): boolean {
  return error instanceof ApiError && codes.includes(error.status);
}

/** Keep-alive HTTPS to one API server, shared by all controllers. */
export class HttpsConnection {
  private readonly agent: Agent;
  private readonly base: URL;

  private constructor(private readonly options: ConnectionOptions) {
    this.base = new URL(options.url);
    this.agent = new Agent({
      keepAlive: true,
      ca: options.ca,
      maxSockets: 64,
      scheduling: 'lifo',
    });
  }

  static create(options: ConnectionOptions): HttpsConnection {
    return new HttpsConnection(options);
  }

  /** Sends a request and reads the whole answer as JSON. */
  async send(call: Call): Promise<unknown> {
    const response = await this.open(call);
    const text = await readText(response);
    const status = response.statusCode ?? 0;
    if (status >= 400) {
      throw toApiError(status, text);
    }
    return text ? JSON.parse(text) : undefined;
  }

  /** Sends a request and yields the lines of the answer as they come. */
  async *lines(call: Call): AsyncGenerator<string> {
    const response = await this.open(call);
    if ((response.statusCode ?? 0) >= 400) {
      throw toApiError(response.statusCode ?? 0, await readText(response));
    }
    let rest = '';
    response.setEncoding('utf8');
    for await (const chunk of response) {
      const parts = (rest + String(chunk)).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        if (line) {
          yield line;
        }
      }
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private open(call: Call): Promise<IncomingMessage> {
    const body =
      call.body === undefined ? undefined : JSON.stringify(call.body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent: this.agent,
          host: this.base.hostname,
          port: this.base.port,
          method: call.method,
          path: call.path,
          signal: call.signal,
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${this.options.token}`,
            'user-agent': call.userAgent,
            ...call.headers,
            ...(body === undefined
              ? {}
              : {
                  'content-type': call.contentType ?? 'application/json',
                  'content-length': Buffer.byteLength(body),
                }),
          },
        },
        resolve,
      );
      outgoing.setTimeout(call.idleMs ?? 10_000, () =>
        outgoing.destroy(new Error(`No answer to ${call.method} ${call.path}`)),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toApiError(status: number, text: string): ApiError {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const { reason, message } = (parsed ?? {}) as {
    reason?: unknown;
    message?: unknown;
  };
  return new ApiError(
    status,
    typeof reason === 'string' ? reason : 'Unknown',
    typeof message === 'string' ? message : text.slice(0, 300),
  );
}
