import { buildClusterEntityName } from './entityName';

const ref = { kubernetesCluster: 'dev', namespace: 'orders', name: 'stream' };

describe('buildClusterEntityName', () => {
  it('names the entity like the cluster', () => {
    expect(buildClusterEntityName(ref)).toBe('dev.orders.stream');
    expect(buildClusterEntityName(ref, 'plain')).toBe('dev.orders.stream');
  });

  it('cuts long names and keeps them apart', () => {
    const long = 'a'.repeat(60);
    const [one, other] = ['x', 'y'].map(end =>
      buildClusterEntityName({ ...ref, name: `${long}${end}` }),
    );
    expect(one).toHaveLength(63);
    expect(one).not.toBe(other);
  });

  it('tells nothing of the cluster when names are opaque', () => {
    // printf dev/orders/stream | sha256sum
    expect(buildClusterEntityName(ref, 'opaque')).toBe(
      'kafka-a3d224225f8521ef',
    );
  });
});
