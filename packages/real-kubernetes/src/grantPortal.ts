import { portalObjects } from '@kafka-clusters/sandbox';
import type { ApiCaller } from './ApiCaller';

const PATHS: Record<string, string> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/namespaces/kafka-portal/serviceaccounts',
  ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
};

/** Gives the portal's account the rights that it has in the sandbox: without this it has none. */
export async function grantPortal(admin: ApiCaller): Promise<void> {
  for (const body of portalObjects()) {
    await admin.succeed('POST', PATHS[String(body.kind)], { body });
  }
}
