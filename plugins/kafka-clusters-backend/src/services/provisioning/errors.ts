import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  ClusterRef,
  PlanFinding,
  PlanFindingCode,
  ProvisioningRequest,
  RequestFailureCode,
} from '@kafka-clusters/plugin-kafka-clusters-common';

type Params = PlanFinding['params'];

/** What a problem is and what to change, for task logs and tools; browsers word the codes themselves. */
const problemWords: Partial<
  Record<PlanFindingCode, (params: Params) => string>
> = {
  'name-unavailable': p =>
    `The name "${p.name}" is not available; choose another name.`,
  'quota-exceeded': p =>
    `The quota ${p.quota} leaves ${p.available} of ${p.kind}, ${p.requested} are needed; choose a smaller size or ask for more quota.`,
  'storage-class-missing': p =>
    `There is no storage class "${p.storageClass}"; choose one of: ${p.available}.`,
  'too-few-zones': p =>
    `The cluster shall spread over ${p.wanted} zones and there are ${p.available}; choose a single zone or another target.`,
  'operator-not-installed': p =>
    `No operator for Kafka is installed in ${p.kubernetesCluster}; choose another target or ask the platform team to install it.`,
  'operator-too-old': p =>
    `The operator in ${p.kubernetesCluster} (${p.version}) cannot do this; ask the platform team to upgrade it.`,
  'operator-not-watching': p =>
    `The operator does not watch namespace ${p.namespace}; ask the platform team to add it.`,
  'not-allowed': () =>
    'You may not create Kafka clusters; ask the platform team for the right.',
  'target-not-allowed': p =>
    `There is no target ${p.kubernetesCluster}/${p.namespace} that you may use; choose one of yours.`,
  'owner-required': p =>
    `The namespace serves several teams; name the owner, one of: ${p.teams}.`,
  'owner-not-allowed': p =>
    `${p.owner} cannot own this cluster; choose one of: ${p.teams}.`,
  'namespace-terminating': p =>
    `Namespace ${p.namespace} is being deleted; choose another target.`,
  'portal-may-not-create': p =>
    `The portal may not create ${p.kind} in ${p.namespace}; ask the platform team to give its account the role.`,
  'refused-by-kubernetes': p => `Kubernetes refuses ${p.kind}: ${p.message}`,
  'kubernetes-unreachable': p =>
    `Kubernetes cluster ${p.kubernetesCluster} does not answer; try again later or choose another target.`,
};

/** An error that names every problem of a plan; it carries the findings for those who word them. */
export function buildPlanError(findings: readonly PlanFinding[]): Error {
  const problems = findings.filter(({ level }) => level === 'problem');
  const message = problems
    .map(({ code, params }) => problemWords[code]?.(params) ?? code)
    .join(' ');
  return Object.assign(createPlanError(problems, message), {
    findings: problems,
  });
}

function createPlanError(problems: readonly PlanFinding[], message: string) {
  const codes = problems.map(({ code }) => code);
  if (codes.some(code => /not-allowed$/.test(code))) {
    return new NotAllowedError(message);
  }
  if (codes.every(code => code === 'kubernetes-unreachable')) {
    return new ServiceUnavailableError(message);
  }
  return codes.every(code => code === 'name-unavailable')
    ? new ConflictError(message)
    : new InputError(message);
}

const failureWords: Record<RequestFailureCode, (params: Params) => string> = {
  'name-unavailable': p =>
    `The name "${p.name}" is not available; choose another name.`,
  'quota-exceeded': p =>
    `The quota of the namespace does not allow it (${p.message}); free resources or ask for more quota.`,
  'namespace-terminating': p =>
    `Namespace ${p.namespace} is being deleted; choose another target.`,
  'portal-may-not-create': p =>
    `The portal may not create ${p.kind} (${p.message}); ask the platform team to give its account the role.`,
  'refused-by-kubernetes': p =>
    `Kubernetes refuses ${p.kind}: ${p.message}. Change what it names.`,
  'kubernetes-unreachable': p =>
    `Kubernetes cluster ${p.kubernetesCluster} does not answer (${p.message}); try again later.`,
  'no-progress': p =>
    `The cluster made no progress for ${p.minutes} minutes${
      p.reason ? ` (${p.reason})` : ''
    }; look at its page.`,
  'cluster-deleted': p =>
    `The cluster ${p.name} was deleted before it was ready; request it anew.`,
};

/** Why a request failed and what to do, in English. */
export function describeFailure(
  failure: NonNullable<ProvisioningRequest['failure']>,
): string {
  const words = Object.entries(failureWords).find(
    ([code]) => code === failure.code,
  )?.[1];
  return words?.(failure.params) ?? failure.code;
}

/** An error for a request that failed while its objects were created; it names the request. */
export function buildRequestError(
  request: Pick<ProvisioningRequest, 'id' | 'state' | 'failure'>,
): Error {
  const { id, state, failure } = request;
  if (!failure) {
    return new ServiceUnavailableError(
      `Request ${id} is being worked on; ask again with the same key.`,
    );
  }
  const message = describeFailure(failure);
  const error = createRequestError(failure.code, message);
  return Object.assign(error, { request: { id, state, failure } });
}

/** The discarding is recorded, and done when the Kubernetes cluster answers again. */
export function buildDiscardDelayed({ kubernetesCluster }: ClusterRef): Error {
  return new ServiceUnavailableError(
    `Kubernetes cluster ${kubernetesCluster} does not answer; what the request created is deleted as soon as it does. Nothing more is to be done.`,
  );
}

function createRequestError(code: string, message: string): Error {
  switch (code) {
    case 'kubernetes-unreachable':
      return new ServiceUnavailableError(message);
    case 'refused-by-kubernetes':
      return new InputError(message);
    default:
      return new ConflictError(message);
  }
}
