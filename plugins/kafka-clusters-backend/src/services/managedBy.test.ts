import type {
  KubernetesManagedFields,
  KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { ObjectParser } from '../kubernetes/ObjectParser';
import { plainAdapter } from './__testUtils__/plainAdapter';
import { readManagedBy } from './managedBy';
import { listWatchedResources } from './resources';

/** An object as the cache of clusters keeps it. */
function cached(metadata: Partial<KubernetesObject['metadata']>) {
  const [resource] = listWatchedResources([plainAdapter]);
  const parser = new ObjectParser({ resource, onPoison: () => undefined });
  const object = parser.parse({
    metadata: { name: 'stream', namespace: 'orders', ...metadata },
    spec: {},
  });
  if (!object) {
    throw new Error('The object was put aside');
  }
  return object;
}

/** Somebody who wrote the specification. */
const wrote = (manager: string): KubernetesManagedFields => ({
  manager,
  operation: 'Update',
  time: '2026-11-24T10:00:00Z',
  fieldsV1: { 'f:spec': { 'f:brokers': {} } },
});

const byManagers = (...managers: string[]) =>
  cached({ managedFields: managers.map(wrote) });

describe('readManagedBy', () => {
  it.each([
    'kubectl',
    'kubectl-create',
    'kubectl-client-side-apply',
    'kubectl-edit',
    'kubectl-patch',
    'kubectl-replace',
  ])('tells that %s wrote the cluster', manager => {
    expect(readManagedBy(byManagers('manager', manager))).toEqual({
      kind: 'kubectl',
      manager,
    });
  });

  it.each([
    [byManagers('argocd-controller', 'kubectl-edit'), 'argocd-controller'],
    [
      byManagers('argocd-application-controller'),
      'argocd-application-controller',
    ],
    [byManagers('kustomize-controller'), 'kustomize-controller'],
    [byManagers('helm', 'helm-controller'), 'helm-controller'],
    [
      cached({ annotations: { 'argocd.argoproj.io/tracking-id': 'a:b' } }),
      'argocd',
    ],
    [cached({ labels: { 'argocd.argoproj.io/instance': 'kafka' } }), 'argocd'],
    [cached({ labels: { 'kustomize.toolkit.fluxcd.io/name': 'x' } }), 'flux'],
    [cached({ labels: { 'helm.toolkit.fluxcd.io/name': 'x' } }), 'flux'],
  ])('tells GitOps before all others (%#)', (object, manager) => {
    expect(readManagedBy(object)).toEqual({ kind: 'gitops', manager });
  });

  it('tells this portal by the mark of its request, also after an edit', () => {
    const object = cached({
      annotations: { 'kafka-clusters.io/request': 'r-1' },
      managedFields: [wrote('kubectl-edit')],
    });
    expect(readManagedBy(object)).toEqual({
      kind: 'portal',
      manager: 'kafka-clusters',
    });
  });

  it.each([
    [cached({ annotations: { 'meta.helm.sh/release-name': 'kafka' } }), 'Helm'],
    [byManagers('helm', 'kubectl-edit'), 'Helm'],
    [cached({ labels: { 'app.kubernetes.io/managed-by': 'Helm' } }), 'Helm'],
    [
      cached({
        labels: { 'app.kubernetes.io/managed-by': 'pulumi' },
        managedFields: [wrote('kubectl-edit')],
      }),
      'pulumi',
    ],
  ])('tells other tools by their name (%#)', (object, manager) => {
    expect(readManagedBy(object)).toEqual({ kind: 'other', manager });
  });

  it.each<[string, KubernetesManagedFields]>([
    [
      'wrote annotations',
      { ...wrote('kubectl-annotate'), fieldsV1: { 'f:metadata': {} } },
    ],
    ['wrote a status', { ...wrote('kubectl-edit'), subresource: 'status' }],
    ['is the operator', wrote('manager')],
    ['only sounds like it', wrote('kubectlish')],
    ['has no name', { operation: 'Update', fieldsV1: { 'f:spec': {} } }],
  ])('does not know it from somebody who %s', (_, entry) => {
    expect(readManagedBy(cached({ managedFields: [entry] }))).toEqual({
      kind: 'other',
    });
  });
});

describe('the cache', () => {
  it('keeps who wrote a cluster, without fields and times, and bounded', () => {
    expect(byManagers('kubectl-edit').metadata.managedFields).toEqual([
      { manager: 'kubectl-edit', operation: 'Update' },
    ]);
    const many = byManagers(...Array.from({ length: 500 }, (_, i) => `m${i}`));
    expect(many.metadata.managedFields).toHaveLength(20);
    const odd: unknown = { a: 1 };
    expect(
      cached({ managedFields: odd as KubernetesManagedFields[] }).metadata
        .managedFields,
    ).toEqual([]);
  });
});
