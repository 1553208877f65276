import type {
  ClusterRequest,
  PlanFinding,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { RenderedCluster } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway } from '../../kubernetes';
import { nameUnavailable, problem, unreachable } from './findings';
import { nameFailure } from './kubernetesFailure';

/** Asks Kubernetes what it would say to a request. */
export class Admission {
  readonly #gateway: KubernetesGateway;

  private constructor(gateway: KubernetesGateway) {
    this.#gateway = gateway;
  }

  static create(options: { gateway: KubernetesGateway }) {
    return new Admission(options.gateway);
  }

  /**
   * The server's own dry run, with its admission, and whether the portal may
   * create at all.
   */
  async ask(
    request: ClusterRequest,
    rendered: RenderedCluster,
    known: readonly PlanFinding[],
    signal: AbortSignal | undefined,
  ): Promise<readonly PlanFinding[]> {
    const cannotAnswer = known.some(({ code }) =>
      [
        'operator-not-installed',
        'namespace-terminating',
        'kubernetes-unreachable',
      ].includes(code),
    );
    if (cannotAnswer) {
      return [];
    }
    const isTaken = known.some(({ code }) => code === 'name-unavailable');
    const answers = await Promise.all(
      rendered.objects
        .filter(({ resource, object: { metadata } }) => {
          const location = { ...request.target, resource, name: metadata.name };
          return !isTaken || !this.#gateway.find(location);
        })
        .map(planned => this.#dryRun(request, planned, signal)),
    );
    return answers.filter(finding => finding !== undefined);
  }

  /** Both questions at once: a slow server shall not take twice its time. */
  async #dryRun(
    { target, name }: ClusterRequest,
    { resource, object }: RenderedCluster['objects'][number],
    signal: AbortSignal | undefined,
  ): Promise<PlanFinding | undefined> {
    const { kubernetesCluster, namespace } = target;
    const [review, tried] = await Promise.allSettled([
      this.#gateway.reviewAccess(
        kubernetesCluster,
        { verb: 'create', resource, namespace },
        { signal },
      ),
      this.#gateway.create(kubernetesCluster, resource, object, {
        dryRun: true,
        signal,
      }),
    ]);
    if (review.status === 'fulfilled' && !review.value) {
      const { kind } = resource;
      return problem('portal-may-not-create', { kind, namespace }, 'target');
    }
    const refused = [review, tried].find(({ status }) => status === 'rejected');
    return refused?.status === 'rejected'
      ? this.#toFinding(refused.reason, target, name, {
          ...object,
          kind: resource.kind,
        })
      : undefined;
  }

  #toFinding(
    error: unknown,
    { kubernetesCluster, namespace }: ClusterRequest['target'],
    clusterName: string,
    object: RenderedCluster['objects'][number]['object'],
  ): PlanFinding {
    const { code, params } = nameFailure(error, kubernetesCluster, object);
    const kind = object.kind ?? '';
    switch (code) {
      case 'name-unavailable':
        return nameUnavailable(clusterName);
      case 'namespace-terminating':
        return problem(code, { namespace }, 'target');
      case 'portal-may-not-create':
        return problem(code, { kind, namespace }, 'target');
      case 'kubernetes-unreachable':
        return unreachable(this.#gateway, kubernetesCluster);
      default:
        return problem('refused-by-kubernetes', {
          kind,
          message: String(params.message ?? ''),
        });
    }
  }
}
