import type {
  ClusterRequest,
  PlanFinding,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { RenderedCluster } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesGateway } from '../../kubernetes';
import { problem } from './findings';
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

  /** The server's own dry run, with its admission; before it, whether the portal may create at all. */
  async ask(
    request: ClusterRequest,
    rendered: RenderedCluster,
    known: readonly PlanFinding[],
    signal: AbortSignal | undefined,
  ): Promise<readonly PlanFinding[]> {
    const cannotAnswer = known.some(({ code }) =>
      ['operator-not-installed', 'namespace-terminating'].includes(code),
    );
    if (cannotAnswer) {
      return [];
    }
    const { kubernetesCluster } = request.target;
    const status = this.#statusOf(kubernetesCluster);
    if (status?.state === 'unreachable' || status?.state === 'unauthorized') {
      // Known already; asking again would only make the person wait.
      const { since } = status;
      return [
        problem(
          'kubernetes-unreachable',
          { kubernetesCluster, since },
          'target',
        ),
      ];
    }
    const answers = await Promise.all(
      rendered.objects
        .filter(
          ({ object }) =>
            !known.some(
              ({ code, params }) =>
                code === 'name-unavailable' &&
                params.name === object.metadata.name,
            ),
        )
        .map(planned => this.#dryRun(request, planned, signal)),
    );
    return answers.filter(finding => finding !== undefined);
  }

  async #dryRun(
    { target }: ClusterRequest,
    { resource, object }: RenderedCluster['objects'][number],
    signal: AbortSignal | undefined,
  ): Promise<PlanFinding | undefined> {
    const { kubernetesCluster, namespace } = target;
    try {
      const mayCreate = await this.#gateway.reviewAccess(
        kubernetesCluster,
        { verb: 'create', resource, namespace },
        { signal },
      );
      if (!mayCreate) {
        return problem(
          'portal-may-not-create',
          { kind: resource.kind, namespace },
          'target',
        );
      }
      await this.#gateway.create(kubernetesCluster, resource, object, {
        dryRun: true,
        signal,
      });
      return undefined;
    } catch (error) {
      return this.#toFinding(error, kubernetesCluster, {
        ...object,
        kind: resource.kind,
      });
    }
  }

  #toFinding(
    error: unknown,
    kubernetesCluster: string,
    object: RenderedCluster['objects'][number]['object'],
  ): PlanFinding {
    const { code, params } = nameFailure(error, kubernetesCluster, object);
    const kind = object.kind ?? '';
    const { name, namespace = '' } = object.metadata;
    switch (code) {
      case 'name-unavailable':
        return problem(code, { name, kind }, 'name');
      case 'namespace-terminating':
        return problem(code, { namespace }, 'target');
      case 'portal-may-not-create':
        return problem(code, { kind, namespace }, 'target');
      case 'kubernetes-unreachable': {
        const since = this.#statusOf(kubernetesCluster)?.since ?? '';
        return problem(code, { kubernetesCluster, since }, 'target');
      }
      default:
        return problem('refused-by-kubernetes', {
          kind,
          message: String(params.message ?? ''),
        });
    }
  }

  #statusOf(kubernetesCluster: string) {
    return this.#gateway
      .listKubernetesClusters()
      .find(({ name }) => name === kubernetesCluster);
  }
}
