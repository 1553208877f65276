import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { isDnsLabel } from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  ClusterEntityNames,
  ClusterImages,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { KubernetesClusterConfig } from './kubernetes/types';

/** Which teams a namespace serves, said by configuration. */
export interface TargetConfig {
  readonly kubernetesCluster: string;
  readonly namespace: string;
  readonly teams: readonly string[];
}

/** Who owns clusters of namespaces whose name fits. */
export interface OwnerRule {
  readonly kubernetesCluster?: string;
  /** `*` stands for any characters. */
  readonly namespace: string;
  readonly owner: string;
}

/** Everything that the configuration says, checked. */
export interface KafkaClustersConfig {
  readonly kubernetesClusters: readonly KubernetesClusterConfig[];
  /** By name of the Kubernetes cluster. */
  readonly images: ReadonlyMap<string, ClusterImages>;
  readonly targets: readonly TargetConfig[];
  readonly owners: readonly OwnerRule[];
  readonly failAfterMinutes: number;
  /** Nothing is written to Kubernetes. */
  readonly readOnly: boolean;
  /** Links are copied into annotations of custom resources. */
  readonly mirrorOwners: boolean;
  readonly entityNames: ClusterEntityNames;
}

/** The images of the operator line that the suite creates clusters for. */
export const defaultImages: ClusterImages = {
  pullSecrets: [],
  kafka: 'ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11',
  zookeeper: 'pravega/zookeeper:0.2.15',
  cruiseControl: 'adobe/cruise-control:3.0.3-adbe-20260722',
  jmxExporter: 'ghcr.io/adobe/koperator/jmx-javaagent:1.5.0',
};

/**
 * Reads the whole configuration, once. Nothing configured is fine.
 *
 * @throws InputError that names the key
 */
export function readKafkaClustersConfig(root: Config): KafkaClustersConfig {
  const config = root.getOptionalConfig('kafkaClusters');
  const clusters = config?.getOptionalConfigArray('kubernetesClusters') ?? [];
  const kubernetesClusters = clusters.map((cluster, index) =>
    readKubernetesCluster(cluster, `kubernetesClusters[${index}]`),
  );
  refuseDuplicates(kubernetesClusters.map(({ name }) => name));
  const known = new Set(kubernetesClusters.map(({ name }) => name));
  return {
    kubernetesClusters,
    images: new Map(
      clusters.map(cluster => [cluster.getString('name'), readImages(cluster)]),
    ),
    targets: (config?.getOptionalConfigArray('targets') ?? []).map(
      (target, index) => readTarget(target, `targets[${index}]`, known),
    ),
    owners: (config?.getOptionalConfigArray('owners') ?? []).map(
      (rule, index) => readOwnerRule(rule, `owners[${index}]`, known),
    ),
    failAfterMinutes: readFailAfter(config),
    readOnly: config?.getOptionalBoolean('readOnly') ?? false,
    mirrorOwners: config?.getOptionalBoolean('ownership.mirror') ?? true,
    entityNames: readEntityNames(config),
  };
}

function readKubernetesCluster(
  config: Config,
  key: string,
): KubernetesClusterConfig {
  const name = config.getString('name');
  if (!isDnsLabel(name)) {
    refuse(
      `${key}.name`,
      `is "${name}"; it has to be a DNS label: lower case letters, digits and dashes, at most 63`,
    );
  }
  return {
    name,
    title: config.getOptionalString('title'),
    connection: readConnection(config, key),
  };
}

function readConnection(
  config: Config,
  key: string,
): KubernetesClusterConfig['connection'] {
  const kubeconfig = config.getOptionalConfig('kubeconfig');
  const inCluster = config.getOptionalBoolean('inCluster') ?? false;
  const url = config.getOptionalString('url');
  if ([kubeconfig, inCluster, url].filter(Boolean).length !== 1) {
    refuse(key, 'needs exactly one of kubeconfig, inCluster: true and url');
  }
  if (kubeconfig) {
    return {
      type: 'kubeconfig',
      path: kubeconfig.getString('path'),
      context: kubeconfig.getOptionalString('context'),
    };
  }
  return inCluster
    ? { type: 'in-cluster' }
    : readUrlConnection(config, key, url ?? '');
}

