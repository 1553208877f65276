import type {
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  clusterCreatePermission,
  clusterGrantPermission,
  clusterLinkPermission,
  clusterReadPermission,
  clusterTransferPermission,
  rightsReadPermission,
  targetUsePermission,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  createKafkaClusterConditionalDecision,
  createKafkaTargetConditionalDecision,
  kafkaClusterConditions,
  kafkaTargetConditions,
} from '@kafka-clusters/plugin-kafka-clusters-node';

/** Entity refs of the people of the tests. */
export const people = {
  dana: 'user:default/dana',
  pablo: 'user:default/pablo',
  petra: 'user:default/petra',
  /** In both teams. */
  bo: 'user:default/bo',
  /** In no team. */
  guest: 'user:default/guest',
} as const;

export const orders = 'group:default/orders';
export const payments = 'group:default/payments';

/** Who is in which team; a test may let somebody leave, and puts them back. */
export const teams: Record<string, readonly string[]> = {
  [people.dana]: [orders],
  [people.pablo]: [payments],
  [people.petra]: ['group:default/platform'],
  [people.bo]: [orders, payments],
  [people.guest]: [],
};

/** Credentials by name. */
export function as(name: keyof typeof people): BackstageCredentials {
  return mockCredentials.user(people[name]);
}

function refOf(credentials: BackstageCredentials): string | undefined {
  const principal: unknown = credentials.principal;
  return typeof principal === 'object' &&
    principal !== null &&
    'userEntityRef' in principal
    ? String(principal.userEntityRef)
    : undefined;
}

/** Whose ownership the catalog knows. */
export const userInfo: UserInfoService = {
  async getUserInfo(credentials) {
    const userEntityRef = refOf(credentials);
    if (userEntityRef === undefined) {
      throw new NotAllowedError('No person');
    }
    return {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...(teams[userEntityRef] ?? [])],
    };
  },
};

/** A policy like that of the example portal; services pass everywhere, as Backstage has it. */
export const permissions: PermissionsService = {
  async authorize(requests, { credentials }) {
    const person = refOf(credentials ?? mockCredentials.none());
    return requests.map(({ permission }) => ({
      result:
        (person === people.guest &&
          permission.name === clusterCreatePermission.name) ||
        (person !== undefined &&
          person !== people.petra &&
          permission.name === rightsReadPermission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  },
  async authorizeConditional(requests, { credentials }) {
    return requests.map(({ permission }) =>
      decide(permission.name, refOf(credentials ?? mockCredentials.none())),
    );
  },
};

function decide(
  permission: string,
  person: string | undefined,
): PolicyDecision {
  const claims = [...(teams[person ?? ''] ?? [])];
  const ofOwners = [clusterTransferPermission, clusterGrantPermission].find(
    ({ name }) => name === permission,
  );
  if (ofOwners && person !== undefined) {
    return createKafkaClusterConditionalDecision(
      ofOwners,
      kafkaClusterConditions.isOwner({ claims }),
    );
  }
  if (person === undefined || person === people.petra) {
    return { result: AuthorizeResult.ALLOW };
  }
  if (permission === clusterLinkPermission.name) {
    return { result: AuthorizeResult.DENY };
  }
  return permission === clusterReadPermission.name
    ? createKafkaClusterConditionalDecision(clusterReadPermission, {
        anyOf: [
          kafkaClusterConditions.isOwner({ claims }),
          kafkaClusterConditions.isConsumer({ claims }),
        ],
      })
    : createKafkaTargetConditionalDecision(
        targetUsePermission,
        kafkaTargetConditions.servesTeam({ claims }),
      );
}
