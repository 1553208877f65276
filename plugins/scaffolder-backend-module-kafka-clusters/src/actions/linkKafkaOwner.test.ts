import { NotAllowedError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createKafkaClusterLinkOwnerAction } from './linkKafkaOwner';
import { examples } from './linkKafkaOwner.examples';

function setup(
  input: object,
  more: { isDryRun?: boolean; failure?: Error } = {},
) {
  const asked: unknown[] = [];
  const person = { principal: { userEntityRef: 'user:default/petra' } };
  const action = createKafkaClusterLinkOwnerAction({
    service: {
      async linkOwner(ref, { owner }, { credentials }) {
        asked.push([ref, owner, credentials]);
        if (more.failure) {
          throw more.failure;
        }
        return {
          relation: 'platform',
          ownership: { state: 'owned', owner, source: 'link' },
          consumers: [],
          history: [],
          operations: {
            link: { allowed: true },
            transfer: { allowed: true },
            'decide-on-consumers': { allowed: true },
          },
        };
      },
    },
  });
  const context = {
    ...createMockActionContext({ workspacePath: '/workspace' }),
    input,
    isDryRun: more.isDryRun,
    getInitiatorCredentials: async () => person,
  };
  const run = () =>
    action.handler(context as unknown as Parameters<typeof action.handler>[0]);
  return { run, context, asked, person };
}

const input = { cluster: 'dev/orders/stream', owner: 'group:default/orders' };
const ref = { kubernetesCluster: 'dev', namespace: 'orders', name: 'stream' };

describe('kafka-cluster:link-owner', () => {
  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { run, context, asked, person } = setup(
      parse(example).steps[0].input,
    );
    await run();
    expect(asked).toEqual([[ref, 'group:default/orders', person]]);
    expect(context.output).toHaveBeenCalledWith(
      'clusterRef',
      'dev/orders/stream',
    );
    expect(context.output).toHaveBeenCalledWith(
      'owner',
      'group:default/orders',
    );
  });

  it('links nothing in a dry run', async () => {
    const { run, asked } = setup(input, { isDryRun: true });
    await run();
    expect(asked).toEqual([]);
  });

  it('gives no right that the person has not', async () => {
    const { run } = setup(input, { failure: new NotAllowedError('no') });
    await expect(run()).rejects.toThrow(NotAllowedError);
  });

  it.each([
    [{ ...input, cluster: '../secrets' }],
    [{ ...input, owner: 'x' }],
    [{ ...input, linkedBy: 'user:default/petra' }],
  ])('refuses %p before it asks', async bad => {
    const { run, asked } = setup(bad);
    await expect(run()).rejects.toMatchObject({ name: 'InputError' });
    expect(asked).toEqual([]);
  });
});
