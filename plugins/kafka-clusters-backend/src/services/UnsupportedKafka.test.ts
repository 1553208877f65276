import { mockServices } from '@backstage/backend-test-utils';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { InMemoryKubernetes } from './__testUtils__/InMemoryKubernetes';
import { plainAdapter } from './__testUtils__/plainAdapter';
import { UnsupportedKafka } from './UnsupportedKafka';

const definitions = kubernetesResources.customResourceDefinitions;

describe('UnsupportedKafka', () => {
  let kubernetes: InMemoryKubernetes;
  let unsupported: UnsupportedKafka;

  beforeEach(() => {
    kubernetes = new InMemoryKubernetes();
    unsupported = UnsupportedKafka.create({
      gateway: kubernetes,
      adapters: [plainAdapter],
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(() => unsupported.stop());

  const define = (
    group: string,
    plural: string,
    versions: readonly unknown[],
    kubernetesCluster = 'dev',
  ) =>
    kubernetes.put(kubernetesCluster, definitions, {
      metadata: { name: `${plural}.${group}` },
      spec: { group, names: { plural, kind: 'Kafka' }, versions },
    });

  const put = (group: string, plural: string, ...names: string[]) =>
    names.forEach(name =>
      kubernetes.put(
        'dev',
        { group, version: 'v1', plural, kind: 'Kafka', namespaced: true },
        { metadata: { namespace: 'teams', name } },
      ),
    );

  const v1 = { name: 'v1', served: true, storage: true };

  it('names kind and version as they are served, and the objects in order', () => {
    define('kafka.strimzi.io', 'kafkas', [
      { name: 'v1beta2', served: true, storage: false },
      v1,
    ]);
    put('kafka.strimzi.io', 'kafkas', 'b', 'a');
    unsupported.start();
    expect(unsupported.list()).toEqual([
      {
        kubernetesCluster: 'dev',
        title: 'DEV',
        operator: 'Strimzi',
        group: 'kafka.strimzi.io',
        version: 'v1',
        kind: 'Kafka',
        state: 'known',
        count: 2,
        items: [
          { namespace: 'teams', name: 'a' },
          { namespace: 'teams', name: 'b' },
        ],
      },
    ]);
  });

  it('asks nothing where no known kind is served, nor of kinds that it does not know', () => {
    define('example.com', 'kafkas', [v1]);
    unsupported.start();
    expect(kubernetes.requests).toEqual([]);
    expect(unsupported.list()).toEqual([]);
  });

  it('leaves out what an adapter reads, and names the versions that none does', () => {
    define('kafka.banzaicloud.io', 'kafkaclusters', [
      { name: 'v1beta1', served: true, storage: true },
      { name: 'v2', served: true },
    ]);
    unsupported.start();
    expect(kubernetes.requests).toEqual([]);
    define('kafka.banzaicloud.io', 'kafkaclusters', [
      { name: 'v1beta1', served: false },
      { name: 'v2', served: true, storage: true },
    ]);
    put('kafka.banzaicloud.io', 'kafkaclusters', 'new');
    expect(unsupported.list()).toEqual([
      expect.objectContaining({
        version: 'v2',
        kind: 'KafkaCluster',
        count: 1,
      }),
    ]);
  });

  it('follows a version that changes, and a kind that goes', () => {
    unsupported.start();
    define('kafka.strimzi.io', 'kafkas', [{ ...v1, name: 'v1beta2' }]);
    define('kafka.strimzi.io', 'kafkas', [v1]);
    define('kafka.strimzi.io', 'kafkas', []);
    expect(kubernetes.requests).toEqual([
      'watch kafka.strimzi.io/v1beta2',
      'unwatch kafka.strimzi.io/v1beta2',
      'watch kafka.strimzi.io/v1',
      'unwatch kafka.strimzi.io/v1',
    ]);
  });

  it('says so where the account may not list them, and nothing where there is none', () => {
    kubernetes.forbidden.add('kafka.strimzi.io/kafkas');
    define('kafka.strimzi.io', 'kafkas', [v1]);
    define('kubedb.com', 'kafkas', [v1]);
    unsupported.start();
    expect(
      unsupported.list().map(({ operator, state }) => [operator, state]),
    ).toEqual([['Strimzi', 'forbidden']]);
  });

  it('takes no harm from a definition of any shape', () => {
    for (const spec of [undefined, 7, { group: 'kafka.strimzi.io' }]) {
      kubernetes.put('dev', definitions, {
        metadata: { name: 'kafkas.kafka.strimzi.io' },
        spec,
      });
    }
    define('kafka.strimzi.io', 'kafkas', [undefined, 7, { name: 7 }]);
    unsupported.start();
    expect(unsupported.list()).toEqual([]);
  });
});
