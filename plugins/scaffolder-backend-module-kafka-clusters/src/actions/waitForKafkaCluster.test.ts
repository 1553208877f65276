import { NotFoundError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { ProvisioningRequest } from '@kafka-clusters/plugin-kafka-clusters-common';
import { parse } from 'yaml';
import { createKafkaClusterWaitAction } from './waitForKafkaCluster';
import { examples } from './waitForKafkaCluster.examples';

type Answer = Partial<ProvisioningRequest> | Error;

function setup(
  answers: Answer[],
  input: object = { requestId: 'r-1' },
  signal?: AbortSignal,
) {
  let asked = 0;
  const action = createKafkaClusterWaitAction({
    intervalMs: 1,
    service: {
      async getRequest(id) {
        const answer = answers[Math.min(asked, answers.length - 1)];
        asked += 1;
        if (answer instanceof Error) {
          throw answer;
        }
        return {
          request: {
            id,
            ref: {
              kubernetesCluster: 'dev',
              namespace: 'orders',
              name: 'orders-queue',
            },
            ...answer,
          } as ProvisioningRequest,
        };
      },
    },
  });
  const context = {
    ...createMockActionContext({
      workspacePath: '/workspace',
      task: { id: 'task-1' },
    }),
    input,
    signal,
    getInitiatorCredentials: async () => ({ principal: {} }),
  };
  const run = () =>
    action.handler(context as unknown as Parameters<typeof action.handler>[0]);
  return { run, context, asked: () => asked };
}

describe('kafka-cluster:wait', () => {
  it('ends when the cluster is ready, over a restart of the backend', async () => {
    const { run, context, asked } = setup([
      { state: 'applying' },
      new TypeError('fetch failed'),
      { state: 'accepted' },
      { state: 'ready' },
    ]);
    await run();
    expect(asked()).toBe(4);
    expect(context.output).toHaveBeenCalledWith(
      'clusterRef',
      'dev/orders/orders-queue',
    );
  });

  it('names why the request failed', async () => {
    const { run } = setup([
      {
        state: 'failed',
        failure: {
          code: 'namespace-terminating',
          params: { namespace: 'orders' },
        },
      },
    ]);
    await expect(run()).rejects.toThrow(
      'The request for the Kafka cluster failed: namespace orders is being deleted: choose another',
    );
  });

  it('ends when the request was discarded, is unknown, or takes too long', async () => {
    await expect(setup([{ state: 'discarded' }]).run()).rejects.toThrow(
      'discarded',
    );
    await expect(
      setup([new NotFoundError('no request')]).run(),
    ).rejects.toThrow('no request');
    await expect(
      setup([{ state: 'accepted' }], {
        requestId: 'r-1',
        timeoutMinutes: 0.01,
      }).run(),
    ).rejects.toThrow('not ready after 0.01 minutes (accepted)');
  });

  it('stops when its task is cancelled', async () => {
    const controller = new AbortController();
    const { run, asked } = setup(
      [{ state: 'accepted' }],
      { requestId: 'r-1' },
      controller.signal,
    );
    const running = run();
    while (asked() < 2) {
      await new Promise(resolve => setImmediate(resolve));
    }
    controller.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow();
  });

  it('refuses input that is none', async () => {
    await expect(setup([], { requestId: '' }).run()).rejects.toThrow(
      /requestId/,
    );
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { input, action } = parse(example).steps[0];
    expect(action).toBe('kafka-cluster:wait');
    await setup([{ state: 'ready' }], input).run();
  });
});
