import { parse } from 'yaml';
import { z } from 'zod';
import { ConnectionOptions } from '../client/HttpsConnection';
import { UsageError } from './commands';

const named = <T extends z.ZodType>(key: string, value: T) =>
  z.array(z.object({ name: z.string(), [key]: value }));

const kubeconfig = z.object({
  clusters: named(
    'cluster',
    z.object({
      server: z.string(),
      'certificate-authority-data': z.string(),
    }),
  ),
  contexts: named(
    'context',
    z.object({ cluster: z.string(), user: z.string() }),
  ),
  users: named('user', z.object({ token: z.string() })),
});

/**
 * Finds how to reach one cluster of a kubeconfig that the sandbox wrote.
 * @throws UsageError when there is no such context
 */
export function readConnection(
  text: string,
  context: string,
): ConnectionOptions {
  const config = kubeconfig.parse(parse(text));
  const names = config.contexts.map(one => one.name);
  const found = config.contexts.find(one => one.name === context)?.context as
    | { cluster: string; user: string }
    | undefined;
  if (!found) {
    throw new UsageError(
      `there is no Kubernetes cluster ${context}; there are ${names.join(
        ', ',
      )}`,
    );
  }
  const cluster = config.clusters.find(one => one.name === found.cluster)
    ?.cluster as
    | { server: string; 'certificate-authority-data': string }
    | undefined;
  const user = config.users.find(one => one.name === found.user)?.user as
    | { token: string }
    | undefined;
  if (!cluster || !user) {
    throw new Error(`The kubeconfig's context ${context} is not complete`);
  }
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
  return {
    url: cluster.server,
    ca: ca.toString('utf8'),
    token: user.token,
  };
}
