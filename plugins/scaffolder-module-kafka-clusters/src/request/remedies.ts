import {
  MAX_CLUSTER_NAME_LENGTH,
  brokerSizeNames,
  brokerSizes,
  type BrokerSizeName,
  type FootprintKind,
  type PlanFinding,
  type Target,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { isAt, type Draft } from './draft';

const GiB = 1024 ** 3;

/** A change that takes a problem away, as far as the form can tell; one click applies it. */
export interface Remedy {
  readonly change: Partial<Draft>;
  readonly words:
    | { readonly key: 'size'; readonly size: BrokerSizeName }
    | { readonly key: 'brokers'; readonly count: number }
    | { readonly key: 'storage'; readonly bytes: number }
    | { readonly key: 'storageClass'; readonly name: string }
    | { readonly key: 'singleZone' }
    | { readonly key: 'owner'; readonly team: string }
    | { readonly key: 'name'; readonly name: string }
    | { readonly key: 'target'; readonly target: Draft['target'] };
}

/** What the person can do about a finding with one click; the next plan says whether it was enough. */
export function suggestRemedies(
  finding: Pick<PlanFinding, 'code' | 'params'>,
  draft: Draft,
  targets: readonly Target[],
): Remedy[] {
  const target = targets.find(each => isAt(each, draft.target));
  switch (finding.code) {
    case 'quota-exceeded':
      return suggestSmaller(finding.params, draft);
    case 'storage-class-missing':
      return otherClasses(target, draft, () => true);
    case 'storage-class-cannot-grow':
      return otherClasses(target, draft, ({ canGrow }) => canGrow);
    case 'too-few-zones':
      return [
        {
          change: { availability: 'single-zone' },
          words: { key: 'singleZone' },
        },
      ];
    case 'owner-required':
    case 'owner-not-allowed':
      return (target?.teams ?? []).slice(0, 3).map(team => ({
        change: { owner: team },
        words: { key: 'owner', team },
      }));
    case 'name-unavailable': {
      const name = nextName(draft.name);
      return [{ change: { name }, words: { key: 'name', name } }];
    }
    case 'operator-not-installed':
    case 'operator-too-old':
    case 'operator-not-watching':
    case 'namespace-terminating':
    case 'kubernetes-unreachable':
    case 'portal-may-not-create':
    case 'target-not-allowed':
      return otherTargets(targets, draft, finding.code);
    default:
      return [];
  }
}

function suggestSmaller(params: PlanFinding['params'], draft: Draft): Remedy[] {
  const excess = Number(params.requested) - Number(params.available);
  if (!(excess > 0)) {
    return [];
  }
  const kind = params.kind as FootprintKind;
  const remedies: Remedy[] = [];
  if (kind === 'cpu' || kind === 'memory' || kind === 'storage') {
    const before = amountPerBroker(kind, draft.size, draft);
    const size = brokerSizeNames
      .slice(0, brokerSizeNames.indexOf(draft.size))
      .reverse()
      .find(
        name =>
          draft.brokers * (before - amountPerBroker(kind, name)) >= excess,
      );
    if (size) {
      remedies.push({
        change: { size, storageBytesPerBroker: undefined },
        words: { key: 'size', size },
      });
    }
    if (kind === 'storage') {
      const bytes = Math.floor((before - excess / draft.brokers) / GiB) * GiB;
      if (bytes >= GiB) {
        remedies.push({
          change: { storageBytesPerBroker: bytes },
          words: { key: 'storage', bytes },
        });
      }
    }
  }
  const count = fewerBrokers(kind, excess, draft);
  if (count !== undefined) {
    remedies.push({
      change: { brokers: count },
      words: { key: 'brokers', count },
    });
  }
  return remedies;
}

function amountPerBroker(
  kind: 'cpu' | 'memory' | 'storage',
  size: BrokerSizeName,
  draft?: Draft,
): number {
  const { cpuMillicores, memoryBytes, storageBytes } = brokerSizes[size];
  switch (kind) {
    case 'cpu':
      return cpuMillicores;
    case 'memory':
      return memoryBytes;
    default:
      return draft?.storageBytesPerBroker ?? storageBytes;
  }
}

function fewerBrokers(
  kind: FootprintKind,
  excess: number,
  draft: Draft,
): number | undefined {
  const each =
    kind === 'volumes' || kind === 'pods'
      ? 1
      : amountPerBroker(kind, draft.size, draft);
  const count = draft.brokers - Math.ceil(excess / each);
  return count >= 3 ? count : undefined;
}

function otherClasses(
  target: Target | undefined,
  draft: Draft,
  fits: (storageClass: Target['storageClasses'][number]) => boolean,
): Remedy[] {
  return (target?.storageClasses ?? [])
    .filter(each => each.name !== draft.storageClass && fits(each))
    .slice(0, 2)
    .map(({ name }) => ({
      change: { storageClass: name },
      words: { key: 'storageClass', name },
    }));
}

function otherTargets(
  targets: readonly Target[],
  draft: Draft,
  code: PlanFinding['code'],
): Remedy[] {
  const isElsewhere =
    code === 'namespace-terminating' ||
    code === 'operator-not-watching' ||
    code === 'portal-may-not-create' ||
    code === 'target-not-allowed'
      ? (each: Target) => !isAt(each, draft.target)
      : (each: Target) =>
          each.kubernetesCluster !== draft.target.kubernetesCluster;
  return targets
    .filter(each => each.operator.installed && isElsewhere(each))
    .slice(0, 2)
    .map(({ kubernetesCluster, namespace }) => ({
      change: { target: { kubernetesCluster, namespace } },
      words: { key: 'target', target: { kubernetesCluster, namespace } },
    }));
}

/** `orders` becomes `orders-2`, `orders-2` becomes `orders-3`. */
function nextName(name: string): string {
  const [, stem, number] = /^(.*?)(?:-(\d{1,3}))?$/.exec(name) ?? [];
  const suffix = `-${Number(number ?? 1) + 1}`;
  return `${(stem || name).slice(
    0,
    MAX_CLUSTER_NAME_LENGTH - suffix.length,
  )}${suffix}`;
}
