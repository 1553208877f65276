import type { OperatorAdapter } from '@kafka-clusters/plugin-kafka-clusters-node';
import { as, orders } from '../__testUtils__/people';
import { kafkaClusters, plainAdapter } from '../__testUtils__/plainAdapter';
import { createScene, putNamespace, type Scene } from '../__testUtils__/scene';

const oldClusters = { ...kafkaClusters, group: 'old.example.org' };

/** Reads clusters of another group, and makes none. */
function createReader(): OperatorAdapter {
  const { render: _, renders: __, ...reads } = plainAdapter;
  return {
    ...reads,
    id: 'koperator-0.5',
    clusterResource: oldClusters,
    watches: [oldClusters],
  };
}

const ref = { kubernetesCluster: 'dev', namespace: 'shared', name: 'old' };
const petra = { credentials: as('petra') };

describe('the copy of a link in the custom resource', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await createScene({ adapters: [plainAdapter, createReader()] });
    putNamespace(scene.kubernetes, 'dev', 'shared');
    scene.kubernetes.put('dev', oldClusters, {
      metadata: { name: ref.name, namespace: ref.namespace },
      spec: {},
      status: {},
    });
  });

  afterEach(() => scene.stop());

  it('is not made where the adapter only reads: the link is in our database alone', async () => {
    expect(await scene.owners.linkOwner(ref, { owner: orders }, petra)).toBe(
      'read-only',
    );
    const { ownership } = await scene.ownership.getOwnership(ref, {
      credentials: as('dana'),
    });
    expect(ownership).toEqual({
      state: 'owned',
      owner: orders,
      source: 'link',
    });
    expect(
      scene.kubernetes.find({ ...ref, resource: oldClusters })?.metadata
        .annotations,
    ).toBeUndefined();
  });
});
