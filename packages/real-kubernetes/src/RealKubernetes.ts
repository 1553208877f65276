import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiCaller, type ApiAddress, type JsonObject } from './ApiCaller';
import {
  apiServerArguments,
  controllerManagerArguments,
  etcdArguments,
  type Layout,
} from './arguments';
import { installDefinitions } from './definitions';
import { findFreePorts } from './freePorts';
import { Guardian, type GuardedProcess } from './Guardian';
import { writeCredentials } from './credentials';

/** How a control plane is to be started. */
export interface RealKubernetesOptions {
  /** Folder with the programs; that of `KUBEBUILDER_ASSETS` by default. */
  readonly binaries?: string;
  /**
   * CustomResourceDefinitions that are there before the controllers start:
   * the garbage collector looks for new types every half minute only.
   */
  readonly definitions?: readonly JsonObject[];
  /** Without the controller manager: an API server alone. */
  readonly controllers?: boolean;
}

const PATIENCE_MS = 60_000;

/**
 * A real etcd, kube-apiserver and (unless told otherwise)
 * kube-controller-manager with garbage collection, namespaces, quotas and
 * service accounts, on free ports of loopback, in a folder of their own.
 */
export class RealKubernetes {
  /** As an administrator. */
  readonly admin: ApiCaller;
  private apiServer: GuardedProcess | undefined;

  private constructor(
    private readonly guardian: Guardian,
    private readonly layout: Layout,
    private readonly tokens: Readonly<Record<'admin' | 'portal', string>>,
    /** Authority of the server's certificate, PEM. */
    readonly caData: string,
  ) {
    this.admin = ApiCaller.create(this.addressOf('admin'));
  }

  /** Starts it and resolves when it is ready, in some five seconds. */
  static async start(
    options: RealKubernetesOptions = {},
  ): Promise<RealKubernetes> {
    const binaries = options.binaries ?? process.env.KUBEBUILDER_ASSETS ?? '';
    if (!existsSync(join(binaries, 'kube-apiserver'))) {
      throw new Error(
        'KUBEBUILDER_ASSETS names no folder with etcd and kube-apiserver; run the tests with `yarn test:real`, which provides one.',
      );
    }
    const folder = mkdtempSync(join(tmpdir(), 'kafka-clusters-kubernetes-'));
    const guardian = Guardian.start(folder);
    try {
      const [etcd, etcdPeer, server] = await findFreePorts(3);
      const layout = { folder, binaries, ports: { etcd, etcdPeer, server } };
      const { tokens, caData } = await writeCredentials(layout);
      const kubernetes = new RealKubernetes(guardian, layout, tokens, caData);
      await kubernetes.begin(options);
      return kubernetes;
    } catch (error) {
      await guardian.stop();
      throw error;
    }
  }

  get url(): string {
    return `https://127.0.0.1:${this.layout.ports.server}`;
  }

  /** A kubeconfig of the administrator, for kubectl and the like. */
  get kubeconfigPath(): string {
    return join(this.layout.folder, 'kubeconfig');
  }

  /** Where a person's requests go; the portal has the rights that a Role gives it and no other. */
  addressOf(user: 'admin' | 'portal'): ApiAddress & { readonly token: string } {
    return { url: this.url, caData: this.caData, token: this.tokens[user] };
  }

  /** Ends the API server as a power cut would. */
  async kill9ApiServer(): Promise<void> {
    const killed = this.apiServer;
    if (killed) {
      this.apiServer = undefined;
      process.kill(killed.pid, 'SIGKILL');
      await killed.ended;
    }
  }

  /** Starts the API server anew on its port and data, after the old one is killed. */
  async restartApiServer(): Promise<void> {
    await this.kill9ApiServer();
    await this.startApiServer();
  }

  /** Ends everything and removes the folder. */
  async stop(): Promise<void> {
    this.admin.close();
    await this.guardian.stop();
  }

  private async begin(options: RealKubernetesOptions): Promise<void> {
    await this.run('etcd', etcdArguments(this.layout));
    await this.startApiServer();
    await installDefinitions(this.admin, options.definitions ?? []);
    if (options.controllers !== false) {
      await this.run(
        'kube-controller-manager',
        controllerManagerArguments(this.layout),
      );
    }
  }

  private async startApiServer(): Promise<void> {
    const server = await this.run(
      'kube-apiserver',
      apiServerArguments(this.layout),
    );
    this.apiServer = server;
    let end: string | undefined;
    server.ended.then(code => {
      end = code;
    });
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.isReady())) {
      if (end !== undefined || Date.now() > deadline) {
        throw new Error(
          `The API server is not ready (${
            end ?? 'it takes too long'
          }):\n${this.lastLines('kube-apiserver')}`,
        );
      }
      await sleep(100);
    }
  }

  private async isReady(): Promise<boolean> {
    return this.admin.call('GET', '/readyz').then(
      ({ code }) => code === 200,
      () => false,
    );
  }

  private run(name: string, args: readonly string[]): Promise<GuardedProcess> {
    return this.guardian.start(
      join(this.layout.binaries, name),
      args,
      this.logOf(name),
    );
  }

  private logOf(name: string): string {
    return join(this.layout.folder, `${name}.log`);
  }

  private lastLines(name: string): string {
    const lines = readFileSync(this.logOf(name), 'utf8').trim().split('\n');
    return lines.slice(-15).join('\n');
  }
}
