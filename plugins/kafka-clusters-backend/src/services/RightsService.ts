import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  rightsFeatures,
  type FeatureRights,
  type KubernetesClusterRights,
  type KubernetesRight,
  type ReviewedRight,
  type RightState,
  type RightsFeature,
  type RightsResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { OperatorAdapter } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesClusterStatus, KubernetesGateway } from '../kubernetes';
import type { Authorizer } from './Authorizer';
import { listNeededRights } from './rights/neededRights';
import { renderRole } from './rights/renderRoles';
import { reviewRights, withoutReview } from './rights/reviewRights';
import { isKnownDown, listSourceProblems } from './sources';

/** Rights change seldom, and each answer costs the API server requests. */
const KEPT_MILLISECONDS = 5 * 60_000;

/** What a portal that only reads does not use. */
const writingFeatures: ReadonlySet<RightsFeature> = new Set([
  'provision',
  'link',
]);

/** What the service of rights works with. */
export interface RightsServiceOptions {
  readonly authorizer: Authorizer;
  readonly gateway: KubernetesGateway;
  readonly adapters: readonly OperatorAdapter[];
  readonly logger: LoggerService;
  readonly now: () => Date;
  /** The portal writes nothing, so it needs no right to write. */
  readonly readOnly: boolean;
}

interface Review {
  readonly at: Date;
  readonly rights: Promise<KubernetesClusterRights>;
}

/**
 * What the product needs of each Kubernetes cluster beside what the portal's
 * own account may do there. Nothing is asked before somebody wants to know.
 */
export class RightsService {
  readonly #options: RightsServiceOptions;
  readonly #needed: readonly KubernetesRight[];
  readonly #reviews = new Map<string, Review>();

  private constructor(options: RightsServiceOptions) {
    this.#options = options;
    this.#needed = listNeededRights(options.adapters).filter(
      ({ feature }) => !options.readOnly || !writingFeatures.has(feature),
    );
  }

  static create(options: RightsServiceOptions) {
    return new RightsService(options);
  }

  /**
   * The rights in every Kubernetes cluster; answers are kept for some minutes.
   *
   * @throws NotAllowedError when the person may not see them
   */
  async listRights(options: {
    credentials: BackstageCredentials;
    /** Asks again, whatever is kept. */
    refresh?: boolean;
  }): Promise<RightsResponse> {
    const { authorizer, gateway, adapters } = this.#options;
    await authorizer.requireRightsRead(options.credentials);
    if (options.refresh) {
      this.#reviews.clear();
    }
    return {
      items: await Promise.all(
        gateway.listKubernetesClusters().map(status => this.#review(status)),
      ),
      problems: listSourceProblems(gateway, adapters),
    };
  }

  async #review(
    status: KubernetesClusterStatus,
  ): Promise<KubernetesClusterRights> {
    const { now } = this.#options;
    const at = now();
    const kept = this.#reviews.get(status.name);
    if (kept && at.getTime() - kept.at.getTime() < KEPT_MILLISECONDS) {
      return kept.rights;
    }
    const rights = this.#ask(status, at);
    this.#reviews.set(status.name, { at, rights });
    const answer = await rights;
    if (
      !answer.checkedAt &&
      this.#reviews.get(status.name)?.rights === rights
    ) {
      this.#reviews.delete(status.name);
    }
    return answer;
  }

  async #ask(
    { name, title }: KubernetesClusterStatus,
    at: Date,
  ): Promise<KubernetesClusterRights> {
    const { gateway, logger } = this.#options;
    const about = { kubernetesCluster: name, title };
    const unknown = {
      ...about,
      features: toFeatures(this.#needed.map(withoutReview)),
    };
    if (isKnownDown(gateway, name)) {
      return unknown;
    }
    try {
      const [account, rights] = await Promise.all([
        gateway.getOwnAccount(name).catch(() => undefined),
        reviewRights(gateway, name, this.#needed),
      ]);
      return {
        ...about,
        account,
        checkedAt: at.toISOString(),
        features: toFeatures(rights, account),
      };
    } catch (error) {
      logger.debug(`Kubernetes cluster ${name} tells no rights: ${error}`);
      return unknown;
    }
  }
}

function toFeatures(
  rights: readonly ReviewedRight[],
  account?: string,
): readonly FeatureRights[] {
  return rightsFeatures
    .filter(feature => rights.some(right => right.feature === feature))
    .map(feature =>
      toFeature(
        feature,
        rights.filter(right => right.feature === feature),
        account,
      ),
    );
}

function toFeature(
  feature: RightsFeature,
  rights: readonly ReviewedRight[],
  account: string | undefined,
): FeatureRights {
  const missing = rights
    .filter(({ missingVerbs }) => missingVerbs.length > 0)
    .map(right => ({ ...right, verbs: right.missingVerbs }));
  return {
    feature,
    state: toWorst(rights),
    rights,
    neededYaml: renderRole({ feature, rights, account }),
    missingYaml:
      missing.length > 0
        ? renderRole({ feature, rights: missing, account, supplement: true })
        : undefined,
  };
}

function toWorst(rights: readonly ReviewedRight[]): RightState {
  const order: readonly RightState[] = ['missing', 'unknown', 'granted'];
  return (
    order.find(state => rights.some(right => right.state === state)) ??
    'granted'
  );
}
