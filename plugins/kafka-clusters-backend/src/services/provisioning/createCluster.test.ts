import { as, orders, payments } from '../__testUtils__/people';
import {
  kafkaClusters,
  zookeeperClusters,
} from '../__testUtils__/plainAdapter';
import {
  createScene,
  putCluster,
  putNamespace,
  putQuota,
  putNode,
  putTarget,
  type Scene,
} from '../__testUtils__/scene';

const request = {
  target: { kubernetesCluster: 'dev', namespace: 'orders' },
  name: 'stream',
  useCase: 'queue' as const,
  size: 'small' as const,
  storageClass: 'ssd',
};

describe('creating a cluster', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await createScene();
    putTarget(scene.kubernetes, 'dev', 'orders', 'group:default/orders');
    putNamespace(scene.kubernetes, 'dev', 'payments', 'payments');
    putNamespace(scene.kubernetes, 'dev', 'shared', 'orders, payments');
  });

  afterEach(() => scene.stop());

  const create = (more = {}, name: Parameters<typeof as>[0] = 'dana') =>
    scene.provisioning.createCluster(
      { ...request, ...more },
      { credentials: as(name), idempotencyKey: 'attempt-1' },
    );

  const objects = () =>
    [kafkaClusters, zookeeperClusters].flatMap(resource =>
      scene.kubernetes
        .list('dev', resource)
        .map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    );

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

  it('reports a name once, whichever of its objects has it', async () => {
    const plan = async () =>
      (
        await scene.provisioning.planCluster(request, {
          credentials: as('dana'),
        })
      ).findings.filter(({ level }) => level === 'problem');
    const expected = [
      {
        level: 'problem',
        code: 'name-unavailable',
        field: 'name',
        params: { name: 'stream', kind: 'KafkaCluster' },
      },
    ];
    scene.kubernetes.put('dev', zookeeperClusters, {
      metadata: { name: 'stream-zk', namespace: 'orders' },
    });
    expect(await plan()).toEqual(expected);
    putCluster(scene.kubernetes, 'dev', 'orders', 'stream');
    expect(await plan()).toEqual(expected);
  });

  it('reports a name once that only Kubernetes itself knows to be taken', async () => {
    scene.kubernetes.fault = ({ verb }) =>
      verb === 'dry-run'
        ? {
            code: 409,
            status: { reason: 'AlreadyExists', message: 'already exists' },
          }
        : undefined;
    const { findings } = await scene.provisioning.planCluster(request, {
      credentials: as('dana'),
    });
    expect(findings.filter(({ level }) => level === 'problem')).toMatchObject([
      { code: 'name-unavailable', params: { name: 'stream' } },
    ]);
  });

  describe('while Kubernetes does not answer', () => {
    const unavailable = {
      name: 'ServiceUnavailableError',
      message:
        'Kubernetes cluster dev does not answer; try again later or choose another target.',
    };

    it.each(['unreachable', 'unauthorized'] as const)(
      'says so without asking when it is known to be %s',
      async state => {
        scene.kubernetes.setState('dev', state);
        scene.kubernetes.requests.length = 0;
        await expect(create()).rejects.toMatchObject(unavailable);
        const { findings } = await scene.provisioning.planCluster(request, {
          credentials: as('dana'),
        });
        expect(findings[0]).toMatchObject({
          code: 'kubernetes-unreachable',
          params: {
            kubernetesCluster: 'dev',
            since: '2026-11-24T10:00:00.000Z',
          },
        });
        expect(scene.kubernetes.requests).toEqual([]);
      },
    );

    it('says so when the dry run gets no answer', async () => {
      scene.kubernetes.fault = () => ({ code: 503, status: {} });
      await expect(create()).rejects.toMatchObject(unavailable);
    });

    it.each(['in the annotation', 'in the configuration'])(
      'takes nothing for missing that was never read (teams %s)',
      async where => {
        const fresh = await createScene({
          config:
            where === 'in the configuration'
              ? {
                  targets: [
                    {
                      kubernetesCluster: 'dev',
                      namespace: 'orders',
                      teams: [orders],
                    },
                  ],
                }
              : {},
        });
        fresh.kubernetes.unsynced.add('dev');
        fresh.kubernetes.setState('dev', 'connecting');
        await expect(
          fresh.provisioning.createCluster(request, {
            credentials: as('dana'),
            idempotencyKey: 'attempt-1',
          }),
        ).rejects.toMatchObject(unavailable);
        await fresh.stop();
      },
    );
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
