import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ModelStore, type ModelEvent } from './ModelStore';

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly kind: 'list' | 'watch' | 'other';
  readonly token?: string;
  readonly contentType?: string;
  readonly accept?: string;
  body?: unknown;
}

/** Answers in place of the server; returns false to let it answer itself. */
export type Script = (
  request: SeenRequest,
  response: ServerResponse,
) => boolean | void;

interface OpenWatch {
  readonly path: string;
  readonly response: ServerResponse;
  muted?: boolean;
}

/** A Status as an API server writes it. */
export function toStatus(
  code: number,
  reason: string,
  message: string = reason,
  details?: object,
) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details,
    code,
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(code, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));
}

/**
 * A small API server that holds, lists and watches, and fails on demand. It is
 * the specification that the gateway is held against, so it is kept simple.
 */
export class ModelApiServer {
  readonly requests: SeenRequest[] = [];
  readonly stores = new Map<string, ModelStore>();
  /** Tokens that are accepted; undefined accepts all. */
  tokens?: Set<string>;
  /** Scripts are asked in order, before the server. */
  scripts: Script[] = [];
  /** Neither answers nor sends: everything only looks open. */
  hanging = false;
  /** How the bytes of an event are cut. */
  cut: (bytes: Buffer) => Buffer[] = bytes => [bytes];
  lineEnd = '\n';
  pageLimit = Number.POSITIVE_INFINITY;
  #server: Server;
  #port = 0;
  readonly #watches = new Set<OpenWatch>();
  readonly #sockets = new Set<Socket>();
  readonly #pages = new Map<string, { items: unknown[]; version: string }>();
  readonly #tls?: { key: string; cert: string };

  static async start(
    options: { tls?: { key: string; cert: string } } = {},
  ): Promise<ModelApiServer> {
    const server = new ModelApiServer(options.tls);
    await server.listen();
    return server;
  }

  private constructor(tls?: { key: string; cert: string }) {
    this.#tls = tls;
    this.#server = this.#create();
  }

  get url(): string {
    return `${this.#tls ? 'https' : 'http'}://127.0.0.1:${this.#port}`;
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  store(path: string): ModelStore {
    const known = this.stores.get(path);
    if (known) {
      return known;
    }
    const store = new ModelStore();
    this.stores.set(path, store);
    return store;
  }

  count(kind: SeenRequest['kind'], path?: string): number {
    return this.requests.filter(
      request =>
        request.kind === kind && (path === undefined || request.path === path),
    ).length;
  }

  /** Answers the next matching requests by a script. */
  script(times: number, match: SeenRequest['kind'], answer: Script): void {
    let left = times;
    this.scripts.push((request, response) => {
      if (left <= 0 || request.kind !== match) {
        return false;
      }
      left -= 1;
      return answer(request, response);
    });
  }

  /** Writes bytes into every open watch. */
  sendRaw(bytes: string | Buffer): void {
    for (const { response } of this.#watches) {
      if (!response.writableEnded) {
        response.write(bytes);
      }
    }
  }

  sendBookmarks(): void {
    for (const watch of this.#watches) {
      const resourceVersion = this.store(watch.path).text();
      const object = { metadata: { resourceVersion } };
      this.#write(watch, { type: 'BOOKMARK', object });
    }
  }

  /** The watches that are open now stay open and say nothing more. */
  muteWatches(): void {
    this.#watches.forEach(watch => {
      watch.muted = true;
    });
  }

  /** Ends every watch in good order. */
  endWatches(): void {
    this.#watches.forEach(({ response }) => response.end());
  }

  resetConnections(): void {
    // A TLS socket has no reset of its own.
    this.#sockets.forEach(socket =>
      this.#tls ? socket.destroy() : socket.resetAndDestroy(),
    );
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }

  /** Listens, on the same port as before when there was one. */
  async listen(): Promise<void> {
    this.#server = this.#create();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #create(): Server {
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      void this.#handle(request, response);
    };
    const server = this.#tls
      ? createTlsServer(this.#tls, listener)
      : createServer(listener);
    server.on(this.#tls ? 'secureConnection' : 'connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
    });
    return server;
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse) {
    const url = new URL(incoming.url ?? '/', 'http://model');
    const watch = url.searchParams.has('watch');
    const isList = incoming.method === 'GET' && this.stores.has(url.pathname);
    const list = isList || url.searchParams.has('limit');
    const other = list ? 'list' : 'other';
    const seen: SeenRequest = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      kind: watch ? 'watch' : other,
      token: incoming.headers.authorization?.replace('Bearer ', ''),
      contentType: incoming.headers['content-type'],
      accept: incoming.headers.accept,
    };
    this.requests.push(seen);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    seen.body = text ? JSON.parse(text) : undefined;
    if (this.hanging) {
      return;
    }
    if (this.tokens && !this.tokens.has(seen.token ?? '')) {
      sendJson(response, 401, toStatus(401, 'Unauthorized'));
      return;
    }
    if (this.scripts.some(script => script(seen, response) !== false)) {
      return;
    }
    this.#answer(seen, response);
  }

  #answer(seen: SeenRequest, response: ServerResponse): void {
    const store = this.stores.get(seen.path);
    if (seen.path === '/version') {
      sendJson(response, 200, { gitVersion: 'v1.34.0' });
    } else if (seen.path === '/apis') {
      sendJson(response, 200, { kind: 'APIGroupList', groups: [] });
    } else if (!store) {
      response.writeHead(404).end('404 page not found\n');
    } else if (seen.kind === 'watch') {
      this.#watch(seen, store, response);
    } else {
      this.#list(seen, store, response);
    }
  }

  /** Makes every continue token expire. */
  expirePages(): void {
    this.#pages.clear();
  }

  #list(seen: SeenRequest, store: ModelStore, response: ServerResponse) {
    const token = seen.query.get('continue');
    const rest = token ? this.#pages.get(token) : undefined;
    if (token && !rest) {
      sendJson(response, 410, toStatus(410, 'Expired'));
      return;
    }
    const { items, version } = rest ?? {
      items: store.list(),
      version: store.text(),
    };
    const asked = Number(seen.query.get('limit') ?? Infinity);
    const limit = Math.min(asked, this.pageLimit);
    const metadata: Record<string, string> = { resourceVersion: version };
    if (items.length > limit && seen.query.has('limit')) {
      metadata.continue = `page-${this.requests.length}`;
      this.#pages.set(metadata.continue, {
        items: items.slice(limit),
        version,
      });
      sendJson(response, 200, { metadata, items: items.slice(0, limit) });
    } else {
      sendJson(response, 200, { metadata, items });
    }
  }

  #watch(seen: SeenRequest, store: ModelStore, response: ServerResponse) {
    const missed = store.since(seen.query.get('resourceVersion') ?? '');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const watch: OpenWatch = { path: seen.path, response };
    if (!missed) {
      const object = toStatus(410, 'Expired', 'too old resource version');
      this.#write(watch, { type: 'ERROR', object });
      response.end();
      return;
    }
    const send = ({ type, object }: ModelEvent) =>
      this.#write(watch, { type, object });
    missed.forEach(send);
    const close = store.subscribe(send);
    this.#watches.add(watch);
    response.on('close', () => {
      close();
      this.#watches.delete(watch);
    });
  }

  #write({ response, muted }: OpenWatch, event: unknown) {
    if (this.hanging || muted || response.writableEnded) {
      return;
    }
    const bytes = Buffer.from(JSON.stringify(event) + this.lineEnd);
    this.cut(bytes).forEach(part => response.write(part));
  }
}
