import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  pods,
  podsPath,
  startGateway,
  startModel,
  stopAll,
} from './__testUtils__/setup';
import { createCertificate } from './__testUtils__/certificate';
import { advanceUntil, ManualClock, waitFor } from './__testUtils__/clocks';
import { createCredentialsSource } from './credentials';
import type { KubernetesClusterConfig } from './types';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kafka-clusters-'));
});

afterEach(async () => {
  await stopAll();
  await rm(folder, { recursive: true });
});

type KubeconfigUser = Record<string, unknown>;

/** Kubeconfigs are YAML, and JSON is YAML. */
async function writeKubeconfig(
  server: string,
  ca: string | undefined,
  users: Record<string, KubeconfigUser>,
): Promise<string> {
  const path = join(folder, 'kubeconfig');
  const data = ca && Buffer.from(ca).toString('base64');
  const names = Object.keys(users);
  await writeFile(
    path,
    JSON.stringify({
      'current-context': names[0],
      clusters: [
        { name: 'c', cluster: { server, 'certificate-authority-data': data } },
      ],
      users: names.map(name => ({ name, user: users[name] })),
      contexts: names.map(name => ({
        name,
        context: { cluster: 'c', user: name },
      })),
    }),
  );
  return path;
}

async function startTls(token: string) {
  const tls = createCertificate();
  const server = await startModel({ tls });
  server.tokens = new Set([token]);
  server.store(podsPath).put('orders', 'kafka-0');
  return { server, ca: tls.cert };
}

async function startWith(
  connection: KubernetesClusterConfig['connection'],
  clock = new ManualClock(),
) {
  const gateway = await startGateway({
    kubernetesClusters: [{ name: 'dev', connection }],
    clock,
  });
  return { gateway, clock, status: () => gateway.listKubernetesClusters()[0] };
}

describe('a kubeconfig with entries that are not whole', () => {
  it('connects by those that are, and says of the others that they are none', async () => {
    const { server, ca } = await startTls('t');
    const path = await writeKubeconfig(server.url, ca, {
      whole: { token: 't' },
    });
    const config = JSON.parse(await readFile(path, 'utf8'));
    config.contexts.push({ name: 'half', context: { user: 'whole' } });
    config.clusters.push({ name: 'nowhere', cluster: {} });
    config.users.push({ user: {} });
    await writeFile(path, JSON.stringify(config));
    const load = (context: string) =>
      createCredentialsSource({ type: 'kubeconfig', path, context }).load();
    expect((await load('whole')).headers).toEqual({
      authorization: 'Bearer t',
    });
    await expect(load('half')).rejects.toThrow(/no such context or cluster/);
  });
});

describe('a URL with a CA and a token', () => {
  it('trusts that CA only', async () => {
    const { server, ca } = await startTls('good');
    const { gateway } = await startWith({
      type: 'url',
      url: `${server.url}/`,
      caData: ca,
      token: 'good',
    });
    await waitFor(() => gateway.list('dev', pods).length === 1);
    const other = await startWith({
      type: 'url',
      url: server.url,
      caData: createCertificate().cert,
      token: 'good',
    });
    await waitFor(() => other.status().state === 'unreachable');
    expect(other.status().detail).toMatch(/CERT|SIGN/);
  });

  it.each([
    ['http://kubernetes.example', 'A token is not sent over http'],
    ['http://127.0.0.1.example', 'A token is not sent over http'],
    ['ftp://127.0.0.1', 'plain http or https URL'],
    ['https://user:secret@kubernetes.example', 'plain http or https URL'],
    ['https://kubernetes.example?a=b', 'plain http or https URL'],
    ['kubernetes.example', 'plain http or https URL'],
  ])('refuses %s before any request', async (url, message) => {
    const source = createCredentialsSource({ type: 'url', url, token: 't' });
    await expect(source.load()).rejects.toThrow(message);
    const { status } = await startWith({ type: 'url', url, token: 't' });
    await waitFor(() => status().state === 'unauthorized');
    expect(status().detail).toContain(message);
    expect(status().detail).not.toContain('secret');
  });

  it('keeps the path of a proxy in front', async () => {
    const { server, ca } = await startTls('good');
    const { status } = await startWith({
      type: 'url',
      url: `${server.url}/k8s/clusters/c-1`,
      caData: ca,
      token: 'good',
    });
    await waitFor(() => status().state !== 'connecting');
    expect(server.requests.map(({ path }) => path)).toContain(
      '/k8s/clusters/c-1/api/v1/pods',
    );
  });
});

