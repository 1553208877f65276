import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogLocationCreatePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  clusterCreatePermission,
  clusterGrantPermission,
  clusterLinkPermission,
  clusterReadPermission,
  clusterTransferPermission,
  rightsReadPermission,
  targetUsePermission,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { SandboxPolicy } from './SandboxPolicy';

type Person = 'nobody' | 'dana' | 'petra';
type Answer = 'ALLOW' | 'DENY' | 'CONDITIONAL';

const groups = { dana: 'orders', petra: 'platform' };

function asUser(name: 'dana' | 'petra') {
  const userEntityRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, `group:default/${groups[name]}`],
    },
  };
}

function decide(permission: Permission, person: Person) {
  return new SandboxPolicy().handle(
    { permission },
    person === 'nobody' ? undefined : asUser(person),
  );
}

const unknownPermission = createPermission({
  name: 'kafka-clusters.cluster.delete',
  attributes: { action: 'delete' },
});
const foreignPermission = createPermission({
  name: 'somebody.else.read',
  attributes: { action: 'read' },
});

describe('SandboxPolicy', () => {
  it.each<[Permission, Record<Person, Answer>]>([
    [
      clusterReadPermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'ALLOW' },
    ],
    [
      targetUsePermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'ALLOW' },
    ],
    [
      clusterCreatePermission,
      { nobody: 'DENY', dana: 'ALLOW', petra: 'ALLOW' },
    ],
    [clusterLinkPermission, { nobody: 'DENY', dana: 'DENY', petra: 'ALLOW' }],
    [
      clusterTransferPermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'CONDITIONAL' },
    ],
    [
      clusterGrantPermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'CONDITIONAL' },
    ],
    [rightsReadPermission, { nobody: 'DENY', dana: 'DENY', petra: 'ALLOW' }],
    [unknownPermission, { nobody: 'DENY', dana: 'DENY', petra: 'DENY' }],
    [
      catalogEntityReadPermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'ALLOW' },
    ],
    [
      catalogEntityDeletePermission,
      { nobody: 'DENY', dana: 'DENY', petra: 'ALLOW' },
    ],
    [
      catalogLocationReadPermission,
      { nobody: 'DENY', dana: 'ALLOW', petra: 'ALLOW' },
    ],
    [
      catalogLocationCreatePermission,
      { nobody: 'DENY', dana: 'DENY', petra: 'ALLOW' },
    ],
    [
      taskReadPermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'ALLOW' },
    ],
    [
      taskCancelPermission,
      { nobody: 'DENY', dana: 'CONDITIONAL', petra: 'ALLOW' },
    ],
    [taskCreatePermission, { nobody: 'DENY', dana: 'ALLOW', petra: 'ALLOW' }],
    [
      templateManagementPermission,
      { nobody: 'DENY', dana: 'DENY', petra: 'ALLOW' },
    ],
    [foreignPermission, { nobody: 'DENY', dana: 'ALLOW', petra: 'ALLOW' }],
  ])('decides on $name', async (permission, expected) => {
    const answers = await Promise.all(
      (['nobody', 'dana', 'petra'] as const).map(async person => [
        person,
        (await decide(permission, person)).result,
      ]),
    );
    expect(Object.fromEntries(answers)).toEqual(expected);
  });

  it('shows a member the clusters and targets of their own teams', async () => {
    const claims = ['user:default/dana', 'group:default/orders'];
    await expect(decide(clusterReadPermission, 'dana')).resolves.toMatchObject({
      pluginId: 'kafka-clusters',
      resourceType: 'kafka-cluster',
      conditions: {
        anyOf: [
          { rule: 'IS_OWNER', params: { claims } },
          { rule: 'IS_CONSUMER', params: { claims } },
        ],
      },
    });
    await expect(decide(targetUsePermission, 'dana')).resolves.toMatchObject({
      resourceType: 'kafka-cluster-target',
      conditions: { rule: 'SERVES_TEAM', params: { claims } },
    });
  });

  it('shows a member only their own scaffolder tasks', async () => {
    await expect(decide(taskReadPermission, 'dana')).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        rule: 'IS_TASK_OWNER',
        params: { createdBy: ['user:default/dana'] },
      },
    });
  });
});
