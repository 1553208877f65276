import { JsonObject } from './json';

/** One cause of an Invalid status. */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

/** Names the group and plural (or kind) that a message speaks of. */
export interface GroupName {
  group: string;
  name: string;
}

interface StatusInit {
  code: number;
  reason?: string;
  message: string;
  details?: JsonObject;
}

/** An error that is answered as a Kubernetes `Status`. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string | undefined;
  readonly details: JsonObject | undefined;

  constructor(init: StatusInit) {
    super(init.message);
    this.name = 'StatusError';
    this.code = init.code;
    this.reason = init.reason;
    this.details = init.details;
  }

  /** The body of the answer. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason ? { reason: this.reason } : {}),
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

/** `pods` or `kafkaclusters.kafka.banzaicloud.io`, as messages write it. */
export function qualified(of: GroupName): string {
  return of.group ? `${of.name}.${of.group}` : of.name;
}

function detailsOf(name: string, of: GroupName, causes?: StatusCause[]) {
  return {
    ...(name ? { name } : {}),
    ...(of.group ? { group: of.group } : {}),
    kind: of.name,
    ...(causes ? { causes: causes.map(cause => ({ ...cause })) } : {}),
  };
}

/** 404 for one object. */
export function notFound(of: GroupName, name: string): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: `${qualified(of)} "${name}" not found`,
    details: detailsOf(name, of),
  });
}

/** 404 for a path that names no resource. */
export function resourceNotFound(): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });
}

/** 409 on create. */
export function alreadyExists(
  of: GroupName,
  name: string,
  terminating: boolean,
): StatusError {
  const text = `${qualified(of)} "${name}" already exists`;
  return new StatusError({
    code: 409,
    reason: 'AlreadyExists',
    message: terminating ? `object is being deleted: ${text}` : text,
    details: detailsOf(name, of),
  });
}

/** 409 on a write that lost against another one. */
export function conflict(
  of: GroupName,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError {
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualified(
      of,
    )} "${name}": ${why}`,
    details: detailsOf(name, of),
  });
}

/** 403. `why` is the sentence after `is forbidden: `. */
export function forbidden(
  of: GroupName,
  name: string,
  why: string,
  causes?: StatusCause[],
): StatusError {
  const subject = name ? `${qualified(of)} "${name}"` : qualified(of);
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: ${why}`,
    details: detailsOf(name, of, causes),
  });
}

/** 422 with causes; `kind` holds the group and the Kind. */
export function invalid(
  kind: GroupName,
  name: string,
  causes: StatusCause[],
): StatusError {
  const texts = causes.map(cause => `${cause.field}: ${cause.message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: `${qualified(kind)} "${name}" is invalid: ${list}`,
    details: detailsOf(name, kind, causes),
  });
}

/** 422 of a patch whose operation does not apply: the real server says no more. */
export function patchRejected(): StatusError {
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  });
}

/** 400. */
export function badRequest(message: string): StatusError {
  return new StatusError({ code: 400, reason: 'BadRequest', message });
}

/** 405. */
export function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}

/** 410 of a list or watch whose history is gone. */
export function expired(message: string): StatusError {
  return new StatusError({ code: 410, reason: 'Expired', message });
}

/** 401. */
export function unauthorized(): StatusError {
  return new StatusError({
    code: 401,
    reason: 'Unauthorized',
    message: 'Unauthorized',
  });
}

/** 415. */
export function unsupportedMediaType(message: string): StatusError {
  return new StatusError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message,
  });
}

/** 500. */
export function internalError(message: string): StatusError {
  return new StatusError({
    code: 500,
    reason: 'InternalError',
    message: `Internal error occurred: ${message}`,
    details: { causes: [{ message }] },
  });
}
