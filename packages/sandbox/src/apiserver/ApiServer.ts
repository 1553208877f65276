import { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { deniedText, RbacAuthorizer } from './auth/RbacAuthorizer';
import { ANONYMOUS, TokenAuthenticator, TokenUser } from './auth/tokens';
import { bootstrap } from './bootstrap';
import { Caller, ServerContext } from './context';
import { startSystemControllers } from './system/systemControllers';
import { ensureObject } from './system/systemWrites';
import { ApiServerFaults } from './faults';
import { handleFaults } from './http/faultsHandler';
import { handlePlain } from './http/plainHandler';
import { sendStatus } from './http/respond';
import { handleResource } from './handlers/resourceHandler';
import { JsonObject } from './json';
import { PodLogSource } from './logs';
import { ResourceRegistry } from './registry/ResourceRegistry';
import { parseTarget } from './requestInfo';
import { ServedObjects } from './ServedObjects';
import { StatusError, unauthorized } from './status';
import { Journal } from './storage/Journal';
import { VersionedStore } from './storage/VersionedStore';

/** What an API server is made of. */
export interface ApiServerOptions {
  /** PEM. */
  certificate: string;
  /** PEM. */
  key: string;
  users: readonly TokenUser[];
  /** Where objects are kept; in memory only when absent. */
  dataDir?: string;
  logs?: PodLogSource;
  /** How many changes watches can go back. */
  historySize?: number;
  /** Objects that are there from the first moment. */
  objects?: readonly JsonObject[];
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** A new server begins here, so that revision 1 is too old, as on a real one. */
const FIRST_REVISION = 100;

/** A Kubernetes-compatible API server on loopback. */
export class ApiServer {
  readonly faults = ApiServerFaults.create();
  private readonly context: ServerContext;
  private readonly authorizer: RbacAuthorizer;
  private readonly authenticator: TokenAuthenticator;
  private readonly journal: Journal | undefined;
  private readonly server: https.Server;
  private readonly stopControllers: () => void;

  private constructor(options: ApiServerOptions) {
    const store = VersionedStore.create({ historySize: options.historySize });
    store.restore(FIRST_REVISION, []);
    this.journal = options.dataDir
      ? Journal.open(store, options.dataDir)
      : undefined;
    this.context = {
      store,
      registry: ResourceRegistry.create(),
      served: ServedObjects.create(),
      faults: this.faults,
      logs: options.logs,
      now: () => new Date(),
    };
    this.authorizer = RbacAuthorizer.create(store);
    this.authenticator = TokenAuthenticator.create(options.users);
    this.stopControllers = startSystemControllers(this.context);
    bootstrap(this.context);
    options.objects?.forEach(object => ensureObject(this.context, object));
    this.server = https.createServer(
      { cert: options.certificate, key: options.key, keepAliveTimeout: 60_000 },
      (request, response) => this.handle(request, response),
    );
    // Watches last as long as they ask for.
    this.server.requestTimeout = 0;
    this.server.timeout = 0;
  }

  /** Prepares a server; {@link ApiServer.listen} starts it. */
  static create(options: ApiServerOptions): ApiServer {
    return new ApiServer(options);
  }

  /**
   * Starts on 127.0.0.1.
   * @param port - 0 for any free one
   * @returns the port
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every connection and the server. */
  async close(): Promise<void> {
    this.faults.heal();
    this.stopControllers();
    const closed = new Promise<void>(resolve =>
      this.server.close(() => resolve()),
    );
    this.server.closeAllConnections();
    await closed;
    this.journal?.close();
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => response.destroy());
    this.answer(request, response).catch((error: unknown) => {
      if (error instanceof StatusError) {
        sendStatus(response, error);
        return;
      }
      const text = error instanceof Error ? error.message : String(error);
      sendStatus(
        response,
        new StatusError({ code: 500, reason: 'InternalError', message: text }),
      );
    });
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const target = parseTarget(request.url ?? '/');
    if (target.path === '/sandbox/faults') {
      await handleFaults(
        this.faults,
        this.authenticate(request, { evenRevoked: true }),
        request,
        response,
      );
      return;
    }
    await this.suffer();
    const caller = this.authenticate(request);
    const { resource } = target;
    if (!resource) {
      this.requirePath(caller, target.path, request.method ?? 'GET');
      handlePlain(this.context, target.path, request, response);
      return;
    }
    await handleResource({
      context: this.context,
      authorizer: this.authorizer,
      caller,
      target,
      path: resource,
      request,
      response,
    });
  }

  /** Goes through the faults that are set. */
  private async suffer(): Promise<void> {
    await this.faults.whenAwake();
    const { delayMs, refuse } = this.faults.current();
    if (delayMs) {
      await new Promise(resolve => {
        setTimeout(resolve, delayMs);
      });
    }
    if (refuse) {
      throw new StatusError({
        code: refuse.status,
        reason: REASONS[refuse.status] ?? 'InternalError',
        message:
          refuse.message ??
          'the server is currently unable to handle the request',
        details:
          refuse.retryAfterSeconds === undefined
            ? {}
            : { retryAfterSeconds: refuse.retryAfterSeconds },
      });
    }
  }

  private authenticate(
    request: IncomingMessage,
    options?: { evenRevoked: boolean },
  ): Caller {
    const header = request.headers.authorization;
    if (!header) {
      return ANONYMOUS;
    }
    const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
    const caller = token ? this.authenticator.find(token) : undefined;
    const revoked = this.faults.current().revokedUsers ?? [];
    if (!caller || (!options?.evenRevoked && revoked.includes(caller.name))) {
      throw unauthorized();
    }
    return caller;
  }

  private requirePath(caller: Caller, path: string, method: string): void {
    const verb = method.toLowerCase();
    const access = { verb, path };
    if (!this.authorizer.allows(caller, access)) {
      throw new StatusError({
        code: 403,
        reason: 'Forbidden',
        message: `forbidden: ${deniedText(caller, access)}`,
        details: {},
      });
    }
  }
}
