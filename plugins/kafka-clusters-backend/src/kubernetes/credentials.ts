import { readFile, stat } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import type { KubernetesClusterConfig } from './types';

type Connection = KubernetesClusterConfig['connection'];
type ConnectionOf<T extends Connection['type']> = Extract<
  Connection,
  { type: T }
>;

/** Where an API server is, how to trust it, and how to be trusted by it. */
export interface ApiEndpoint {
  /** Without a trailing slash; may have a path (a proxy in front). */
  readonly server: string;
  readonly tls: {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  readonly headers: Readonly<Record<string, string>>;
}

/** Loads the endpoint of one Kubernetes cluster. */
export interface CredentialsSource {
  /** Reads what may have changed. Rejects when there are no usable credentials. */
  load(): Promise<ApiEndpoint>;
  /** Forgets what is remembered; the next load starts from the beginning. */
  reset(): void;
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

function checkEndpoint(endpoint: ApiEndpoint): ApiEndpoint {
  const url = URL.canParse(endpoint.server)
    ? new URL(endpoint.server)
    : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    throw new InputError(
      'The address of the API server must be a plain http or https URL',
    );
  }
  if (
    url.protocol === 'http:' &&
    endpoint.headers.authorization &&
    !isLoopback(url.hostname)
  ) {
    throw new InputError(
      'A token is not sent over http to another machine; use https',
    );
  }
  return { ...endpoint, server: endpoint.server.replace(/\/+$/, '') };
}

function toHeaders(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const given: Record<string, unknown> = { ...options.headers };
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string') {
      headers[name.toLowerCase()] = value.trim();
    }
  }
  if (options.auth) {
    const basic = Buffer.from(options.auth).toString('base64');
    headers.authorization = `Basic ${basic}`;
  }
  return headers;
}

function toTlsPart(value: unknown): string | Buffer | undefined {
  return typeof value === 'string' || Buffer.isBuffer(value)
    ? value
    : undefined;
}

async function toEndpoint(config: KubeConfig): Promise<ApiEndpoint> {
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new InputError('The kubeconfig has no such context or cluster');
  }
  if (cluster.proxyUrl) {
    // Going around a proxy that somebody asked for would be worse than saying so.
    throw new InputError('A proxy-url in the kubeconfig is not supported');
  }
  const options: RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  return checkEndpoint({
    server: cluster.server,
    tls: {
      ca: toTlsPart(options.ca),
      cert: toTlsPart(options.cert),
      key: toTlsPart(options.key),
      servername: cluster.tlsServerName ?? options.servername,
      rejectUnauthorized: options.rejectUnauthorized,
    },
    headers: toHeaders(options),
  });
}

async function newKubeConfig(): Promise<KubeConfig> {
  // Loaded late: the library is large, ESM only, and not needed for a URL.
  const { KubeConfig: Loaded } = await import('@kubernetes/client-node');
  return new Loaded();
}

function allowLoopbackHttp(config: KubeConfig): void {
  const cluster = config.getCurrentCluster();
  const url =
    cluster && URL.canParse(cluster.server)
      ? new URL(cluster.server)
      : undefined;
  if (cluster && url?.protocol === 'http:' && isLoopback(url.hostname)) {
    // The library refuses every http server, `kubectl proxy` included.
    config.clusters = config.clusters.map(item =>
      item === cluster ? { ...item, skipTLSVerify: true } : item,
    );
  }
}

function fromKubeconfig(
  connection: ConnectionOf<'kubeconfig'>,
): CredentialsSource {
  let loaded: { config: KubeConfig; changedAt: number } | undefined;
  return {
    load: async () => {
      const changedAt = (await stat(connection.path)).mtimeMs;
      if (loaded?.changedAt !== changedAt) {
        const config = await newKubeConfig();
        // One half-written entry must not take the others along; kubectl passes over it too.
        config.loadFromFile(connection.path, { onInvalidEntry: 'filter' });
        if (connection.context !== undefined) {
          config.setCurrentContext(connection.context);
        }
        allowLoopbackHttp(config);
        loaded = { config, changedAt };
      }
      return toEndpoint(loaded.config);
    },
    reset: () => {
      loaded = undefined;
    },
  };
}

function fromServiceAccount(): CredentialsSource {
  let config: KubeConfig | undefined;
  return {
    load: async () => {
      if (!config) {
        config = await newKubeConfig();
        config.loadFromCluster();
      }
      return toEndpoint(config);
    },
    reset: () => {
      config = undefined;
    },
  };
}

function fromUrl(connection: ConnectionOf<'url'>): CredentialsSource {
  return {
    load: async () => {
      const { url, caData, token, tokenFile } = connection;
      const current = tokenFile
        ? (await readFile(tokenFile, 'utf8')).trim()
        : token;
      return checkEndpoint({
        server: url,
        tls: { ca: caData },
        headers: current ? { authorization: `Bearer ${current}` } : {},
      });
    },
    reset: () => {},
  };
}

/** The source for a connection of the configuration. Nothing is read yet. */
export function createCredentialsSource(
  connection: Connection,
): CredentialsSource {
  switch (connection.type) {
    case 'kubeconfig':
      return fromKubeconfig(connection);
    case 'in-cluster':
      return fromServiceAccount();
    default:
      return fromUrl(connection);
  }
}
