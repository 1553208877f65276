import { ServerContext } from '../context';
import { JsonObject, objectAt, objectsAt, own, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { forbidden } from '../status';
import { parseQuantity } from '../validation/quantity';

/** Fills in what LimitRanges give containers, and refuses what they forbid. */
export function applyLimitRanges(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string,
  pod: JsonObject,
): void {
  const limits = context.store
    .list('limitranges')
    .filter(({ key }) => key.startsWith(`${namespace}/`))
    .flatMap(({ object }) => objectsAt(object, 'spec', 'limits'))
    .filter(limit => textAt(limit, 'type') === 'Container');
  for (const limit of limits) {
    for (const container of objectsAt(pod, 'spec', 'containers')) {
      fillIn(container, limit);
      checkBounds(info, pod, container, limit);
    }
  }
}

function fillIn(container: JsonObject, limit: JsonObject): void {
  const resources = objectAt(container, 'resources') ?? {};
  container.resources = resources;
  const limits = {
    ...objectAt(limit, 'default'),
    ...objectAt(resources, 'limits'),
  };
  const requests = {
    ...(objectAt(limit, 'defaultRequest') ?? objectAt(limit, 'default')),
    ...objectAt(resources, 'requests'),
  };
  if (Object.keys(limits).length) {
    resources.limits = limits;
  }
  if (Object.keys(requests).length) {
    resources.requests = requests;
  }
}

function checkBounds(
  info: ResourceInfo,
  pod: JsonObject,
  container: JsonObject,
  limit: JsonObject,
): void {
  const requests = objectAt(container, 'resources', 'requests');
  const limits = objectAt(container, 'resources', 'limits');
  const refuse = (why: string) =>
    forbidden(groupResource(info), textAt(pod, 'metadata', 'name') ?? '', why);
  for (const [name, minimum] of Object.entries(objectAt(limit, 'min') ?? {})) {
    const amount = own(requests, name);
    if ((parseQuantity(amount) ?? 0) < (parseQuantity(minimum) ?? 0)) {
      throw refuse(
        amount === undefined
          ? `minimum ${name} usage per Container is ${minimum}.  No request is specified`
          : `minimum ${name} usage per Container is ${minimum}, but request is ${amount}`,
      );
    }
  }
  for (const [name, maximum] of Object.entries(objectAt(limit, 'max') ?? {})) {
    const amount = own(limits, name);
    if ((parseQuantity(amount) ?? Infinity) > (parseQuantity(maximum) ?? 0)) {
      throw refuse(
        amount === undefined
          ? `maximum ${name} usage per Container is ${maximum}.  No limit is specified`
          : `maximum ${name} usage per Container is ${maximum}, but limit is ${amount}`,
      );
    }
  }
}
