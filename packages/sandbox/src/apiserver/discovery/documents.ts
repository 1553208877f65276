import { JsonObject } from '../json';
import { ResourceRegistry } from '../registry/ResourceRegistry';
import { apiVersionOf, ResourceInfo, Subresource } from '../registry/types';

/** What `/version` says: the sandbox follows this version of Kubernetes. */
export const VERSION: JsonObject = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.4',
  gitCommit: 'sandbox',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'linux/amd64',
};

const SUBRESOURCES: Readonly<
  Record<
    Subresource,
    { kind?: string; group?: string; version?: string; verbs: string[] }
  >
> = {
  status: { verbs: ['get', 'patch', 'update'] },
  finalize: { verbs: ['update'] },
  scale: {
    kind: 'Scale',
    group: 'autoscaling',
    version: 'v1',
    verbs: ['get', 'patch', 'update'],
  },
  binding: { kind: 'Binding', version: 'v1', verbs: ['create'] },
  eviction: {
    kind: 'Eviction',
    group: 'policy',
    version: 'v1',
    verbs: ['create'],
  },
  log: { verbs: ['get'] },
};

interface GroupVersions {
  group: string;
  versions: Map<string, ResourceInfo[]>;
}

function byGroup(registry: ResourceRegistry): GroupVersions[] {
  const groups = new Map<string, GroupVersions>();
  for (const info of registry.all()) {
    const group = groups.get(info.group) ?? {
      group: info.group,
      versions: new Map(),
    };
    groups.set(info.group, group);
    const infos = group.versions.get(info.version) ?? [];
    group.versions.set(info.version, [...infos, info]);
  }
  for (const group of groups.values()) {
    const sorted = [...group.versions].sort(([a], [b]) => byPriority(a, b));
    group.versions = new Map(sorted);
  }
  return [...groups.values()];
}

/** Stable versions first, then beta, then alpha; higher numbers first. */
function byPriority(a: string, b: string): number {
  const rank = (version: string) => {
    const found = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
    if (!found) {
      return [0, 0, 0];
    }
    const stability = { alpha: 1, beta: 2 }[found[2]] ?? 3;
    return [stability, Number(found[1]), Number(found[3] ?? 0)];
  };
  const [left, right] = [rank(a), rank(b)];
  const i = left.findIndex((value, at) => value !== right[at]);
  return i < 0 ? a.localeCompare(b) : right[i] - left[i];
}

/** `/api`: the legacy document of the core group. */
export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

function groupDocument({ group, versions }: GroupVersions): JsonObject {
  const list = [...versions.keys()].map(version => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions: list, preferredVersion: list[0] };
}

/** `/apis`: the legacy document of all groups. */
export function groupList(registry: ResourceRegistry): JsonObject {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: byGroup(registry)
      .filter(({ group }) => group)
      .map(groupDocument),
  };
}

/** `/apis/<group>`; `undefined` when there is no such group. */
export function oneGroup(
  registry: ResourceRegistry,
  name: string,
): JsonObject | undefined {
  const found = byGroup(registry).find(({ group }) => group === name);
  return (
    found && { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(found) }
  );
}

/** `/apis/<group>/<version>`: the resources of one version. */
export function resourceList(
  registry: ResourceRegistry,
  group: string,
  version: string,
): JsonObject | undefined {
  const infos = registry
    .all()
    .filter(info => info.group === group && info.version === version);
  if (!infos.length) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: infos.flatMap(legacyEntries),
  };
}

function legacyEntries(info: ResourceInfo): JsonObject[] {
  const base = { namespaced: info.namespaced, kind: info.kind };
  return [
    {
      name: info.plural,
      singularName: info.singular,
      ...base,
      verbs: info.verbs,
      ...(info.shortNames.length ? { shortNames: info.shortNames } : {}),
      ...(info.categories.length ? { categories: info.categories } : {}),
    },
    ...info.subresources.map(name => {
      const { kind, group, version, verbs } = SUBRESOURCES[name];
      return {
        name: `${info.plural}/${name}`,
        singularName: '',
        ...base,
        kind: kind ?? info.kind,
        ...(group ? { group } : {}),
        ...(version ? { version } : {}),
        verbs,
      };
    }),
  ];
}

/** Aggregated discovery (`apidiscovery.k8s.io/v2`) of the core or of all groups. */
export function aggregated(
  registry: ResourceRegistry,
  core: boolean,
): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: byGroup(registry)
      .filter(({ group }) => (group === '') === core)
      .map(({ group, versions }) => ({
        metadata: { name: group || undefined, creationTimestamp: null },
        versions: [...versions].map(([version, infos]) => ({
          version,
          freshness: 'Current',
          resources: infos.map(aggregatedEntry),
        })),
      })),
  };
}

function aggregatedEntry(info: ResourceInfo): JsonObject {
  const { group, version, kind } = info;
  return {
    resource: info.plural,
    responseKind: { group, version, kind },
    scope: info.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: info.singular,
    verbs: info.verbs,
    ...(info.shortNames.length ? { shortNames: info.shortNames } : {}),
    ...(info.categories.length ? { categories: info.categories } : {}),
    ...(info.subresources.length
      ? {
          subresources: info.subresources.map(name => ({
            subresource: name,
            responseKind: {
              group: SUBRESOURCES[name].group ?? group,
              version: SUBRESOURCES[name].version ?? version,
              kind: SUBRESOURCES[name].kind ?? kind,
            },
            verbs: SUBRESOURCES[name].verbs,
          })),
        }
      : {}),
  };
}
