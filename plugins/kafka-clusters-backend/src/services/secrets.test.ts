import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { as } from './__testUtils__/people';
import { zookeeperClusters } from './__testUtils__/plainAdapter';
import { createScene, putCluster, putTarget } from './__testUtils__/scene';

const CANARY = 'c4n4ry-S3cret';
const ref = { kubernetesCluster: 'dev', namespace: 'orders', name: 'stream' };

/** A cluster with a secret in every place that we know of, as the seed's custom resources have them. */
async function createCanaryScene() {
  const scene = await createScene();
  const { kubernetes } = scene;
  putTarget(kubernetes, 'dev', 'orders', 'orders');
  const spec = {
    readOnlyConfig: `sasl.jaas.config=x required \\\n password="${CANARY}";\n`,
    brokers: [
      { id: 0, brokerConfig: { envs: [{ name: 'TOKEN', value: CANARY }] } },
    ],
  };
  const uid = putCluster(kubernetes, 'dev', 'orders', 'stream', {
    spec,
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(spec),
      'banzaicloud.com/last-applied': `UEsDBB${CANARY}${'x'.repeat(60)}`,
    },
    metadata: {
      name: 'stream',
      namespace: 'orders',
      managedFields: [
        {
          manager: 'kubectl',
          operation: 'Update',
          fieldsV1: {
            'f:spec': {
              'f:brokers': { 'k:{"id":0}': { 'f:brokerConfig': {} } },
              'f:list': { [`v:"password=${CANARY}"`]: {} },
            },
          },
        },
      ],
    },
    status: {
      reasons: ['configuration-error'],
      state: 'x',
      message: `cannot log in with password=${CANARY}`,
    },
  }).metadata.uid;
  kubernetes.put('dev', zookeeperClusters, {
    metadata: { name: 'stream-zk', namespace: 'orders' },
    spec: { config: { additionalConfig: { superuserPassword: CANARY } } },
  });
  const pod = {
    metadata: {
      name: 'stream-0-aaaaa',
      namespace: 'orders',
      labels: { kafka_cr: 'stream', brokerId: '0' },
    },
    status: { reason: 'Error', message: `exit: token=${CANARY}` },
  };
  kubernetes.put('dev', kubernetesResources.pods, pod);
  kubernetes.put('dev', kubernetesResources.events, {
    metadata: { name: 'e', namespace: 'orders' },
    involvedObject: { kind: 'KafkaCluster', name: 'stream', uid },
    reason: 'Failed',
    message: `pull https://user:${CANARY}@registry.example.com failed`,
  });
  kubernetes.remove({
    ...ref,
    resource: kubernetesResources.pods,
    name: 'stream-0-aaaaa',
  });
  return scene;
}

describe('secrets', () => {
  it('are in no answer', async () => {
    const scene = await createCanaryScene();
    const options = { credentials: as('petra') };
    const answers = {
      fleet: await scene.fleet.listClusters({}, options),
      cluster: await scene.fleet.getCluster(ref, options),
      manifest: await scene.manifests.getManifest(ref, options),
      targets: await scene.targets.listTargets(options),
    };
    expect(answers.manifest.documents).toHaveLength(2);
    expect(answers.manifest.documents[0].fields).toEqual([
      {
        manager: 'kubectl',
        operation: 'Update',
        paths: ['spec.brokers[id=0].brokerConfig', expect.any(String)],
      },
    ]);
    expect(answers.cluster.cluster.events).toHaveLength(1);
    expect(answers.cluster.cluster.endedPods).toHaveLength(1);
    for (const [name, answer] of Object.entries(answers)) {
      expect([name, JSON.stringify(answer).includes(CANARY)]).toEqual([
        name,
        false,
      ]);
    }
    await scene.stop();
  });

  it('are in no manifest either while Kubernetes does not answer', async () => {
    const scene = await createCanaryScene();
    scene.kubernetes.fault = () => ({ code: 503, status: {} });
    const { documents } = await scene.manifests.getManifest(ref, {
      credentials: as('dana'),
    });
    expect(documents).toHaveLength(2);
    expect(JSON.stringify(documents)).not.toContain(CANARY);
    await scene.stop();
  });

  it('are in no manifest of the cache, which is there at once while Kubernetes is known to be down', async () => {
    const scene = await createCanaryScene();
    scene.kubernetes.setState('dev', 'unreachable');
    scene.kubernetes.requests.length = 0;
    const { documents, problems } = await scene.manifests.getManifest(ref, {
      credentials: as('dana'),
    });
    expect(documents).toHaveLength(2);
    expect(JSON.stringify(documents)).not.toContain(CANARY);
    expect(problems).toMatchObject([{ code: 'kubernetes-unreachable' }]);
    expect(scene.kubernetes.requests).toEqual([]);
    await scene.stop();
  });

  it('are in no error, record, audit line or notification of a request', async () => {
    const scene = await createCanaryScene();
    scene.kubernetes.fault = ({ verb, kind }) =>
      verb === 'create' && kind === 'KafkaCluster'
        ? {
            code: 403,
            status: {
              reason: 'Forbidden',
              message: `admission webhook "w" denied the request: password=${CANARY}`,
            },
          }
        : undefined;
    const error = await scene.provisioning
      .createCluster(
        {
          target: { kubernetesCluster: 'dev', namespace: 'orders' },
          name: 'other',
          useCase: 'queue',
          size: 'small',
          storageClass: 'ssd',
        },
        { credentials: as('dana'), idempotencyKey: 'key' },
      )
      .catch(caught => caught);
    expect(error.name).toBe('InputError');
    const records = await scene.stores.requests.listByRef({
      ...ref,
      name: 'other',
    });
    expect(records).toHaveLength(1);
    const written = [
      error.message,
      error.request,
      records,
      scene.auditor.createEvent.mock.calls,
      scene.auditEvents.flatMap(({ fail }) =>
        fail.mock.calls.flatMap(([options]) => [
          options.error.message,
          options.error.stack,
        ]),
      ),
      scene.notifications.send.mock.calls,
    ];
    expect(scene.auditEvents.some(({ fail }) => fail.mock.calls.length)).toBe(
      true,
    );
    expect(JSON.stringify(written)).not.toContain(CANARY);
    await scene.stop();
  });
});
