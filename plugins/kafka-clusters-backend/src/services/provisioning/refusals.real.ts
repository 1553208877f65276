import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import {
  readDefinitions,
  RealKubernetes,
  type JsonObject,
} from '../../__testUtils__/realKubernetes';
import { koperatorAdapter } from '../../adapters/koperator';
import { smallOverZones } from '../../adapters/__testUtils__/requests';
import { caught } from '../../kubernetes/__testUtils__/direct';
import {
  kafkaClusters,
  startGateway,
  stopAll,
} from '../../kubernetes/__testUtils__/setup';
import { nameFailure } from './kubernetesFailure';

jest.setTimeout(120_000);

const [, { object: rendered }] =
  koperatorAdapter.render(smallOverZones).objects;

describe('what a real control plane refuses and deletes', () => {
  let kubernetes: RealKubernetes;

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start({
      definitions: readDefinitions(['koperator-adobe', 'zookeeper-operator']),
    });
  });

  afterEach(stopAll);
  afterAll(() => kubernetes?.stop());

  /** Asks until it is as wished: controllers take a moment. */
  async function until(
    path: string,
    isWished: (code: number, body: JsonObject) => boolean,
  ) {
    const end = Date.now() + 60_000;
    for (;;) {
      const { code, body, text } = await kubernetes.admin.call('GET', path);
      if (isWished(code, body)) {
        return body;
      }
      if (Date.now() > end) {
        throw new Error(`Never came: ${code} ${text.slice(0, 2_000)}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  }

  const admin = (method: string, path: string, body?: object) =>
    kubernetes.admin.succeed(method, path, { body });

  async function createNamespace(name: string) {
    await admin('POST', '/api/v1/namespaces', { metadata: { name } });
  }

  const clusterIn = (namespace: string, name = 'orders'): KubernetesObject => ({
    ...rendered,
    metadata: { ...rendered.metadata, namespace, name },
  });

  async function start(user: 'admin' | 'portal') {
    const { url, caData, token } = kubernetes.addressOf(user);
    const gateway = await startGateway({
      kubernetesClusters: [
        { name: 'real', connection: { type: 'url', url, caData, token } },
      ],
      resources: [],
    });
    /** What the product makes of the refusal. */
    const refusal = async (object: KubernetesObject, dryRun = false) =>
      nameFailure(
        await caught(gateway.create('real', kafkaClusters, object, { dryRun })),
        'real',
        { ...object, kind: 'KafkaCluster' },
      );
    return { gateway, refusal };
  }

  it('takes with a cluster what it owns, and what is owned by that, in the background', async () => {
    await createNamespace('owners');
    const { gateway } = await start('admin');
    const made = await gateway.create(
      'real',
      kafkaClusters,
      clusterIn('owners'),
    );
    const ownedBy = (owner: KubernetesObject) => [
      {
        apiVersion: owner.apiVersion,
        kind: owner.kind,
        name: owner.metadata.name,
        uid: owner.metadata.uid,
        controller: true,
      },
    ];
    const child = (await admin('POST', '/api/v1/namespaces/owners/services', {
      metadata: { name: 'child', ownerReferences: ownedBy(made) },
      spec: { ports: [{ port: 9092 }] },
    })) as unknown as KubernetesObject;
    await admin('POST', '/api/v1/namespaces/owners/configmaps', {
      metadata: { name: 'grandchild', ownerReferences: ownedBy(child) },
    });
    await admin('POST', '/api/v1/namespaces/owners/configmaps', {
      metadata: { name: 'stranger' },
    });
    const at = {
      kubernetesCluster: 'real',
      resource: kafkaClusters,
      namespace: 'owners',
      name: 'orders',
    };
    expect(await caught(gateway.delete(at, { uid: 'another' }))).toMatchObject({
      name: 'ConflictError',
    });
    await gateway.delete(at, { uid: made.metadata.uid });
    const gone = (code: number) => code === 404;
    await until('/api/v1/namespaces/owners/services/child', gone);
    await until('/api/v1/namespaces/owners/configmaps/grandchild', gone);
    await admin('GET', '/api/v1/namespaces/owners/configmaps/stranger');
  });

  it('keeps a cluster with a finalizer, marked, and does not take its name for free', async () => {
    await createNamespace('finalizers');
    const { gateway, refusal } = await start('admin');
    const object = clusterIn('finalizers');
    await gateway.create('real', kafkaClusters, {
      ...object,
      metadata: { ...object.metadata, finalizers: ['example.com/wait'] },
    });
    const at = {
      kubernetesCluster: 'real',
      resource: kafkaClusters,
      namespace: 'finalizers',
      name: 'orders',
    };
    await gateway.delete(at, {});
    const marked = await gateway.get(at);
    expect(marked.metadata.deletionTimestamp).toBeDefined();
    expect(await refusal(object)).toMatchObject({ code: 'name-unavailable' });
    await gateway.patch(at, [
      { op: 'test', path: '/metadata/uid', value: marked.metadata.uid },
      { op: 'remove', path: '/metadata/finalizers' },
    ]);
    expect(await caught(gateway.get(at))).toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('names a quota that is used up, in a dry run too, and counts what is there', async () => {
    await createNamespace('quotas');
    const { gateway, refusal } = await start('admin');
    const key = 'count/kafkaclusters.kafka.banzaicloud.io';
    const quotas = '/api/v1/namespaces/quotas/resourcequotas';
    await admin('POST', quotas, {
      metadata: { name: 'team' },
      spec: { hard: { [key]: '1' } },
    });
    const usedIs = (used: string) => (_: number, body: JsonObject) =>
      (body.status as { used?: Record<string, string> })?.used?.[key] === used;
    await until(`${quotas}/team`, usedIs('0'));
    await gateway.create('real', kafkaClusters, clusterIn('quotas'));
    await until(`${quotas}/team`, usedIs('1'));
    for (const dryRun of [true, false]) {
      expect(await refusal(clusterIn('quotas', 'second'), dryRun)).toEqual({
        code: 'quota-exceeded',
        transient: false,
        params: {
          message: expect.stringMatching(
            /exceeded quota: team, requested: count\/kafkaclusters\S+=1, used: \S+=1, limited: \S+=1/,
          ),
        },
      });
    }
    await gateway.delete(
      {
        kubernetesCluster: 'real',
        resource: kafkaClusters,
        namespace: 'quotas',
        name: 'orders',
      },
      {},
    );
    await until(`${quotas}/team`, usedIs('0'));
    await gateway.create('real', kafkaClusters, clusterIn('quotas', 'second'));
  });

  it('names a namespace that is being deleted, and one that is not there', async () => {
    await createNamespace('leaving');
    await admin('POST', '/api/v1/namespaces/leaving/configmaps', {
      metadata: { name: 'holds', finalizers: ['example.com/wait'] },
    });
    await admin('DELETE', '/api/v1/namespaces/leaving');
    const { refusal } = await start('admin');
    expect(await refusal(clusterIn('leaving'))).toMatchObject({
      code: 'namespace-terminating',
      params: { namespace: 'leaving' },
    });
    expect(await refusal(clusterIn('nowhere'))).toMatchObject({
      code: 'refused-by-kubernetes',
      params: { message: expect.stringMatching(/"nowhere" not found/) },
    });
    await kubernetes.admin.succeed(
      'PATCH',
      '/api/v1/namespaces/leaving/configmaps/holds',
      {
        type: 'application/merge-patch+json',
        body: { metadata: { finalizers: null } },
      },
    );
    await until('/api/v1/namespaces/leaving', code => code === 404);
  });

  it('tells missing rights, a policy and a schema apart', async () => {
    await createNamespace('policies');
    const portal = await start('portal');
    expect(await portal.refusal(clusterIn('policies'), true)).toMatchObject({
      code: 'portal-may-not-create',
    });

    const { refusal } = await start('admin');
    const object = clusterIn('policies');
    expect(
      await refusal({ ...object, spec: { ...object.spec!, brokers: 'none' } }),
    ).toMatchObject({
      code: 'refused-by-kubernetes',
      params: { message: expect.stringMatching(/spec.brokers/) },
    });

    const policies = '/apis/admissionregistration.k8s.io/v1';
    await admin('POST', `${policies}/validatingadmissionpolicies`, {
      metadata: { name: 'fridays' },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['kafka.banzaicloud.io'],
              apiVersions: ['*'],
              operations: ['CREATE'],
              resources: ['kafkaclusters'],
            },
          ],
        },
        validations: [
          { expression: 'false', message: 'no clusters on Fridays' },
        ],
      },
    });
    await admin('POST', `${policies}/validatingadmissionpolicybindings`, {
      metadata: { name: 'fridays' },
      spec: { policyName: 'fridays', validationActions: ['Deny'] },
    });
    const { gateway } = await start('admin');
    // A policy takes effect a moment after it was made, and nothing says when.
    let failure: unknown;
    while (failure === undefined) {
      failure = await gateway
        .create('real', kafkaClusters, object, { dryRun: true })
        .then(
          () => undefined,
          (error: unknown) => error,
        );
    }
    expect(nameFailure(failure, 'real', object)).toMatchObject({
      code: 'refused-by-kubernetes',
      params: { message: expect.stringMatching(/no clusters on Fridays/) },
    });
  });
});
