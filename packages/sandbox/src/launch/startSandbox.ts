import { ApiServer } from '../apiserver/ApiServer';
import { parseTokenFile, TokenUser } from '../apiserver/auth/tokens';
import { ApiServerFaults } from '../apiserver/faults';
import { PodLogRelay } from '../apiserver/logs';
import { startControllers } from '../controllers';
import { createSampleFleet } from '../fleet';
import {
  CLUSTER_NAMES,
  ClusterName,
  createIdentity,
  DataFolder,
  SandboxIdentity,
} from './DataFolder';
import { renderKubeconfig } from './kubeconfig';
import { PORTAL_GROUPS, PORTAL_USER, portalObjects } from './portalAccess';

/** How a sandbox is to be started. */
export interface SandboxOptions {
  /** Where it keeps its state; in memory only when absent. */
  dataDir?: string;
  /** Begins anew. */
  reset?: boolean;
  /**
   * Ports of the API servers. Without them, those of the last start, or free
   * ones when they are taken.
   */
  ports?: Partial<Record<ClusterName, number>>;
  /** Makes the controllers' time faster. */
  speed?: number;
  /** Without the sample fleet. */
  empty?: boolean;
  /** Further users, in the format of kube-apiserver's token file. */
  tokenFile?: string;
  /** Without controllers: an API server alone. */
  controllers?: boolean;
}

/** One API server of a running sandbox. */
export interface SandboxCluster {
  name: ClusterName;
  url: string;
  /** The authority that signed its certificate, PEM. */
  caData: string;
  adminToken: string;
  portalToken: string;
  faults: ApiServerFaults;
}

/** A running sandbox. */
export interface Sandbox {
  clusters: Record<ClusterName, SandboxCluster>;
  /** Absent when nothing is kept on disk. */
  kubeconfigPath: string | undefined;
  portalKubeconfigPath: string | undefined;
  /** Fulfilled when the sample fleet has come to its state. */
  fleet: Promise<void>;
  stop(): Promise<void>;
}

interface Started {
  server: ApiServer;
  logs: PodLogRelay;
  cluster: SandboxCluster;
}

/** Starts both API servers, their controllers and (unless empty) the sample fleet. */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const folder =
    options.dataDir === undefined
      ? undefined
      : await DataFolder.open(options.dataDir, { reset: options.reset });
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) {
      await one();
    }
    folder?.release();
  };
  try {
    const identity = await (folder?.identity() ?? createIdentity());
    const started = await startServers(options, identity, folder, stops);
    const clusters = {
      dev: started.dev.cluster,
      prod: started.prod.cluster,
    };
    if (folder) {
      writeKubeconfigs(folder, clusters);
    }
    const alive = options.controllers !== false;
    if (alive) {
      await animate(options, started, stops);
    }
    return {
      clusters,
      kubeconfigPath: folder?.pathOf('kubeconfig'),
      portalKubeconfigPath: folder?.pathOf('portal.kubeconfig'),
      fleet:
        alive && !options.empty
          ? settleFleet(clusters, stops)
          : Promise.resolve(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServers(
  options: SandboxOptions,
  identity: SandboxIdentity,
  folder: DataFolder | undefined,
  stops: Array<() => Promise<void>>,
): Promise<Record<ClusterName, Started>> {
  const started: Partial<Record<ClusterName, Started>> = {};
  for (const name of CLUSTER_NAMES) {
    const one = await startServer(name, options, identity, folder);
    started[name] = one;
    stops.push(() => one.server.close());
  }
  const { dev, prod } = started;
  if (!dev || !prod) {
    throw new Error('an API server of the sandbox did not start');
  }
  const ports = { dev: portOf(dev), prod: portOf(prod) };
  folder?.save({ ...identity, ports });
  return { dev, prod };
}

/** Lets the sample fleet come to its state while the sandbox is already used. */
function settleFleet(
  clusters: Record<ClusterName, SandboxCluster>,
  stops: Array<() => Promise<void>>,
): Promise<void> {
  const abort = new AbortController();
  const fleet = createSampleFleet({ clusters, signal: abort.signal });
  const ended = fleet.catch(() => undefined);
  stops.push(() => {
    abort.abort();
    return ended;
  });
  return fleet;
}

/** Starts the controllers of both clusters. */
async function animate(
  options: SandboxOptions,
  started: Record<ClusterName, Started>,
  stops: Array<() => Promise<void>>,
): Promise<void> {
  await Promise.all(
    CLUSTER_NAMES.map(async name => {
      const { cluster, logs } = started[name];
      const controllers = await startControllers({
        url: cluster.url,
        ca: cluster.caData,
        token: cluster.adminToken,
        speed: options.speed ?? 1,
        clusterName: name,
        logs,
      });
      stops.push(async () => {
        // A server that hangs would let the controllers wait for its answer.
        cluster.faults.heal();
        await controllers.stop();
      });
    }),
  );
}

function portOf({ cluster }: Started): number {
  return Number(new URL(cluster.url).port);
}

async function startServer(
  name: ClusterName,
  options: SandboxOptions,
  identity: SandboxIdentity,
  folder: DataFolder | undefined,
): Promise<Started> {
  const { ca, certificate, key } = identity.certificates;
  const tokens = identity.tokens[name];
  const logs = PodLogRelay.create();
  const users: TokenUser[] = [
    {
      token: tokens.admin,
      name: 'kubernetes-admin',
      uid: 'kubernetes-admin',
      groups: ['system:masters'],
    },
    {
      token: tokens.portal,
      name: PORTAL_USER,
      uid: 'kafka-portal',
      groups: PORTAL_GROUPS,
    },
    ...parseTokenFile(options.tokenFile ?? ''),
  ];
  const server = ApiServer.create({
    certificate,
    key,
    users,
    logs,
    dataDir: folder?.pathOf(name),
    objects: portalObjects(),
  });
  const port = await listen(
    server,
    options.ports?.[name],
    identity.ports?.[name],
  );
  return {
    server,
    logs,
    cluster: {
      name,
      url: `https://127.0.0.1:${port}`,
      caData: ca,
      adminToken: tokens.admin,
      portalToken: tokens.portal,
      faults: server.faults,
    },
  };
}

/** The port that was asked for, or that of the last start, or a free one. */
async function listen(
  server: ApiServer,
  wanted: number | undefined,
  last: number | undefined,
): Promise<number> {
  if (wanted !== undefined) {
    return server.listen(wanted);
  }
  try {
    return await server.listen(last ?? 0);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') {
      throw error;
    }
    return server.listen(0);
  }
}

function writeKubeconfigs(
  folder: DataFolder,
  clusters: Record<ClusterName, SandboxCluster>,
): void {
  const render = (user: string, token: (of: SandboxCluster) => string) =>
    renderKubeconfig(
      CLUSTER_NAMES.map(name => ({
        name,
        url: clusters[name].url,
        ca: clusters[name].caData,
        user,
        token: token(clusters[name]),
      })),
    );
  folder.write(
    'kubeconfig',
    render('admin', of => of.adminToken),
  );
  folder.write(
    'portal.kubeconfig',
    render('portal', of => of.portalToken),
  );
}
