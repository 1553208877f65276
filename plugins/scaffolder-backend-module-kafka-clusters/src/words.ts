import type {
  MessageParams,
  PlanFinding,
  PlanFindingParams,
  RequestFailureParams,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** English, as everything that the scaffolder writes into a task. */
type Words<Params> = {
  readonly [Code in keyof Params]: (params: Params[Code]) => string;
};

const GiB = 1024 ** 3;

function formatAmount(kind: string, amount: number): string {
  switch (kind) {
    case 'cpu':
      return `${amount / 1000} CPU`;
    case 'memory':
    case 'storage':
      return `${Math.round((amount / GiB) * 10) / 10} GiB of ${kind}`;
    default:
      return `${amount} ${kind}`;
  }
}

const findingWords: Words<PlanFindingParams> = {
  'name-unavailable': ({ name }) =>
    `the name '${name}' is not available in this namespace: choose another name`,
  'quota-exceeded': ({ kind, requested, available, quota }) =>
    `quota ${quota}: ${formatAmount(kind, requested)} requested, ${formatAmount(
      kind,
      available,
    )} left: take a smaller size, fewer brokers or less storage, or ask the platform team for more quota`,
  'storage-class-missing': ({ storageClass, available }) =>
    `storage class '${storageClass}' does not exist: ${
      available ? `choose one of ${available}` : 'the cluster has none'
    }`,
  'too-few-zones': ({ wanted, available }) =>
    `${wanted} zones are needed and ${available} take pods: choose availability 'single-zone' or another Kubernetes cluster`,
  'operator-not-installed': ({ kubernetesCluster }) =>
    `Koperator is not installed in ${kubernetesCluster}: choose another Kubernetes cluster or ask the platform team`,
  'operator-too-old': ({ kubernetesCluster, version }) =>
    `Koperator in ${kubernetesCluster} is too old${
      version ? ` (${version})` : ''
    }: choose another Kubernetes cluster or ask the platform team to upgrade it`,
  'operator-not-watching': ({ namespace }) =>
    `the operator does not watch namespace ${namespace}: choose another namespace or ask the platform team`,
  'not-allowed': () =>
    'you may not request Kafka clusters: ask the platform team for the right',
  'target-not-allowed': ({ kubernetesCluster, namespace }) =>
    `namespace ${namespace} of ${kubernetesCluster} is not there, or not for you: choose one that serves your team`,
  'owner-required': ({ teams }) =>
    `the namespace serves several teams: give one of ${teams} as owner`,
  'owner-not-allowed': ({ owner, teams }) =>
    `${owner} cannot own it here: give ${
      teams ? `one of ${teams}` : 'a team of yours that the namespace serves'
    } as owner`,
  'namespace-terminating': ({ namespace }) =>
    `namespace ${namespace} is being deleted: choose another`,
  'portal-may-not-create': ({ kind, namespace }) =>
    `the portal's account may not create ${kind} in namespace ${namespace}: ask the platform team to give it the right`,
  'refused-by-kubernetes': ({ kind, message }) =>
    `Kubernetes refuses the ${kind}: ${message}`,
  'kubernetes-unreachable': ({ kubernetesCluster }) =>
    `${kubernetesCluster} does not answer: try again later or choose another Kubernetes cluster`,
  'storage-class-cannot-grow': ({ storageClass }) =>
    `volumes of storage class ${storageClass} cannot grow later`,
  'plain-listeners': () =>
    'clients connect without encryption and without a password, from inside the Kubernetes cluster',
  'single-zone': () => 'the cluster stops when its zone is lost',
  'fewer-nodes-than-brokers': ({ nodes, brokers }) =>
    `${brokers} brokers share ${nodes} Kubernetes nodes`,
  'no-quota-known': ({ namespace }) =>
    `no quota limits namespace ${namespace}, so whether the cluster fits is not known`,
  'data-stale': ({ kubernetesCluster, asOf }) =>
    `what is known of ${kubernetesCluster} is as of ${asOf}`,
  'zone-drained': ({ zone }) => `zone ${zone} takes no pods now`,
};

const failureWords: Words<RequestFailureParams> = {
  'name-unavailable': ({ name }) =>
    `the name '${name}' was taken meanwhile: choose another name`,
  'quota-exceeded': ({ message }) => `the quota does not suffice: ${message}`,
  'namespace-terminating': ({ namespace }) =>
    `namespace ${namespace} is being deleted: choose another`,
  'portal-may-not-create': ({ kind, message }) =>
    `the portal's account may not create ${kind}: ${message}`,
  'refused-by-kubernetes': ({ kind, message }) =>
    `Kubernetes refused the ${kind}: ${message}`,
  'kubernetes-unreachable': ({ kubernetesCluster, message }) =>
    `${kubernetesCluster} does not answer: ${message}`,
  'no-progress': ({ minutes, reason }) =>
    `no progress for ${minutes} minutes${
      reason ? ` (${reason})` : ''
    }: its page says what it waits for`,
  'cluster-deleted': ({ name }) =>
    `somebody deleted ${name} before it was ready`,
};

/** What stands against a request, and what to change. */
export function describeFinding(
  finding: Pick<PlanFinding, 'code' | 'params'>,
): string {
  return describe(findingWords, finding);
}

/** Why a request failed. */
export function describeFailure(failure: {
  readonly code: string;
  readonly params: MessageParams;
}): string {
  return describe(failureWords, failure);
}

/** A newer backend may know codes that have no words here. */
function describe<Params>(
  words: Words<Params>,
  message: { readonly code: string; readonly params: MessageParams },
): string {
  const entry = Object.hasOwn(words, message.code)
    ? (words as Record<string, (params: never) => string>)[message.code]
    : undefined;
  return stripControls(entry ? entry(message.params as never) : message.code);
}

/** Texts of clusters must not colour, move or fake lines of a log. */
export function stripControls(text: string): string {
  return text
    .replace(/\p{Cc}\[[0-9;?]*[ -/]*[@-~]/gu, '')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim();
}
