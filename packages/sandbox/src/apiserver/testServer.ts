import https from 'node:https';
import { createCertificates, SandboxCertificates } from '../tls/certificates';
import { ApiServer, ApiServerOptions } from './ApiServer';
import { isObject, JsonObject } from './json';

/** What an API server answered. */
export interface Answer {
  code: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body, when it is a JSON object; empty otherwise. */
  body: JsonObject;
}

/** What a test sends beside method and path. */
export interface Extras {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  type?: string;
}

let certificates: Promise<SandboxCertificates> | undefined;

/** The events of an open watch. */
export class TestWatch {
  readonly events: JsonObject[] = [];
  /** Fulfilled when the server has ended or cut the stream. */
  readonly ended: Promise<'end' | 'cut'>;
  private waiters: Array<() => void> = [];

  private constructor(
    response: NodeJS.ReadableStream,
    readonly close: () => void,
  ) {
    let rest = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      this.events.push(...lines.map(toObject));
      this.wake();
    });
    this.ended = new Promise(resolve => {
      response.on('end', () => resolve('end'));
      response.on('error', () => resolve('cut'));
      response.on('close', () => resolve('cut'));
    });
    response.on('close', () => this.wake());
  }

  static over(response: NodeJS.ReadableStream, close: () => void): TestWatch {
    return new TestWatch(response, close);
  }

  /** Waits until the events fulfil a condition. */
  async until(condition: (events: JsonObject[]) => boolean): Promise<void> {
    while (!condition(this.events)) {
      await new Promise<void>(resolve => this.waiters.push(resolve));
    }
  }

  /** `TYPE name` of each event. */
  summary(): string[] {
    return this.events.map(event => {
      const object = toRecord(event.object);
      return `${event.type} ${toRecord(object.metadata).name ?? object.reason}`;
    });
  }

  private wake(): void {
    this.waiters.splice(0).forEach(resume => resume());
  }
}

/** A real API server on a free port, and a plain HTTPS client for it. */
export class TestServer {
  private readonly agent: https.Agent;

  private constructor(
    readonly server: ApiServer,
    readonly port: number,
    ca: string,
  ) {
    this.agent = new https.Agent({ keepAlive: true, ca });
  }

  static async start(options?: Partial<ApiServerOptions>): Promise<TestServer> {
    certificates ??= createCertificates();
    const { ca, certificate, key } = await certificates;
    const server = ApiServer.create({
      certificate,
      key,
      users: [
        { token: 'admin', name: 'admin', uid: '1', groups: ['system:masters'] },
        { token: 'jane', name: 'jane', uid: '2', groups: ['team'] },
      ],
      ...options,
    });
    return new TestServer(server, await server.listen(0), ca);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.server.close();
  }

  /** One request, as the administrator unless said otherwise. */
  call(method: string, path: string, extras: Extras = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = this.request(method, path, extras, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            code: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: toObject(text),
          }),
        );
      });
      request.on('error', reject);
    });
  }

  get(path: string, extras?: Extras): Promise<Answer> {
    return this.call('GET', path, extras);
  }

  create(path: string, body: unknown, extras?: Extras): Promise<Answer> {
    return this.call('POST', path, { ...extras, body });
  }

  patch(path: string, body: unknown, extras?: Extras): Promise<Answer> {
    const type = Array.isArray(body)
      ? 'application/json-patch+json'
      : 'application/merge-patch+json';
    return this.call('PATCH', path, { type, ...extras, body });
  }

  /** Opens a watch. */
  watch(path: string, extras: Extras = {}): Promise<TestWatch> {
    return new Promise((resolve, reject) => {
      const request = this.request('GET', path, extras, response =>
        resolve(TestWatch.over(response, () => request.destroy())),
      );
      request.on('error', reject);
    });
  }

  private request(
    method: string,
    path: string,
    extras: Extras,
    onResponse: Parameters<typeof https.request>[2],
  ) {
    const { body, token = 'admin', headers = {}, type } = extras;
    const text =
      body === undefined || typeof body === 'string'
        ? (body as string | undefined)
        : JSON.stringify(body);
    const request = https.request(
      {
        host: '127.0.0.1',
        port: this.port,
        path,
        method,
        agent: this.agent,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          'user-agent': 'tester/1.0',
          ...(text === undefined
            ? {}
            : {
                'content-type': type ?? 'application/json',
                // Without it Node sends the body of a DELETE without an end.
                'content-length': Buffer.byteLength(text),
              }),
          ...headers,
        },
      },
      onResponse,
    );
    request.end(text);
    return request;
  }
}

function toRecord(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function toObject(text: string): JsonObject {
  try {
    return toRecord(JSON.parse(text));
  } catch {
    return {};
  }
}