function readUrlConnection(
  config: Config,
  key: string,
  url: string,
): KubernetesClusterConfig['connection'] {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    refuse(`${key}.url`, 'has to be an address with https');
  }
  const token = config.getOptionalString('token');
  const tokenFile = config.getOptionalString('tokenFile');
  if ((token === undefined) === (tokenFile === undefined)) {
    refuse(key, 'needs exactly one of token and tokenFile beside url');
  }
  return {
    type: 'url',
    url,
    caData: config.getOptionalString('caData') ?? readCaFile(config, key),
    token,
    tokenFile,
  };
}

function readCaFile(config: Config, key: string): string | undefined {
  const path = config.getOptionalString('caFile');
  if (path === undefined) {
    return undefined;
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(`${key}.caFile`, `cannot be read: ${error}`);
  }
}

function readImages(cluster: Config): ClusterImages {
  const images = cluster.getOptionalConfig('images');
  return {
    registry: images?.getOptionalString('registry')?.replace(/\/+$/, ''),
    pullSecrets: images?.getOptionalStringArray('pullSecrets') ?? [],
    kafka: images?.getOptionalString('kafka') ?? defaultImages.kafka,
    zookeeper:
      images?.getOptionalString('zookeeper') ?? defaultImages.zookeeper,
    cruiseControl:
      images?.getOptionalString('cruiseControl') ?? defaultImages.cruiseControl,
    jmxExporter:
      images?.getOptionalString('jmxExporter') ?? defaultImages.jmxExporter,
  };
}

function readTarget(
  config: Config,
  key: string,
  known: ReadonlySet<string>,
): TargetConfig {
  const namespace = config.getString('namespace');
  if (!isDnsLabel(namespace)) {
    refuse(`${key}.namespace`, `is "${namespace}"; it has to be a DNS label`);
  }
  return {
    kubernetesCluster: readKnown(config, key, known),
    namespace,
    teams: config
      .getStringArray('teams')
      .map(team => readEntityRef(team, `${key}.teams`)),
  };
}

function readOwnerRule(
  config: Config,
  key: string,
  known: ReadonlySet<string>,
): OwnerRule {
  return {
    kubernetesCluster: config.has('kubernetesCluster')
      ? readKnown(config, key, known)
      : undefined,
    namespace: config.getString('namespace'),
    owner: readEntityRef(config.getString('owner'), `${key}.owner`),
  };
}

function readKnown(
  config: Config,
  key: string,
  known: ReadonlySet<string>,
): string {
  const name = config.getString('kubernetesCluster');
  if (!known.has(name)) {
    refuse(
      `${key}.kubernetesCluster`,
      `is "${name}", which is not one of kafkaClusters.kubernetesClusters`,
    );
  }
  return name;
}

function readEntityRef(text: string, key: string): string {
  try {
    return normaliseTeamRef(text);
  } catch {
    return refuse(
      key,
      `holds "${text}"; an entity ref such as group:default/orders is expected`,
    );
  }
}

// Backstage's own parser takes `a:b:c/d/e` for a name.
const wholeRef = /^[a-z][a-z0-9]{0,62}:[\w.-]{1,63}\/[\w.-]{1,63}$/;

/** `orders` and `group:orders` mean `group:default/orders`. Throws for what is no entity ref. */
export function normaliseTeamRef(text: string): string {
  const ref = stringifyEntityRef(
    parseEntityRef(text.trim(), {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
  if (!wholeRef.test(ref)) {
    throw new InputError('No entity ref');
  }
  return ref;
}

function readFailAfter(config: Config | undefined): number {
  const key = 'provisioning.failAfterMinutes';
  const minutes = config?.getOptionalNumber(key) ?? 15;
  if (!(minutes > 0)) {
    refuse(key, 'has to be above zero');
  }
  return minutes;
}

function readEntityNames(config: Config | undefined): ClusterEntityNames {
  const key = 'catalog.entityNames';
  const names = config?.getOptionalString(key) ?? 'plain';
  return names === 'plain' || names === 'opaque'
    ? names
    : refuse(key, `is "${names}"; it has to be plain or opaque`);
}

function refuseDuplicates(names: readonly string[]) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    refuse('kubernetesClusters', `names "${twice}" twice`);
  }
}

function refuse(key: string, what: string): never {
  throw new InputError(`kafkaClusters.${key} ${what}`);
}
