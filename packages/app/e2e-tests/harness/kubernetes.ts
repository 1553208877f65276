import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, request, type APIRequestContext } from '@playwright/test';
import { sandboxDir } from './sandbox';

/** Server and token of a Kubernetes cluster, from the kubeconfig that the sandbox writes in one fixed shape. */
function readAccess(cluster: string) {
  const text = readFileSync(join(sandboxDir(), 'kubeconfig'), 'utf8');
  const find = (pattern: string) => new RegExp(pattern).exec(text)?.[1];
  const server = find(`- name: ${cluster}\\s+cluster:\\s+server: (\\S+)`);
  const token = find(`- name: admin@${cluster}\\s+user:\\s+token: (\\S+)`);
  if (!server || !token) {
    throw new Error(`The sandbox's kubeconfig has no access to ${cluster}`);
  }
  return { server, token };
}

/** Asks an API server of the sandbox as an administrator. */
async function withApi<T>(
  cluster: string,
  ask: (api: APIRequestContext) => Promise<T>,
): Promise<T> {
  const { server, token } = readAccess(cluster);
  const api = await request.newContext({
    baseURL: server,
    // The sandbox signs its certificates itself, anew for every folder.
    ignoreHTTPSErrors: true,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  try {
    return await ask(api);
  } finally {
    await api.dispose();
  }
}

/** One object as Kubernetes has it, read as an administrator. */
export function readInKubernetes(
  cluster: string,
  path: string,
): Promise<unknown> {
  return withApi(cluster, async api => (await api.get(path)).json());
}

/**
 * Creates a copy of an object under another name, as an administrator does; one that is left from a run before is taken as it is.
 *
 * @param from path of the object
 * @param into path of the list that the copy goes into
 */
export async function copyInKubernetes(
  cluster: string,
  from: string,
  into: string,
  name: string,
): Promise<void> {
  await withApi(cluster, async api => {
    const { apiVersion, kind, spec } = await (await api.get(from)).json();
    const answer = await api.post(into, {
      data: { apiVersion, kind, metadata: { name }, spec },
    });
    expect([201, 409]).toContain(answer.status());
  });
}

/** Names of the pods of a namespace, as Kubernetes has them at this moment. */
export function listPods(
  cluster: string,
  namespace: string,
): Promise<readonly string[]> {
  return withApi(cluster, async api => {
    const answer = await api.get(`/api/v1/namespaces/${namespace}/pods`);
    const { items } = await answer.json();
    return items.map(
      (pod: { metadata: { name: string } }) => pod.metadata.name,
    );
  });
}

/**
 * Deletes objects in Kubernetes, as an administrator does, and waits until they are gone: a journey that made a cluster leaves the
 * fleet as it was.
 *
 * @param paths of the objects at the API server; those that are absent already are passed over
 */
export async function deleteInKubernetes(
  cluster: string,
  paths: readonly string[],
): Promise<void> {
  await withApi(cluster, async api => {
    for (const path of paths) {
      const answer = await api.delete(path);
      expect([200, 202, 404]).toContain(answer.status());
    }
    for (const path of paths) {
      await expect
        .poll(async () => (await api.get(path)).status(), { timeout: 60_000 })
        .toBe(404);
    }
  });
}
