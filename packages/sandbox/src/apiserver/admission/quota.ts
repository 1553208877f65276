import { ServerContext } from '../context';
import { JsonObject, objectAt, objectsAt, textAt } from '../json';
import { groupResource, ResourceInfo } from '../registry/types';
import { forbidden } from '../status';
import { formatQuantity, parseQuantity } from '../validation/quantity';
import { canonicalName, tableOfQuota, Usage, usageOf } from './quotaUsage';

const PER_CONTAINER = /^(requests|limits)\.(cpu|memory)$/;

/** What a namespace uses now, of the names that a quota limits. */
export function namespaceUsage(
  context: ServerContext,
  namespace: string,
  names: string[],
): Usage {
  const usage: Usage = new Map(names.map(name => [name, 0]));
  for (const table of new Set(names.map(tableOfQuota))) {
    for (const { key, object } of context.store.list(table)) {
      if (!key.startsWith(`${namespace}/`)) {
        continue;
      }
      const used = usageOf({ table, plural: table }, object);
      for (const name of names) {
        const amount = used.get(canonicalName(name)) ?? 0;
        if (amount && tableOfQuota(name) === table) {
          usage.set(name, (usage.get(name) ?? 0) + amount);
        }
      }
    }
  }
  return usage;
}

/** Throws 403 when a write would take more than a quota has left. */
export function checkQuota(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string,
  object: JsonObject,
  old: JsonObject | undefined,
): void {
  const quotas = context.store
    .list('resourcequotas')
    .filter(({ key }) => key.startsWith(`${namespace}/`));
  if (!quotas.length) {
    return;
  }
  const after = usageOf(info, object);
  const before: Usage = old ? usageOf(info, old) : new Map();
  for (const quota of quotas) {
    checkOne(context, info, namespace, object, quota.object, after, before);
  }
}

function checkOne(
  context: ServerContext,
  info: ResourceInfo,
  namespace: string,
  object: JsonObject,
  quota: JsonObject,
  after: Usage,
  before: Usage,
): void {
  const hard = objectAt(quota, 'spec', 'hard') ?? {};
  const quotaName = textAt(quota, 'metadata', 'name');
  const refuse = (why: string) =>
    forbidden(
      groupResource(info),
      textAt(object, 'metadata', 'name') ?? '',
      why,
    );
  const names = Object.keys(hard)
    .filter(name => tableOfQuota(name) === info.table)
    .sort();
  const missing = info.table === 'pods' ? unspecified(object, names) : [];
  if (missing.length) {
    throw refuse(
      `failed quota: ${quotaName}: must specify ${missing.join('; ')}`,
    );
  }
  const grown = names.filter(name => delta(name, after, before) > 0);
  if (!grown.length) {
    return;
  }
  const used = namespaceUsage(context, namespace, grown);
  const over = grown.filter(
    name =>
      (used.get(name) ?? 0) + delta(name, after, before) >
      (parseQuantity(hard[name]) ?? 0) + 1e-9,
  );
  if (over.length) {
    const list = (amount: (name: string) => string) =>
      over.map(name => `${name}=${amount(name)}`).join(',');
    const written = (name: string, value: number) =>
      formatQuantity(value, hard[name]);
    throw refuse(
      `exceeded quota: ${quotaName}, requested: ${list(name =>
        written(name, delta(name, after, before)),
      )}, used: ${list(name =>
        written(name, used.get(name) ?? 0),
      )}, limited: ${list(name => String(hard[name]))}`,
    );
  }
}

function delta(name: string, after: Usage, before: Usage): number {
  const key = canonicalName(name);
  return (after.get(key) ?? 0) - (before.get(key) ?? 0);
}

/** A quota on compute obliges every container to say how much it needs. */
function unspecified(pod: JsonObject, names: string[]): string[] {
  return names.flatMap(name => {
    const found = PER_CONTAINER.exec(canonicalName(name));
    if (!found) {
      return [];
    }
    const silent = objectsAt(pod, 'spec', 'containers').filter(
      one => !objectAt(one, 'resources', found[1])?.[found[2]],
    );
    return silent.length
      ? [`${name} for: ${silent.map(one => textAt(one, 'name')).join(',')}`]
      : [];
  });
}
