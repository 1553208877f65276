import { stringify } from 'yaml';

/** One API server as a kubeconfig names it. */
export interface KubeconfigEntry {
  /** Name of the context and of the cluster. */
  name: string;
  url: string;
  /** PEM. */
  ca: string;
  user: string;
  token: string;
}

/** A kubeconfig with one context for each entry; the first one is current. */
export function renderKubeconfig(entries: readonly KubeconfigEntry[]): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': entries[0]?.name,
    clusters: entries.map(({ name, url, ca }) => ({
      name,
      cluster: {
        server: url,
        'certificate-authority-data': Buffer.from(ca).toString('base64'),
      },
    })),
    users: entries.map(({ name, user, token }) => ({
      name: `${user}@${name}`,
      user: { token },
    })),
    contexts: entries.map(({ name, user }) => ({
      name,
      context: { cluster: name, user: `${user}@${name}` },
    })),
  });
}
