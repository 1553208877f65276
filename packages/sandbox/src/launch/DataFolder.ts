import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
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
  static open(folder: string, options?: { reset?: boolean }): DataFolder {
    const data = new DataFolder(path.resolve(folder));
    fs.mkdirSync(data.folder, { recursive: true, mode: 0o700 });
    data.lock();
    if (options?.reset) {
      data.clear();
      data.lock();
    }
    return data;
  }

  pathOf(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  /** The identity of the last start, or a new one. */
  async identity(): Promise<SandboxIdentity> {
    const file = this.pathOf('identity.json');
    if (fs.existsSync(file)) {
      return readIdentity(fs.readFileSync(file, 'utf8'), file);
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

  private lock(): void {
    const file = this.pathOf('pid');
    const holder = fs.existsSync(file)
      ? Number(fs.readFileSync(file, 'utf8'))
      : undefined;
    if (holder && holder !== process.pid && isRunning(holder)) {
      throw new Error(
        `another sandbox (process ${holder}) uses this data folder; stop it or give another --data-dir`,
      );
    }
    fs.writeFileSync(file, String(process.pid), { mode: 0o600 });
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