describe('a kubeconfig', () => {
  it('is used with the context that is named, or its own', async () => {
    const { server, ca } = await startTls('second');
    const path = await writeKubeconfig(server.url, ca, {
      one: { token: 'first' },
      two: { token: 'second' },
    });
    const own = await startWith({ type: 'kubeconfig', path });
    const named = await startWith({ type: 'kubeconfig', path, context: 'two' });
    const none = await startWith({ type: 'kubeconfig', path, context: 'no' });
    await waitFor(() => named.status().state === 'live');
    await waitFor(() => own.status().state === 'unauthorized');
    await waitFor(() => none.status().state === 'unauthorized');
    expect(none.status().detail).toBe(
      'The kubeconfig has no such context or cluster',
    );
  });

  it('says that it does not go through a proxy, and does not go around it', async () => {
    const { server, ca } = await startTls('first');
    const path = await writeKubeconfig(server.url, ca, {
      one: { token: 'first' },
    });
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace('"server"', '"proxy-url":"http://127.0.0.1:1","server"'),
    );
    const { status } = await startWith({ type: 'kubeconfig', path });
    await waitFor(() => status().state === 'unauthorized');
    expect(status().detail).toContain('proxy-url');
    expect(server.requests).toEqual([]);
  });

  it('is read again when it changed, address included', async () => {
    const first = await startTls('first');
    const path = await writeKubeconfig(first.server.url, first.ca, {
      one: { token: 'first' },
    });
    const { gateway, clock, status } = await startWith({
      type: 'kubeconfig',
      path,
    });
    await waitFor(() => status().state === 'live');
    const second = await startTls('second');
    // Resource versions of the other server would fit here, and mean another
    // history.
    second.server.store(podsPath).remove('orders', 'kafka-0');
    second.server.store(podsPath).put('orders', 'kafka-1');
    second.server.store(podsPath).compact();
    await writeKubeconfig(second.server.url, second.ca, {
      one: { token: 'second' },
    });
    first.server.hanging = true;
    first.server.resetConnections();
    await advanceUntil(clock, () => second.server.openWatches === 1, {
      limit: 130_000,
      step: 500,
    });
    expect(
      gateway.list('dev', pods).map(({ metadata }) => metadata.name),
    ).toEqual(['kafka-1']);
    expect(second.server.count('watch')).toBe(1);
  });

  it('runs an exec plugin, and again when its token is refused', async () => {
    const { server, ca } = await startTls('first');
    const script = join(folder, 'plugin.js');
    const print = (token: string) =>
      writeFile(
        script,
        `console.log(JSON.stringify({
          kind: 'ExecCredential',
          status: { token: '${token}', expirationTimestamp: '2999-01-01T00:00:00Z' },
        }))`,
      );
    await print('first');
    const path = await writeKubeconfig(server.url, ca, {
      one: {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: process.execPath,
          args: [script],
        },
      },
    });
    const { clock, status } = await startWith({ type: 'kubeconfig', path });
    await waitFor(() => status().state === 'live');
    await print('second');
    server.tokens = new Set(['second']);
    clock.advance(6_000);
    server.endWatches();
    await waitFor(
      () => server.count('watch') === 3 && server.openWatches === 1,
    );
    expect(status().state).toBe('live');
  });

  it('does not repeat what a failing exec plugin printed', async () => {
    const { server, ca } = await startTls('first');
    const path = await writeKubeconfig(server.url, ca, {
      one: {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: process.execPath,
          args: ['-e', 'console.error("canary-secret"); process.exit(1)'],
        },
      },
    });
    const { status } = await startWith({ type: 'kubeconfig', path });
    await waitFor(() => status().state === 'unauthorized');
    expect(JSON.stringify(status())).not.toContain('canary-secret');
    expect(status().detail).toContain('could not be loaded');
  });
});

describe('in a cluster', () => {
  it('says so when it is in none', async () => {
    const { status } = await startWith({ type: 'in-cluster' });
    await waitFor(() => status().state === 'unauthorized');
    expect(status().detail).toBe(
      'The credentials could not be loaded (ENOENT)',
    );
  });
});
