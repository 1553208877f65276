import {
  ConflictError,
  CustomErrorBase,
  InputError,
  NotAllowedError,
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { asNumber, asString, isRecord } from './json';

/** One cause of a Status: which field, and why. */
export interface KubernetesFailureCause {
  readonly field?: string;
  readonly message: string;
  readonly reason?: string;
}

/** Why a request failed, as far as the API server or the network said it. */
export interface KubernetesFailure {
  /** HTTP status; absent when no answer came. */
  readonly code?: number;
  /**
   * Reason of the Status (`AlreadyExists`, `Invalid`, `Expired`), or the code
   * of the network error (`ECONNREFUSED`, `TIMEOUT`).
   */
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly KubernetesFailureCause[];
  /** Kind or plural that the Status is about. */
  readonly kind?: string;
  /** What Retry-After asked for. */
  readonly retryAfterMilliseconds?: number;
}

/** A failed request inside the room of the gateway; doors get what {@link toBackstageError} makes of it. */
export class KubernetesRequestError extends CustomErrorBase {
  name = 'KubernetesRequestError' as const;
  readonly failure: KubernetesFailure;

  constructor(failure: KubernetesFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

// Not a field of the error: Backstage serialises fields into answers, and
// causes of a Status may repeat what somebody typed.
const failures = new WeakMap<object, KubernetesFailure>();

/** What Kubernetes said, for an error that the gateway threw; undefined for any other. */
export function getKubernetesFailure(
  error: unknown,
): KubernetesFailure | undefined {
  return typeof error === 'object' && error !== null
    ? failures.get(error)
    : undefined;
}

const maxMessage = 2_000;
const maxCauses = 50;

function clean(text: string): string {
  // One line without control characters: it ends in logs and on screens.
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, maxMessage);
}

function toCauses(details: unknown): KubernetesFailureCause[] {
  if (!isRecord(details) || !Array.isArray(details.causes)) {
    return [];
  }
  return details.causes
    .filter(isRecord)
    .slice(0, maxCauses)
    .map(cause => ({
      field: asString(cause.field),
      reason: asString(cause.reason),
      message: clean(asString(cause.message) ?? ''),
    }));
}

/**
 * Reads a Status, from an answer or from an ERROR event of a watch. A body
 * that is none (the plain text of an unknown group, the page of a proxy) is
 * not repeated.
 */
export function toFailure(
  body: unknown,
  context: { code?: number; action: string; retryAfterMilliseconds?: number },
): KubernetesFailure {
  const status = isRecord(body) && body.kind === 'Status' ? body : {};
  const details = isRecord(status.details) ? status.details : {};
  const code = context.code ?? asNumber(status.code);
  const seconds = asNumber(details.retryAfterSeconds);
  return {
    code,
    reason: clean(asString(status.reason) || `HTTP ${code ?? 'unknown'}`),
    message: clean(
      asString(status.message) || `${context.action} was answered with ${code}`,
    ),
    causes: toCauses(details),
    kind: asString(details.kind),
    retryAfterMilliseconds:
      context.retryAfterMilliseconds ??
      (seconds === undefined ? undefined : seconds * 1000),
  };
}

/** Wraps whatever a request threw. Texts of network errors may hold addresses and are not repeated. */
export function toRequestError(
  error: unknown,
  action: string,
): KubernetesRequestError {
  if (error instanceof KubernetesRequestError) {
    return error;
  }
  const cause = isRecord(error) && isRecord(error.cause) ? error.cause : {};
  const code =
    (isRecord(error) && asString(error.code)) || asString(cause.code) || '';
  const reason = /^[A-Z][A-Z0-9_]+$/.test(code) ? code : 'UNKNOWN';
  return new KubernetesRequestError({
    reason,
    message: `${action} got no answer (${reason})`,
    causes: [],
  });
}

function build(failure: KubernetesFailure, message: string): Error {
  switch (failure.code) {
    case 400:
    case 413:
    case 415:
    case 422:
      return new InputError(message);
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 405:
    case 406:
      return new NotImplementedError(message);
    case 409:
      return new ConflictError(message);
    default:
      // 401 too: it is about the account of the portal. Passed on as such it
      // would look as if the person had to sign in again.
      return new ServiceUnavailableError(message);
  }
}

/**
 * The one place where a failure of Kubernetes becomes an error of Backstage.
 * {@link getKubernetesFailure} gives the Status back.
 */
export function toBackstageError(
  error: unknown,
  context: { kubernetesCluster: string; action: string; tested?: boolean },
): Error {
  const { failure } = toRequestError(error, context.action);
  const message = `Kubernetes cluster ${context.kubernetesCluster}: ${failure.message}`;
  // A failed `test` of a JSON Patch is a 422 without causes; a schema that
  // says no names the field.
  const lost =
    context.tested && failure.code === 422 && failure.causes.length === 0;
  const result = lost ? new ConflictError(message) : build(failure, message);
  failures.set(result, failure);
  return result;
}
