import type { InventoryItem } from '@kafka-clusters/plugin-kafka-clusters-common';
import { buildEntities } from './buildEntities';

const config = {
  unownedOwner: 'group:default/unknown',
  kubernetesClusterOwner: 'group:default/platform',
};

function item(overrides: Partial<InventoryItem> = {}): InventoryItem {
  return {
    entityName: 'dev.orders.orders',
    title: 'orders',
    ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'orders' },
    uid: 'u-1',
    owner: 'group:default/orders',
    operator: 'koperator',
    zookeeper: { namespace: 'orders', name: 'orders-zk' },
    ...overrides,
  };
}

function build(...items: InventoryItem[]) {
  const entities = buildEntities(
    { items, complete: ['dev'], configured: ['dev'] },
    config,
  );
  return Object.fromEntries(
    entities.map(entity => [entity.metadata.name, entity]),
  );
}

describe('buildEntities', () => {
  it('gives identity, owner and relations, and nothing that changes by itself', () => {
    expect(build(item())['dev.orders.orders']).toEqual({
      apiVersion: 'backstage.io/v1beta1',
      kind: 'Resource',
      metadata: {
        name: 'dev.orders.orders',
        title: 'orders',
        description: 'Kafka cluster in namespace orders of dev',
        annotations: {
          'backstage.io/managed-by-location': 'kafka-clusters:dev',
          'backstage.io/managed-by-origin-location': 'kafka-clusters:dev',
          'kafka-clusters.io/cluster': 'dev/orders/orders',
        },
      },
      spec: {
        type: 'kafka-cluster',
        owner: 'group:default/orders',
        dependsOn: ['resource:default/zookeeper_dev.orders.orders-zk'],
      },
    });
  });

  it('gives the ensemble the owner of its cluster, and the Kubernetes cluster that of the configuration', () => {
    const entities = build(item());
    expect(entities['zookeeper_dev.orders.orders-zk'].spec).toEqual({
      type: 'zookeeper-cluster',
      owner: 'group:default/orders',
    });
    expect(entities.dev.spec).toEqual({
      type: 'kubernetes-cluster',
      owner: 'group:default/platform',
    });
  });

  it.each([
    ['absent', undefined],
    ['no entity ref', 'group:default/a/b:c'],
    ['an empty ref', ':'],
  ])('does not hand a cluster to anybody when its owner is %s', (_, owner) => {
    expect(build(item({ owner }))['dev.orders.orders'].spec?.owner).toBe(
      'group:default/unknown',
    );
  });

  it('gives an ensemble of several owners to none of them', () => {
    const other = item({
      entityName: 'dev.orders.audit',
      ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'audit' },
      owner: 'group:default/payments',
    });
    const entities = build(item(), other);
    expect(Object.keys(entities)).toHaveLength(4);
    expect(entities['zookeeper_dev.orders.orders-zk'].spec?.owner).toBe(
      'group:default/unknown',
    );
  });

  it('leaves out the ensemble of a cluster without ZooKeeper', () => {
    const entities = build(item({ zookeeper: undefined }));
    expect(entities['dev.orders.orders'].spec?.dependsOn).toEqual([]);
    expect(Object.keys(entities)).toEqual(['dev', 'dev.orders.orders']);
  });

  it('hides the name of the ensemble where the name of the cluster is hidden', () => {
    const names = Object.keys(build(item({ entityName: 'kafka-0f3a' })));
    expect(names.join(' ')).not.toMatch(/orders/);
    expect(names).toHaveLength(3);
  });

  it('never gives an ensemble the name of a cluster, nor two the same, nor one above 63 characters', () => {
    const name = 'a'.repeat(60);
    const entities = build(
      item({ zookeeper: { namespace: 'orders', name: `${name}-x` } }),
      item({
        entityName: 'dev.orders.b',
        ref: { kubernetesCluster: 'dev', namespace: 'orders', name: 'b' },
        zookeeper: { namespace: 'orders', name: `${name}-y` },
      }),
    );
    expect(Object.keys(entities)).toHaveLength(5);
    Object.keys(entities).forEach(each =>
      expect(each.length).toBeLessThanOrEqual(63),
    );
  });
});
