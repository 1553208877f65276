import {
  AccessRequest,
  RbacAuthorizer,
  splitRules,
} from '../auth/RbacAuthorizer';
import { Caller } from '../context';
import { JsonObject, listAt, objectAt, textAt } from '../json';
import { ResourceInfo } from '../registry/types';
import { badRequest } from '../status';

function toAccess(spec: JsonObject | undefined): AccessRequest {
  const resource = objectAt(spec, 'resourceAttributes');
  const path = objectAt(spec, 'nonResourceAttributes');
  if ((resource === undefined) === (path === undefined)) {
    throw badRequest(
      'spec: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  if (path) {
    return { verb: textAt(path, 'verb') ?? '', path: textAt(path, 'path') };
  }
  return {
    verb: textAt(resource, 'verb') ?? '',
    group: textAt(resource, 'group') ?? '',
    resource: textAt(resource, 'resource'),
    subresource: textAt(resource, 'subresource') || undefined,
    namespace: textAt(resource, 'namespace') || undefined,
    name: textAt(resource, 'name') || undefined,
  };
}

/** Answers the review kinds; nothing of them is stored. */
export function answerReview(
  authorizer: RbacAuthorizer,
  info: ResourceInfo,
  body: JsonObject,
  caller: Caller,
): JsonObject {
  const spec = objectAt(body, 'spec');
  const answer = {
    kind: info.kind,
    apiVersion: `${info.group}/${info.version}`,
    metadata: { creationTimestamp: null },
    spec: spec ?? {},
  };
  switch (info.kind) {
    case 'SelfSubjectReview':
      return { ...answer, status: { userInfo: userInfo(caller) } };
    case 'SelfSubjectRulesReview': {
      const namespace = textAt(spec, 'namespace');
      if (!namespace) {
        throw badRequest('no namespace on request');
      }
      const rules = splitRules(authorizer.rulesOf(caller, namespace));
      return { ...answer, status: { ...rules, incomplete: false } };
    }
    case 'SubjectAccessReview': {
      const subject = {
        name: textAt(spec, 'user') ?? '',
        groups: listAt(spec, 'groups').map(String),
      };
      const allowed = authorizer.allows(subject, toAccess(spec));
      return { ...answer, status: { allowed } };
    }
    default: {
      const allowed = authorizer.allows(caller, toAccess(spec));
      return { ...answer, status: { allowed } };
    }
  }
}

function userInfo(caller: Caller): JsonObject {
  return {
    username: caller.name,
    ...(caller.uid ? { uid: caller.uid } : {}),
    groups: caller.groups,
  };
}
