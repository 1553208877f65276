import type { Entity } from '@backstage/catalog-model';
import { buildLocationAnnotations } from './locations';
import { KubernetesClusterRelationProcessor } from './KubernetesClusterRelationProcessor';

async function process(entity: Entity) {
  const emit = jest.fn();
  const processor = new KubernetesClusterRelationProcessor();
  const location = { type: 'kafka-clusters', target: 'dev' };
  expect(await processor.postProcessEntity(entity, location, emit)).toBe(
    entity,
  );
  return emit.mock.calls.map(([result]) => result);
}

const resource = (name: string, annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1beta1',
  kind: 'Resource',
  metadata: { name, annotations },
});

describe('KubernetesClusterRelationProcessor', () => {
  it('relates a cluster to its Kubernetes cluster, and nothing back', async () => {
    const cluster = resource(
      'dev.orders.events',
      buildLocationAnnotations('dev'),
    );
    expect(await process(cluster)).toEqual([
      {
        type: 'relation',
        relation: {
          source: {
            kind: 'Resource',
            namespace: 'default',
            name: 'dev.orders.events',
          },
          type: 'dependsOn',
          target: { kind: 'Resource', namespace: 'default', name: 'dev' },
        },
      },
    ]);
  });

  it.each([
    [
      'the Kubernetes cluster itself',
      resource('dev', buildLocationAnnotations('dev')),
    ],
    ['what comes from elsewhere', resource('dev.orders.events')],
    [
      'another kind',
      {
        ...resource('shop', buildLocationAnnotations('dev')),
        kind: 'Component',
      },
    ],
  ])('says nothing of %s', async (_what, entity) => {
    expect(await process(entity)).toEqual([]);
  });
});
