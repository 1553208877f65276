import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  MessageParams,
  RequestFailureCode,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { getKubernetesFailure } from '../../kubernetes';
import { redactText } from '../redaction';

/** A named failure of a request. */
export interface NamedFailure {
  readonly code: RequestFailureCode;
  readonly params: MessageParams;
  /** Trying again later may help. */
  readonly transient: boolean;
}

/**
 * Names why Kubernetes did not create an object. Admission tells quota, a
 * terminating namespace, missing rights and webhooks apart by words alone: all
 * of them are 403.
 */
export function nameFailure(
  error: unknown,
  kubernetesCluster: string,
  object: KubernetesObject,
): NamedFailure {
  const failure = getKubernetesFailure(error);
  const kind = object.kind ?? '';
  const { name, namespace = '' } = object.metadata;
  const message = redactText(
    failure?.message ?? (error instanceof Error ? error.message : ''),
  );
  const definite = (
    code: RequestFailureCode,
    params: MessageParams,
  ): NamedFailure => ({ code, params, transient: false });

  const isTerminating =
    failure?.causes.some(({ reason }) => reason === 'NamespaceTerminating') ||
    /is being terminated/.test(message);
  if (isTerminating) {
    return definite('namespace-terminating', { namespace });
  }
  if (ConflictError.is(error)) {
    return definite('name-unavailable', { name, kind });
  }
  if (NotAllowedError.is(error)) {
    if (/exceeded quota|insufficient quota/.test(message)) {
      return definite('quota-exceeded', { message });
    }
    return /admission webhook|ValidatingAdmissionPolicy|denied the request/.test(
      message,
    )
      ? definite('refused-by-kubernetes', { kind, message })
      : definite('portal-may-not-create', { kind, message });
  }
  if (InputError.is(error) || NotFoundError.is(error)) {
    return definite('refused-by-kubernetes', { kind, message });
  }
  return {
    code: 'kubernetes-unreachable',
    params: { kubernetesCluster, message },
    transient: true,
  };
}
