import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';

/** A JSON object of an answer. */
export type JsonObject = Record<string, unknown>;

/** How to reach an API server. */
export interface ApiAddress {
  /** `https://host:port`. */
  readonly url: string;
  /** Authority of its certificate, PEM. */
  readonly caData: string;
  /** None: the request is anonymous. */
  readonly token?: string;
}

/** What is sent beside method and path. */
export interface CallExtras {
  readonly body?: unknown;
  /** Another token than that of the address; empty: none. */
  readonly token?: string;
  /** Content type of the body; JSON by default. */
  readonly type?: string;
  readonly accept?: string;
}

/** What an API server answered. */
export interface Answer {
  readonly code: number;
  readonly type: string;
  readonly text: string;
  /** The body, when it is a JSON object; empty otherwise. */
  readonly body: JsonObject;
}

const PATIENCE_MS = 30_000;

/** A plain HTTPS client for any API server, which says what came and judges nothing. */
export class ApiCaller {
  private readonly agent: Agent;

  private constructor(private readonly address: ApiAddress) {
    this.agent = new Agent({ keepAlive: true, ca: address.caData });
  }

  static create(address: ApiAddress): ApiCaller {
    return new ApiCaller(address);
  }

  /** One request and its whole answer. */
  async call(
    method: string,
    path: string,
    extras: CallExtras = {},
  ): Promise<Answer> {
    const response = await this.open(method, path, extras);
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) {
      text += chunk;
    }
    return {
      code: response.statusCode ?? 0,
      type: response.headers['content-type'] ?? '',
      text,
      body: toObject(text),
    };
  }

  /** One request that has to succeed. */
  async succeed(
    method: string,
    path: string,
    extras: CallExtras = {},
  ): Promise<JsonObject> {
    const { code, body, text } = await this.call(method, path, extras);
    if (code >= 400) {
      throw new Error(`${method} ${path}: ${code} ${text.slice(0, 2_000)}`);
    }
    return body;
  }

  /** The events of a watch until they are enough or the server ends it; then it is closed. */
  async watch(
    path: string,
    isEnough: (events: readonly JsonObject[]) => boolean,
    extras: CallExtras = {},
  ): Promise<{ readonly code: number; readonly events: JsonObject[] }> {
    const response = await this.open('GET', path, extras);
    response.setEncoding('utf8');
    const events: JsonObject[] = [];
    let rest = '';
    for await (const chunk of response) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      events.push(...lines.map(toObject));
      if (isEnough(events)) {
        break;
      }
    }
    return { code: response.statusCode ?? 0, events };
  }

  close(): void {
    this.agent.destroy();
  }

  private open(
    method: string,
    path: string,
    { body, token = this.address.token, type, accept }: CallExtras,
  ): Promise<IncomingMessage> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, this.address.url),
        {
          agent: this.agent,
          method,
          headers: {
            accept: accept ?? 'application/json',
            'user-agent': 'kafka-clusters-tests',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(text === undefined
              ? {}
              : {
                  'content-type': type ?? 'application/json',
                  'content-length': Buffer.byteLength(text),
                }),
          },
        },
        resolve,
      );
      outgoing.setTimeout(PATIENCE_MS, () =>
        outgoing.destroy(new Error(`No answer to ${method} ${path}`)),
      );
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }
}

function toObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as JsonObject)
      : {};
  } catch {
    return {};
  }
}
