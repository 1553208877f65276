import {
  REQUEST_ANNOTATION,
  type ManagedBy,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';

/** Labels and annotations by which tools of GitOps know their objects. */
const gitOpsMarks: readonly (readonly [string, string])[] = [
  ['argocd.argoproj.io/tracking-id', 'argocd'],
  ['argocd.argoproj.io/instance', 'argocd'],
  ['kustomize.toolkit.fluxcd.io/name', 'flux'],
  ['helm.toolkit.fluxcd.io/name', 'flux'],
];

const gitOpsManager =
  /^(argocd-controller|argocd-application-controller|kustomize-controller|helm-controller)$/;
/** `kubectl` alone is what server-side apply and older versions call themselves. */
const kubectlManager = /^kubectl(-[a-z-]{1,40})?$/;

/**
 * Who writes the custom resource: the one whose next write would undo another's
 * comes first. A tool is known by its marks or by the fields of the
 * specification that it wrote; operators write there too and are nobody's tool.
 */
export function readManagedBy({ metadata }: KubernetesObject): ManagedBy {
  const marks = { ...metadata.labels, ...metadata.annotations };
  const managers = (metadata.managedFields ?? []).map(
    ({ manager }) => manager ?? '',
  );
  const gitOps =
    gitOpsMarks.find(([mark]) => marks[mark] !== undefined)?.[1] ??
    managers.find(manager => gitOpsManager.test(manager));
  if (gitOps !== undefined) {
    return { kind: 'gitops', manager: gitOps };
  }
  if (marks[REQUEST_ANNOTATION] !== undefined) {
    return { kind: 'portal', manager: 'kafka-clusters' };
  }
  if (
    marks['meta.helm.sh/release-name'] !== undefined ||
    managers.includes('helm')
  ) {
    return { kind: 'other', manager: 'Helm' };
  }
  const label = marks['app.kubernetes.io/managed-by'];
  if (label) {
    return { kind: 'other', manager: label };
  }
  const kubectl = managers.find(manager => kubectlManager.test(manager));
  return kubectl === undefined
    ? { kind: 'other' }
    : { kind: 'kubectl', manager: kubectl };
}
