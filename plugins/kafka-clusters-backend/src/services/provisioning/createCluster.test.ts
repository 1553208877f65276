import { as, orders, payments } from '../__testUtils__/people';
import {
  createOrdersScene,
  request,
  type OrdersScene,
} from '../__testUtils__/ordersScene';
import { putCluster, putQuota, putNode } from '../__testUtils__/scene';

describe('creating a cluster', () => {
  let scene: OrdersScene;

  beforeEach(async () => {
    scene = await createOrdersScene();
  });

  afterEach(() => scene.stop());

  const create: OrdersScene['create'] = (...how) => scene.create(...how);
  const objects = () => scene.listObjects();

  it('creates ZooKeeper, then Kafka, and records each step', async () => {
    const created = await create();
    expect(created).toMatchObject({
      state: 'accepted',
      owner: orders,
      requestedBy: 'user:default/dana',
      steps: [
        { id: 'zookeeper-cluster', state: 'done' },
        { id: 'kafka-cluster', state: 'done' },
      ],
    });
    expect(
      scene.kubernetes.requests.filter(text => text.startsWith('create')),
    ).toEqual([
      'create ZookeeperCluster stream-zk',
      'create KafkaCluster stream',
    ]);
    const { cluster } = await scene.fleet.getCluster(created.ref, {
      credentials: as('dana'),
    });
    expect(cluster).toMatchObject({
      ownership: { state: 'owned', owner: orders, source: 'link' },
      request: { id: created.id, state: 'accepted' },
      operations: { discard: { allowed: true } },
      managedBy: { kind: 'portal' },
    });
  });

  it('never creates a second cluster with the same key', async () => {
    const first = await create();
    const second = await create();
    expect(second.id).toBe(first.id);
    expect(objects()).toEqual([
      'KafkaCluster stream',
      'ZookeeperCluster stream-zk',
    ]);
  });

  it('creates one cluster when the same attempt comes several times at once', async () => {
    const all = await Promise.all([create(), create(), create()]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(objects()).toHaveLength(2);
  });

  it('refuses a key that named another request', async () => {
    await create();
    await expect(create({ name: 'other' })).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('says nothing of whose a name is', async () => {
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream', {
      annotations: { 'kafka-clusters.io/owner': 'group:default/secret-team' },
    });
    await expect(create()).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'The name "stream" is not available; choose another name.',
    });
    expect(objects()).toEqual(['KafkaCluster stream']);
  });

  it.each([
    [
      'not the team of the namespace',
      { target: { kubernetesCluster: 'dev', namespace: 'payments' } },
      'dana',
      'NotAllowedError',
    ],
    [
      'a namespace that does not exist',
      { target: { kubernetesCluster: 'dev', namespace: 'nowhere' } },
      'dana',
      'NotAllowedError',
    ],
    ['no right to create', {}, 'guest', 'NotAllowedError'],
    ['another owner', { owner: payments }, 'dana', 'NotAllowedError'],
    ['no such storage class', { storageClass: 'none' }, 'dana', 'InputError'],
  ] as const)('refuses: %s', async (_, more, name, error) => {
    await expect(create(more, name)).rejects.toMatchObject({ name: error });
    expect(objects()).toEqual([]);
    expect(
      await scene.stores.requests.listOpen(['applying', 'failed']),
    ).toEqual([]);
  });

  it('lets a person of two teams pick the owner, and nobody else', async () => {
    const target = { kubernetesCluster: 'dev', namespace: 'shared' };
    await expect(create({ target }, 'bo')).rejects.toMatchObject({
      name: 'InputError',
      findings: [
        expect.objectContaining({
          code: 'owner-required',
          params: { teams: 'group:default/orders, group:default/payments' },
        }),
      ],
    });
    await expect(create({ target, owner: payments })).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    const created = await create({ target, owner: payments }, 'bo');
    expect(created.owner).toBe(payments);
    // A link: neither the annotation nor the namespace says whose it is alone.
    const { cluster } = await scene.fleet.getCluster(created.ref, {
      credentials: as('pablo'),
    });
    expect(cluster.ownership).toEqual({
      state: 'owned',
      owner: payments,
      source: 'link',
    });
  });

  it('lets the platform role create for any team', async () => {
    const created = await create({}, 'petra');
    expect(created).toMatchObject({
      owner: orders,
      requestedBy: 'user:default/petra',
    });
  });

  it('tries out without creating anything', async () => {
    const tried = await scene.provisioning.createCluster(request, {
      credentials: as('dana'),
      idempotencyKey: 'x',
      dryRun: true,
    });
    expect(tried).toMatchObject({
      id: 'dry-run',
      steps: [{ state: 'waiting' }, { state: 'waiting' }],
    });
    expect(objects()).toEqual([]);
    expect(scene.kubernetes.requests).toContain('dry-run KafkaCluster stream');
  });

  it('names all problems at once', async () => {
    putQuota(scene.kubernetes, 'dev', 'orders', {
      'requests.cpu': '19',
      pods: '39',
    });
    putNode(scene.kubernetes, 'dev', 'zone-b', { unschedulable: true });
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
    const plan = await scene.provisioning.planCluster(
      { ...request, storageClass: 'none' },
      { credentials: as('dana') },
    );
    expect(plan.feasible).toBe(false);
    expect(
      plan.findings.map(({ level, code, params }) => [
        level,
        code,
        params.kind,
      ]),
    ).toEqual([
      ['problem', 'name-unavailable', 'KafkaCluster'],
      ['problem', 'storage-class-missing', undefined],
      ['problem', 'too-few-zones', undefined],
      ['problem', 'quota-exceeded', 'cpu'],
      ['problem', 'quota-exceeded', 'pods'],
      ['warning', 'zone-drained', undefined],
      ['warning', 'fewer-nodes-than-brokers', undefined],
    ]);
    expect(plan.footprint[0]).toEqual({
      kind: 'cpu',
      requested: 3000,
      quota: { hard: 20000, used: 19000, name: 'team' },
    });
  });

  it('says the same of a target that is not there and of one that is not theirs', async () => {
    const plans = await Promise.all(
      ['payments', 'nowhere'].map(namespace =>
        scene.provisioning.planCluster(
          { ...request, target: { kubernetesCluster: 'dev', namespace } },
          { credentials: as('dana') },
        ),
      ),
    );
    const [hidden, absent] = plans.map(plan =>
      JSON.stringify(plan).replaceAll(plan.ref.namespace, '<namespace>'),
    );
    expect(hidden).toBe(absent);
    expect(plans[0].findings.map(({ code }) => code)).toEqual([
      'target-not-allowed',
    ]);
    expect(scene.kubernetes.requests).toEqual([]);
  });

  const forbidden = (message: string, details = {}) => ({
    code: 403,
    status: { reason: 'Forbidden', message, details },
  });

  it.each([
    [
      'a webhook',
      forbidden(
        'admission webhook "policy.example.com" denied the request: brokers need a label',
      ),
      'refused-by-kubernetes',
      'InputError',
      /brokers need a label/,
    ],
    [
      'a quota',
      forbidden(
        'kafkaclusters.kafka.banzaicloud.io "stream" is forbidden: exceeded quota: team, requested: count/kafkaclusters=1, used: 2, limited: 2',
      ),
      'quota-exceeded',
      'ConflictError',
      /exceeded quota: team.*ask for more quota/,
    ],
    [
      'a terminating namespace',
      forbidden(
        'unable to create new content in namespace orders because it is being terminated',
      ),
      'namespace-terminating',
      'ConflictError',
      /Namespace orders is being deleted; choose another target/,
    ],
    [
      'a schema',
      {
        code: 422,
        status: {
          reason: 'Invalid',
          message:
            'KafkaCluster "stream" is invalid: spec.brokers: Required value',
          details: {
            causes: [{ field: 'spec.brokers', message: 'Required value' }],
          },
        },
      },
      'refused-by-kubernetes',
      'InputError',
      /spec\.brokers: Required value/,
    ],
    [
      'missing rights of the portal',
      forbidden(
        'kafkaclusters.kafka.banzaicloud.io is forbidden: User "system:serviceaccount:portal:portal" cannot create resource "kafkaclusters"',
      ),
      'portal-may-not-create',
      'ConflictError',
      /ask the platform team/,
    ],
    [
      'a name that is taken meanwhile',
      {
        code: 409,
        status: {
          reason: 'AlreadyExists',
          message: 'kafkaclusters "stream" already exists',
        },
      },
      'name-unavailable',
      'ConflictError',
      /choose another name/,
    ],
    [
      'no answer',
      {
        code: 503,
        status: {
          reason: 'ServiceUnavailable',
          message: 'the server is currently unable to handle the request',
        },
      },
      'kubernetes-unreachable',
      'ServiceUnavailableError',
      /try again later/,
    ],
  ])(
    'takes back ZooKeeper and names the cause when Kafka is refused by %s',
    async (_, fault, code, error, message) => {
      scene.kubernetes.fault = ({ verb, kind }) =>
        verb === 'create' && kind === 'KafkaCluster' ? fault : undefined;
      await expect(create()).rejects.toMatchObject({
        name: error,
        message: expect.stringMatching(message),
        request: { state: 'failed', failure: { code } },
      });
      expect(objects()).toEqual([]);
      const attempts = scene.kubernetes.requests.filter(
        text => text === 'create KafkaCluster stream',
      );
      // Trying again is only useful when nobody said no.
      expect(attempts).toHaveLength(code === 'kubernetes-unreachable' ? 4 : 1);

      scene.kubernetes.fault = () => undefined;
      const again = await create();
      expect(again.state).toBe('accepted');
      expect(objects()).toHaveLength(2);
    },
  );

  it('never deletes what somebody else made under the name meanwhile', async () => {
    let taken = false;
    scene.kubernetes.fault = ({ verb, kind }) => {
      if (verb === 'create' && kind === 'KafkaCluster' && !taken) {
        taken = true;
        putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
      }
      return undefined;
    };
    await expect(create()).rejects.toMatchObject({ name: 'ConflictError' });
    expect(objects()).toEqual(['KafkaCluster stream']);
  });

  it('writes down who did what, before and after', async () => {
    await create();
    expect(scene.auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'cluster-request',
      severityLevel: 'medium',
      meta: {
        actionType: 'create',
        person: 'user:default/dana',
        cluster: 'dev/orders/stream',
      },
    });
    expect(
      scene.auditEvents.every(event => event.success.mock.calls.length === 1),
    ).toBe(true);
  });

  it('writes nothing when it cannot be written down', async () => {
    scene.auditor.createEvent.mockRejectedValue(new Error('audit log is full'));
    await expect(create()).rejects.toThrow('audit log is full');
    expect(objects()).toEqual([]);
  });
});
