import type {
  DataAge,
  HealthReason,
  SourceProblem,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  KubernetesResource,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesClusterStatus, KubernetesGateway } from '../kubernetes';

const problemOfState = {
  connecting: 'kubernetes-connecting',
  stale: 'kubernetes-stale',
  unreachable: 'kubernetes-unreachable',
  unauthorized: 'kubernetes-unauthorized',
} as const;

/**
 * What stands between the caller and whole, present data: Kubernetes clusters
 * that do not answer, types that the portal may not read, operators that are
 * not installed.
 */
export function listSourceProblems(
  gateway: KubernetesGateway,
  adapters: readonly OperatorAdapter[],
  kubernetesCluster?: string,
): readonly SourceProblem[] {
  return gateway
    .listKubernetesClusters()
    .filter(({ name }) => (kubernetesCluster ?? name) === name)
    .flatMap(status => toProblems(status, adapters));
}

function toProblems(
  status: KubernetesClusterStatus,
  adapters: readonly OperatorAdapter[],
): readonly SourceProblem[] {
  const about = { source: status.name, title: status.title };
  if (status.state !== 'live') {
    return [
      {
        ...about,
        code: problemOfState[status.state],
        since: status.since,
        asOf: status.lastContact,
        params: {},
      },
    ];
  }
  const forbidden = Object.entries(status.resources)
    .filter(([, { state }]) => state === 'forbidden')
    .map(([resource, { since }]) => ({
      ...about,
      code: 'kubernetes-forbidden' as const,
      since,
      params: { resource },
    }));
  const absent = adapters.map(
    ({ clusterResource: { group, plural } }) =>
      status.resources[`${group}/${plural}`],
  );
  const hasNoOperator =
    absent.length > 0 && absent.every(state => state?.state === 'absent');
  return hasNoOperator
    ? [
        ...forbidden,
        {
          ...about,
          code: 'operator-absent',
          since: absent[0].since,
          params: {},
        },
      ]
    : forbidden;
}

/**
 * How old what is known of a Kubernetes cluster is. The moment is only said
 * while it stands still: with every second another one, no answer would ever
 * be the same as the one before.
 */
export function readDataAge(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
): DataAge {
  return toDataAge(findStatus(gateway, kubernetesCluster));
}

/** The state of one Kubernetes cluster; undefined when none is configured under the name. */
export function findStatus(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
): KubernetesClusterStatus | undefined {
  return gateway
    .listKubernetesClusters()
    .find(({ name }) => name === kubernetesCluster);
}

/** Whether everything of a type has been read: only then is what is not there absent. */
export function isReadable(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
  resource: KubernetesResource,
): boolean {
  const state = findStatus(gateway, kubernetesCluster)?.resources[
    `${resource.group}/${resource.plural}`
  ]?.state;
  return (
    gateway.hasSynced(kubernetesCluster, resource) &&
    state !== 'forbidden' &&
    state !== 'absent'
  );
}

/** Whether the watches know that a Kubernetes cluster gives no answer: asking would only make a person wait. */
export function isKnownDown(
  gateway: KubernetesGateway,
  kubernetesCluster: string,
): boolean {
  const state = findStatus(gateway, kubernetesCluster)?.state;
  return state === 'unreachable' || state === 'unauthorized';
}

/** The same, where the states are at hand. */
export function toDataAge(
  status: KubernetesClusterStatus | undefined,
): DataAge {
  return status?.state === 'live'
    ? { live: true }
    : { live: false, asOf: status?.lastContact };
}

/** What old data adds to a verdict: without it, yesterday's green would be shown as today's. */
export function buildStaleReasons(
  data: DataAge,
  kubernetesClusterStatus: { readonly since: string } | undefined,
): readonly HealthReason[] {
  return data.live
    ? []
    : [
        {
          code: 'data-stale',
          severity: 'unknown',
          params: { asOf: data.asOf ?? '' },
          about: [],
          since: kubernetesClusterStatus?.since,
          blocks: { code: 'unknown', params: {} },
          next: { code: 'restore-connection', params: {} },
        },
      ];
}
