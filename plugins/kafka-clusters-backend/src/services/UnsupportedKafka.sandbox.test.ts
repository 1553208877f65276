import { mockServices } from '@backstage/backend-test-utils';
import {
  kubernetesResources,
  type KubernetesResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { startSandbox, type Sandbox } from '@kafka-clusters/sandbox';
import { builtInAdapters } from '../adapters';
import { DefaultKubernetesGateway } from '../kubernetes';
import { waitFor } from '../kubernetes/__testUtils__/clocks';
import { UnsupportedKafka } from './UnsupportedKafka';

const definitions = kubernetesResources.customResourceDefinitions;
const kafkas: KubernetesResource = {
  group: 'kafka.strimzi.io',
  version: 'v1beta2',
  plural: 'kafkas',
  kind: 'Kafka',
  namespaced: true,
};

describe('Kafka clusters of another operator in a living Kubernetes', () => {
  let sandbox: Sandbox;
  let admin: DefaultKubernetesGateway;
  let portal: DefaultKubernetesGateway;
  let unsupported: UnsupportedKafka;

  const connect = (token: 'adminToken' | 'portalToken') => {
    const { url, caData, ...cluster } = sandbox.clusters.dev;
    return DefaultKubernetesGateway.create({
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      kubernetesClusters: [
        {
          name: 'dev',
          connection: { type: 'url', url, caData, token: cluster[token] },
        },
      ],
      resources: [definitions],
    });
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ empty: true, controllers: false });
    admin = connect('adminToken');
    portal = connect('portalToken');
    unsupported = UnsupportedKafka.create({
      gateway: portal,
      adapters: builtInAdapters,
      logger: mockServices.logger.mock(),
    });
    unsupported.start();
    await portal.start();
  });

  afterAll(async () => {
    await unsupported.stop();
    await Promise.all([admin.stop(), portal.stop()]);
    await sandbox.stop();
  });

  it('come and go with their definition, without anybody asking', async () => {
    await admin.create('dev', definitions, {
      metadata: { name: 'kafkas.kafka.strimzi.io' },
      spec: {
        group: kafkas.group,
        scope: 'Namespaced',
        names: { plural: 'kafkas', singular: 'kafka', kind: 'Kafka' },
        versions: [
          {
            name: kafkas.version,
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        ],
      },
    });
    await admin.create('dev', kubernetesResources.namespaces, {
      metadata: { name: 'events' },
    });
    const metadata = { namespace: 'events', name: 'stream' };
    const location = {
      kubernetesCluster: 'dev',
      resource: kafkas,
      ...metadata,
    };
    await waitFor(() =>
      JSON.stringify(portal.list('dev', definitions)).includes('"Established"'),
    );
    await admin.create('dev', kafkas, {
      metadata,
      spec: { password: 'canary' },
    });
    await waitFor(() => unsupported.list()[0]?.count === 1);
    expect(unsupported.list()).toEqual([
      expect.objectContaining({
        operator: 'Strimzi',
        kind: 'Kafka',
        version: 'v1beta2',
        state: 'known',
        items: [metadata],
      }),
    ]);
    expect(portal.listKubernetesClusters()[0].resources).not.toHaveProperty(
      'kafka.strimzi.io/kafkas',
    );
    await admin.delete(location, {});
    await waitFor(() => unsupported.list().length === 0);
  });
});
