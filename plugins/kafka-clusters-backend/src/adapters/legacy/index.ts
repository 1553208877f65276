import {
  kubernetesResources,
  type AdapterCluster,
  type KubernetesObject,
  type KubernetesObjects,
  type OperatorAdapter,
  type OperatorPresence,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { readFacts, type Facts } from '../koperator/facts';
import { nameOf } from '../koperator/meta';
import { at, text } from '../koperator/parse';
import { readSafety } from '../koperator/safety';
import { objectsOf, storageOf, versionTag } from '../koperator/toModel';
import { legacyClusterNamesOf } from './clusterNames';
import { readLegacyListeners } from './listeners';
import { legacyReasonsOf } from './reasons';
import { legacyClusters } from './resources';
import { operatorStateOf, readLegacyWish } from './wish';
import { legacyWatches } from './watches';

function detect(objects: KubernetesObjects): OperatorPresence {
  const definition = `${legacyClusters.plural}.${legacyClusters.group}`;
  return {
    installed: objects
      .list(kubernetesResources.customResourceDefinitions)
      .some(object => nameOf(object) === definition),
    line: 'unknown',
    supported: false,
  };
}

/** Images that the specification names beside those of the brokers. */
function helperImages(cluster: KubernetesObject): readonly string[] {
  return [
    ['exporterImage'],
    ['kafkaManager', 'image'],
    ['envoyConfig', 'image'],
    ['monitoringConfig', 'jmxImage'],
  ].flatMap(path => text(at(cluster, 'spec', ...path)) ?? []);
}

function safetyOf(facts: Facts): AdapterCluster['safety'] {
  const safety = readSafety(facts);
  const images = [...(safety.images ?? []), ...helperImages(facts.cluster)];
  return { ...safety, images: [...new Set(images)] };
}

function toModel(input: Parameters<OperatorAdapter['toModel']>[0]) {
  const facts: Facts = {
    ...readFacts(input, readLegacyWish),
    // Nobody makes new clusters of this type: it has worked.
    established: true,
  };
  const { wish } = facts;
  const first = facts.brokers[0];
  const state = operatorStateOf(facts.cluster);
  const model: AdapterCluster = {
    operator: { id: 'koperator-0.5', line: 'unknown' },
    mode: 'zookeeper',
    // The operator reports none; the image's tag is what there is.
    version: { target: versionTag(first?.node.image ?? first?.wished?.image) },
    nodes: [
      ...facts.nodes.map(({ node }) => node),
      ...(facts.zookeeper?.members.map(({ node }) => node) ?? []),
    ],
    listeners: readLegacyListeners(facts),
    minInsyncReplicas: wish.minInsyncReplicas,
    replicationFactor: wish.replicationFactor,
    resources: {
      cpuMillicoresPerBroker: first?.wished?.cpuMillicores,
      memoryBytesPerBroker: first?.wished?.memoryBytes,
      memoryLimitBytesPerBroker: first?.wished?.memoryLimitBytes,
      heapBytesPerBroker: first?.wished?.heapBytes,
    },
    ...storageOf(facts),
    safety: safetyOf(facts),
    conditions: state
      ? [{ about: facts.about, type: 'State', status: state }]
      : [],
    reasons: legacyReasonsOf(facts),
    objects: objectsOf(facts),
    zookeeper: facts.zookeeper && {
      namespace: facts.zookeeper.address.namespace,
      name: facts.zookeeper.address.name,
    },
    reviewAt: facts.deadlines.reviewAt,
  };
  return model;
}

/**
 * Clusters of Koperator before 0.6, and of forks of that time: read, and
 * nothing else. Their verdict comes from pods alone.
 */
export const legacyAdapter: OperatorAdapter = {
  id: 'koperator-0.5',
  clusterResource: legacyClusters,
  watches: legacyWatches,
  detect,
  clusterNamesOf: legacyClusterNamesOf,
  // There is nothing that pods and the custom resource do not say.
  remember: () => ({}),
  toModel,
};
