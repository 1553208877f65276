import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  clusterCreatePermission,
  clusterReadPermission,
  rightsReadPermission,
  targetUsePermission,
  type CLUSTER_RESOURCE_TYPE,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  ClusterPermissionResource,
  TargetPermissionResource,
} from '@kafka-clusters/plugin-kafka-clusters-node';

/** What a person may do with the resources of one type. */
export interface Access<T> {
  allows(resource: T): boolean;
  /** The policy set no condition: the platform role. */
  readonly unconditional: boolean;
  /** The policy denies it for every resource, also for those that do not exist. */
  readonly denied: boolean;
}

/** A person and the entity refs that they own things as. */
export interface Person {
  readonly userEntityRef: string;
  readonly ownershipEntityRefs: readonly string[];
}

/** What the authorizer asks. */
export interface AuthorizerOptions {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
  readonly userInfo: UserInfoService;
  readonly getClusterRules: () => PermissionRuleset<ClusterPermissionResource>;
  readonly getTargetRules: () => PermissionRuleset<TargetPermissionResource>;
}

/**
 * The only place that asks for permission. Backstage lets service principals
 * pass everywhere, so they are turned away here unless they act on behalf of a
 * person.
 */
export class Authorizer {
  readonly #options: AuthorizerOptions;

  private constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  static create(options: AuthorizerOptions) {
    return new Authorizer(options);
  }

  /** @throws NotAllowedError for anybody but a person or a service on behalf of one */
  requirePerson(
    credentials: BackstageCredentials,
  ): BackstageCredentials<BackstageUserPrincipal> {
    if (!this.#options.auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Only people, and services on behalf of one, may do this',
      );
    }
    return credentials;
  }

  /** @throws NotAllowedError for anybody but a service itself */
  requireService(credentials: BackstageCredentials) {
    if (!this.#options.auth.isPrincipal(credentials, 'service')) {
      throw new NotAllowedError('Only services may do this');
    }
  }

  async getPerson(credentials: BackstageCredentials): Promise<Person> {
    const person = this.requirePerson(credentials);
    const info = await this.#options.userInfo.getUserInfo(person);
    return {
      userEntityRef: info.userEntityRef,
      ownershipEntityRefs: info.ownershipEntityRefs,
    };
  }

  /** Which clusters the person may read. */
  async getReadAccess(
    credentials: BackstageCredentials,
  ): Promise<Access<ClusterPermissionResource>> {
    return this.getClusterAccess(clusterReadPermission, credentials);
  }

  /** With which clusters the person may do what the permission is for. */
  async getClusterAccess(
    permission: ResourcePermission<typeof CLUSTER_RESOURCE_TYPE>,
    credentials: BackstageCredentials,
  ): Promise<Access<ClusterPermissionResource>> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission }],
      { credentials: this.requirePerson(credentials) },
    );
    return toAccess(
      decision,
      createConditionAuthorizer(this.#options.getClusterRules()),
    );
  }

  /** In which targets the person may create. */
  async getTargetAccess(
    credentials: BackstageCredentials,
  ): Promise<Access<TargetPermissionResource>> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: targetUsePermission }],
      { credentials: this.requirePerson(credentials) },
    );
    return toAccess(
      decision,
      createConditionAuthorizer(this.#options.getTargetRules()),
    );
  }

  /** Whether the person may request clusters at all. */
  async mayCreate(credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: clusterCreatePermission }],
      { credentials: this.requirePerson(credentials) },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError unless the person may see the rights of the portal's own account */
  async requireRightsRead(credentials: BackstageCredentials) {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: rightsReadPermission }],
      { credentials: this.requirePerson(credentials) },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not see which rights this portal has in Kubernetes',
      );
    }
  }
}

function toAccess<T>(
  decision: PolicyDecision,
  authorize: (decision: PolicyDecision, resource: T | undefined) => boolean,
): Access<T> {
  return {
    allows: resource => authorize(decision, resource),
    unconditional: decision.result === AuthorizeResult.ALLOW,
    denied: decision.result === AuthorizeResult.DENY,
  };
}
