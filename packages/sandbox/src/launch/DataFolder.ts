import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { isObject } from '../apiserver/json';
import { createCertificates, SandboxCertificates } from '../tls/certificates';

/** Names of the two API servers. */
export const CLUSTER_NAMES = ['dev', 'prod'] as const;

/** `dev` or `prod`. */
export type ClusterName = (typeof CLUSTER_NAMES)[number];

/** Tokens of one API server. */
export interface ClusterTokens {
  admin: string;
  portal: string;
}

/** What a sandbox keeps between two starts, beside the objects. */
export interface SandboxIdentity {
  certificates: SandboxCertificates;
  tokens: Record<ClusterName, ClusterTokens>;
  /** Ports of the last start. */
  ports?: Record<ClusterName, number>;
}

/** The folder of a sandbox; everything in it is readable by its owner alone. */
export class DataFolder {
  private constructor(readonly folder: string) {}

  /**
   * Opens (and makes) the folder for this process alone.
   * @throws Error when another running sandbox uses it
   */
  static async open(
    folder: string,
    options?: { reset?: boolean },
  ): Promise<DataFolder> {
    const data = new DataFolder(path.resolve(folder));
    fs.mkdirSync(data.folder, { recursive: true, mode: 0o700 });
    await data.requireUnused();
    if (options?.reset) {
      data.clear();
    }
    data.write('pid', String(process.pid));
    return data;
  }

  pathOf(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  /** The identity of the last start, or a new one. */
  async identity(): Promise<SandboxIdentity> {
    const text = this.read('identity.json');
    if (text !== undefined) {
      return readIdentity(text, this.pathOf('identity.json'));
    }
    const identity = await createIdentity();
    this.save(identity);
    return identity;
  }

  save(identity: SandboxIdentity): void {
    this.write('identity.json', JSON.stringify(identity, undefined, 2));
  }

  write(name: string, text: string): void {
    const file = this.pathOf(name);
    fs.writeFileSync(`${file}.new`, text, { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }

  /** Lets another process use the folder. */
  release(): void {
    fs.rmSync(this.pathOf('pid'), { force: true });
  }

  private clear(): void {
    // Only what a sandbox makes: a wrong --data-dir must not cost anybody's files.
    const own = [
      'identity.json',
      'kubeconfig',
      'portal.kubeconfig',
      'pid',
      ...CLUSTER_NAMES,
    ];
    for (const name of own) {
      fs.rmSync(this.pathOf(name), { recursive: true, force: true });
    }
  }

  private async requireUnused(): Promise<void> {
    const holder = Number(this.read('pid'));
    if (!holder || holder === process.pid || !isRunning(holder)) {
      return;
    }
    // After a crash somebody else may have got the number of the process, so
    // only one that also answers on the port of the sandbox counts.
    const identity = this.read('identity.json');
    const ports = identity && readIdentity(identity, this.folder).ports;
    if (ports && (await answers(ports.dev))) {
      throw new Error(
        `another sandbox (process ${holder}) uses this data folder; stop it or give another --data-dir`,
      );
    }
  }

  private read(name: string): string | undefined {
    const file = this.pathOf(name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  }
}

/** A new authority and new tokens. */
export async function createIdentity(): Promise<SandboxIdentity> {
  const token = () => randomBytes(24).toString('base64url');
  return {
    certificates: await createCertificates(),
    tokens: {
      dev: { admin: token(), portal: token() },
      prod: { admin: token(), portal: token() },
    },
  };
}

function readIdentity(text: string, file: string): SandboxIdentity {
  const data: unknown = JSON.parse(text);
  if (
    !isObject(data) ||
    !isObject(data.certificates) ||
    !isObject(data.tokens)
  ) {
    throw new Error(`${file} is damaged; start once with --reset`);
  }
  return data as unknown as SandboxIdentity;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
