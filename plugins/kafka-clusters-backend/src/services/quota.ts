import {
  footprintKinds,
  type FootprintKind,
  type FootprintLine,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  parseQuantity,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { isRecord } from '../kubernetes/json';

/** Which entries of a ResourceQuota limit each quantity, and how many of ours one of theirs is. */
const quotaKeys: Record<
  FootprintKind,
  { readonly keys: readonly string[]; readonly factor: number }
> = {
  cpu: { keys: ['requests.cpu', 'cpu'], factor: 1000 },
  memory: { keys: ['requests.memory', 'memory'], factor: 1 },
  storage: { keys: ['requests.storage'], factor: 1 },
  volumes: {
    keys: ['persistentvolumeclaims', 'count/persistentvolumeclaims'],
    factor: 1,
  },
  pods: { keys: ['pods', 'count/pods'], factor: 1 },
};

/**
 * What is asked for against what the quotas of a namespace leave; of several
 * quotas the tightest counts.
 *
 * @param requested - millicores, bytes, counts
 * @param storageClass - its own entries in quotas count too
 */
export function buildFootprint(
  objects: KubernetesObjects,
  namespace: string,
  requested: Readonly<Record<FootprintKind, number>>,
  storageClass?: string,
): readonly FootprintLine[] {
  const quotas = objects
    .list(kubernetesResources.resourceQuotas, namespace)
    .filter(isForAllPods);
  return footprintKinds.map(kind => ({
    kind,
    requested: requested[kind],
    quota: quotas
      .flatMap(quota => readLimits(quota, kind, storageClass))
      .sort((a, b) => a.hard - a.used - (b.hard - b.used))[0],
  }));
}

/** A footprint of nothing: what the quotas leave to anybody. */
export const nothingRequested: Readonly<Record<FootprintKind, number>> = {
  cpu: 0,
  memory: 0,
  storage: 0,
  volumes: 0,
  pods: 0,
};

/** Quotas with scopes limit some pods only (of a priority, without requests); ours are none of them. */
function isForAllPods({ spec }: KubernetesObject): boolean {
  return (
    !isRecord(spec) ||
    (spec.scopeSelector === undefined &&
      !(Array.isArray(spec.scopes) && spec.scopes.length > 0))
  );
}

function readLimits(
  quota: KubernetesObject,
  kind: FootprintKind,
  storageClass: string | undefined,
): NonNullable<FootprintLine['quota']>[] {
  const status = isRecord(quota.status) ? quota.status : {};
  const spec = isRecord(quota.spec) ? quota.spec : {};
  // The status lags a moment behind a quota that is new.
  const hard = isRecord(status.hard) ? status.hard : spec.hard;
  const used = isRecord(status.used) ? status.used : {};
  if (!isRecord(hard)) {
    return [];
  }
  const { keys, factor } = quotaKeys[kind];
  return [...keys, ...classKeys(kind, storageClass)].flatMap(key => {
    const limit = parseQuantity(hard[key]);
    return limit === undefined
      ? []
      : [
          {
            hard: Math.floor(limit * factor),
            used: Math.ceil((parseQuantity(used[key]) ?? 0) * factor),
            name: quota.metadata.name,
          },
        ];
  });
}

function classKeys(
  kind: FootprintKind,
  storageClass: string | undefined,
): readonly string[] {
  const prefix = `${storageClass}.storageclass.storage.k8s.io`;
  if (storageClass === undefined) {
    return [];
  }
  return {
    storage: [`${prefix}/requests.storage`],
    volumes: [`${prefix}/persistentvolumeclaims`],
    cpu: [],
    memory: [],
    pods: [],
  }[kind];
}
