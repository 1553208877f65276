import { ConflictError, InputError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  clusterRequestSchema,
  type ClusterPlan,
  type ClusterRequestInput,
  type ProvisioningRequest,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { createKafkaClusterCreateAction } from './createKafkaCluster';
import { examples } from './createKafkaCluster.examples';

const cluster: ClusterRequestInput = {
  target: { kubernetesCluster: 'dev', namespace: 'orders' },
  name: 'orders-queue',
  useCase: 'queue',
  size: 'small',
  storageClass: 'standard',
};

/** A service with the one promise that matters here: a key never creates twice. */
function fakeService(findings: ClusterPlan['findings'] = []) {
  const created = new Map<string, ProvisioningRequest>();
  const calls = { create: 0, dryRun: 0, plan: 0 };
  return {
    created,
    calls,
    service: {
      async createCluster(
        input: ClusterRequestInput,
        options: { idempotencyKey: string; dryRun?: boolean },
      ) {
        calls.create += 1;
        if (findings.some(({ level }) => level === 'problem')) {
          throw new ConflictError('the first problem');
        }
        const request: ProvisioningRequest = {
          id: `r-${created.size + 1}`,
          ref: { ...input.target, name: input.name },
          entityRef: 'resource:default/kafka-0123456789abcdef',
          owner: 'group:default/orders',
          requestedBy: 'user:default/dana',
          state: 'accepted',
          steps: [],
          createdAt: '2026-01-01T00:00:00Z',
          updatedAt: '2026-01-01T00:00:00Z',
        };
        if (options.dryRun) {
          calls.dryRun += 1;
          return { request };
        }
        const known = created.get(options.idempotencyKey) ?? request;
        created.set(options.idempotencyKey, known);
        return { request: known };
      },
      async planCluster() {
        calls.plan += 1;
        return { plan: { findings } as unknown as ClusterPlan };
      },
    },
  };
}

function setup(
  service: ReturnType<typeof fakeService>['service'],
  overrides: {
    cluster?: unknown;
    isDryRun?: boolean;
    signal?: AbortSignal;
    taskId?: string;
  } = {},
) {
  const action = createKafkaClusterCreateAction({ service });
  const logged: string[] = [];
  const context = {
    ...createMockActionContext({
      workspacePath: '/workspace',
      task: { id: overrides.taskId ?? 'task-1' },
    }),
    input: { cluster: overrides.cluster ?? cluster },
    isDryRun: overrides.isDryRun,
    signal: overrides.signal,
    step: { id: 'create' },
    getInitiatorCredentials: async () => ({ principal: {} }),
  };
  context.logger.info = (message: string) => logged.push(message) as never;
  const run = () =>
    action.handler(context as unknown as Parameters<typeof action.handler>[0]);
  return { action, context, run, logged };
}

describe('kafka-cluster:create', () => {
  it('has the JSON Schema of the shared schema', () => {
    const { action } = setup(fakeService().service);
    const mirror = (action.schema?.input as { properties: { cluster: object } })
      .properties.cluster;
    const { $schema: _, ...shared } = z.toJSONSchema(clusterRequestSchema, {
      io: 'input',
    });
    expect(withoutDescriptions(mirror)).toEqual(withoutDescriptions(shared));
  });

  it('ends when Kubernetes has accepted, and says where to go', async () => {
    const { service, created } = fakeService();
    const { run, context } = setup(service);
    await run();
    expect(created.size).toBe(1);
    expect(context.output).toHaveBeenCalledWith('requestId', 'r-1');
    expect(context.output).toHaveBeenCalledWith(
      'clusterRef',
      'dev/orders/orders-queue',
    );
    expect(context.output).toHaveBeenCalledWith(
      'entityRef',
      'resource:default/kafka-0123456789abcdef',
    );
    expect(context.output).toHaveBeenCalledWith(
      'url',
      '/kafka-clusters/dev/orders/orders-queue',
    );
  });

  it("asks for Kubernetes' own dry run and creates nothing", async () => {
    const { service, created, calls } = fakeService();
    await setup(service, { isDryRun: true }).run();
    expect(calls.dryRun).toBe(1);
    expect(created.size).toBe(0);
  });

  it('names every problem at once, each with what to change', async () => {
    const { service } = fakeService([
      {
        level: 'problem',
        code: 'name-unavailable',
        params: { name: 'orders-queue', kind: 'KafkaCluster' },
      },
      {
        level: 'problem',
        code: 'quota-exceeded',
        params: {
          kind: 'memory',
          requested: 27 * 1024 ** 3,
          available: 20 * 1024 ** 3,
          quota: 'team',
        },
      },
      { level: 'warning', code: 'plain-listeners', params: {} },
      {
        level: 'problem',
        code: 'refused-by-kubernetes',
        params: {
          kind: 'KafkaCluster',
          message: '\u001b[31mno\u001b[0m\nfake',
        },
      },
    ]);
    await expect(setup(service).run()).rejects.toThrow(
      new InputError(
        [
          'The Kafka cluster cannot be created:',
          "- the name 'orders-queue' is not available in this namespace: choose another name",
          '- quota team: 27 GiB of memory requested, 20 GiB of memory left: take a smaller size, fewer brokers or less storage, or ask the platform team for more quota',
          '- Kubernetes refuses the KafkaCluster: no fake',
        ].join('\n'),
      ),
    );
  });

  it('keeps the refusal of the server when its plan has nothing to add', async () => {
    const { service } = fakeService();
    const { run } = setup({
      ...service,
      createCluster: async () => {
        throw new ConflictError('the request was discarded');
      },
    });
    await expect(run()).rejects.toThrow('the request was discarded');
  });

  it('does not ask for a plan when the backend is broken', async () => {
    const { service, calls } = fakeService();
    const { run } = setup({
      ...service,
      createCluster: async () => {
        throw new TypeError('fetch failed');
      },
    });
    await expect(run()).rejects.toThrow('fetch failed');
    expect(calls.plan).toBe(0);
  });

  it('resumes when its task is run again, and creates anew for another task', async () => {
    const { service, created, calls } = fakeService();
    await setup(service).run();
    await setup(service).run();
    expect(calls.create).toBe(2);
    expect(created.size).toBe(1);
    await setup(service, { taskId: 'task-2' }).run();
    expect(created.size).toBe(2);
  });

  it('stops when its task is cancelled', async () => {
    const { service, calls } = fakeService();
    const signal = AbortSignal.abort(new Error('cancelled by Dana'));
    await expect(setup(service, { signal }).run()).rejects.toThrow(
      'cancelled by Dana',
    );
    expect(calls.create).toBe(0);
  });

  it.each([
    [{ ...cluster, name: '../../etc' }, /name/],
    [{ ...cluster, storageBytesPerBroker: 1024 ** 3 + 1 }, /whole GiB/],
    [
      { ...cluster, target: { kubernetesCluster: 'dev', namespace: 'a/b' } },
      /DNS label/,
    ],
    [{ ...cluster, password: 'x' }, /password/],
    ['text', /object/],
  ])('refuses %j before anything is asked', async (wrong, message) => {
    const { service, calls } = fakeService();
    await expect(setup(service, { cluster: wrong }).run()).rejects.toThrow(
      message,
    );
    expect(calls).toEqual({ create: 0, dryRun: 0, plan: 0 });
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { service, created } = fakeService();
    const step = parse(example).steps[0];
    expect(step.action).toBe('kafka-cluster:create');
    await setup(service, { cluster: step.input.cluster }).run();
    expect(created.size).toBe(1);
  });
});

function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(withoutDescriptions);
  }
  if (typeof schema !== 'object' || !schema) {
    return schema;
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([key, value]) => key !== 'description' || typeof value !== 'string',
      )
      .map(([key, value]) => [key, withoutDescriptions(value)]),
  );
}
