import { join } from 'node:path';

/** Where everything of one control plane is. */
export interface Layout {
  /** Its own folder, removed in the end. */
  readonly folder: string;
  /** Folder of the programs. */
  readonly binaries: string;
  readonly ports: {
    readonly etcd: number;
    readonly etcdPeer: number;
    readonly server: number;
  };
}

/** How etcd is started: nothing of it has to survive the machine, so it does not wait for the disk. */
export function etcdArguments({ folder, ports }: Layout): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

/** How the API server is started. */
export function apiServerArguments({ folder, ports }: Layout): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${ports.server}`,
    `--cert-dir=${folder}`,
    `--tls-cert-file=${join(folder, 'server.crt')}`,
    `--tls-private-key-file=${join(folder, 'server.key')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    `--service-account-key-file=${join(folder, 'service-accounts.key')}`,
    `--service-account-signing-key-file=${join(
      folder,
      'service-accounts.key',
    )}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--authorization-mode=RBAC',
    // No kubelet: a pod of a test needs no token in a volume.
    '--disable-admission-plugins=ServiceAccount',
    // Loopback is no address that a Service may lead to.
    '--endpoint-reconciler-type=none',
    '--profiling=false',
  ];
}

/** How the controller manager is started: with what the product relies on, and no more. */
export function controllerManagerArguments({ folder }: Layout): string[] {
  return [
    `--kubeconfig=${join(folder, 'kubeconfig')}`,
    `--controllers=${[
      'garbage-collector-controller',
      'namespace-controller',
      // Without it no volume claim ever goes: admission gives each a finalizer.
      'persistentvolumeclaim-protection-controller',
      'resourcequota-controller',
      'serviceaccount-controller',
    ].join(',')}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    '--secure-port=0',
    `--service-account-private-key-file=${join(
      folder,
      'service-accounts.key',
    )}`,
  ];
}
