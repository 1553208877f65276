import {
  type ClusterCondition,
  type ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type AdapterCluster,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { detectKoperator } from './detect';
import { readFacts, type Facts } from './facts';
import { readListeners } from './listeners';
import { labelOf, nameOf, refOf } from './meta';
import { at, list, raw, text, time } from './parse';
import { reasonsOf } from './reasons';
import { readSafety } from './safety';

/** The Kafka version that the tag of an image names. */
export function versionTag(image: string | undefined): string | undefined {
  // Koperator's images are tagged <scala>-<kafka>[-...], e.g. 2.13-3.9.2-jdk21.
  const tag = image?.split('@')[0].split('/').pop()?.split(':')[1];
  return tag && /^(?:\d+\.\d+-)?(\d+\.\d+\.\d+)/.exec(tag)?.[1];
}

function versionOf(facts: Facts): AdapterCluster['version'] {
  const reported = facts.nodes.flatMap(({ node }) => node.version ?? []);
  const images = facts.brokers.flatMap(broker => broker.wished?.image ?? []);
  return {
    // The oldest of them: that is what clients can rely on.
    current: reported.sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    )[0],
    target: versionTag(images[0]),
  };
}

function conditionsOf(facts: Facts): readonly ClusterCondition[] {
  const conditions: ClusterCondition[] = [];
  if (facts.operatorState) {
    conditions.push({
      about: facts.about,
      type: 'State',
      status: facts.operatorState,
      lastTransitionAt: undefined,
    });
  }
  const topic = text(at(facts.cluster, 'status', 'cruiseControlTopicStatus'));
  if (topic) {
    conditions.push({
      about: facts.about,
      type: 'CruiseControlTopic',
      status: topic,
    });
  }
  const { zookeeper } = facts;
  for (const entry of list(at(zookeeper?.object, 'status', 'conditions')).slice(
    0,
    50,
  )) {
    conditions.push({
      about: {
        kind: 'ZookeeperCluster',
        name: zookeeper?.address.name ?? '',
        namespace: zookeeper?.address.namespace,
      },
      type: raw(at(entry, 'type') ?? ''),
      status: raw(at(entry, 'status') ?? ''),
      reason: text(at(entry, 'reason')),
      message: text(at(entry, 'message')),
      lastTransitionAt: time(at(entry, 'lastTransitionTime')),
    });
  }
  return conditions;
}

function zookeeperObjects(facts: Facts): AdapterCluster['objects'] {
  const { zookeeper } = facts;
  if (!zookeeper) {
    return [];
  }
  const { name, namespace } = zookeeper.address;
  return [
    refOf(zookeeper.object, 'ZookeeperCluster'),
    ...zookeeper.members.flatMap(member => [
      ...(member.pod ? [refOf(member.pod.object, 'Pod')] : []),
      ...member.claims.map(claim =>
        refOf(claim.object, 'PersistentVolumeClaim'),
      ),
    ]),
    { kind: 'StatefulSet', name, namespace },
    { kind: 'PodDisruptionBudget', name, namespace },
    ...['client', 'headless', 'admin-server'].map(suffix => ({
      kind: 'Service',
      name: `${name}-${suffix}`,
      namespace,
    })),
  ];
}

/** Every object of the cluster, its custom resource first. */
export function objectsOf(facts: Facts): AdapterCluster['objects'] {
  const { cluster, namespace, name, cruiseControl, nodes, objects } = facts;
  const services = objects
    .list(kubernetesResources.services, namespace)
    .filter(service => labelOf(service, 'kafka_cr') === name);
  const own: ObjectRef[] = [
    ...nodes.flatMap(node => [
      ...(node.pod ? [refOf(node.pod.object, 'Pod')] : []),
      ...node.claims.map(claim => refOf(claim.object, 'PersistentVolumeClaim')),
    ]),
    ...(cruiseControl.deployment
      ? [refOf(cruiseControl.deployment, 'Deployment')]
      : []),
    ...cruiseControl.pods.map(pod => refOf(pod, 'Pod')),
    ...cruiseControl.operations.map(operation =>
      refOf(operation.object, 'CruiseControlOperation'),
    ),
    ...services.map(service => refOf(service, 'Service')),
    { kind: 'PodDisruptionBudget', name: `${name}-pdb`, namespace },
  ];
  return [refOf(cluster, 'KafkaCluster'), ...own, ...zookeeperObjects(facts)];
}

function canGrow(
  objects: KubernetesObjects,
  storageClass: string | undefined,
): boolean | undefined {
  const found = objects
    .list(kubernetesResources.storageClasses)
    .find(candidate => nameOf(candidate) === storageClass);
  return found && at(found, 'allowVolumeExpansion') === true;
}

/** Disks of the brokers and of ZooKeeper. */
export function storageOf(facts: Facts): {
  storage: AdapterCluster['storage'];
  requestedStorageBytes: number;
} {
  const first = facts.brokers[0];
  const disks = first?.wished?.disks ?? [];
  const storageClass =
    disks[0]?.storageClass ?? first?.node.volumes[0]?.storageClass;
  const wishedBytes = facts.wish.nodes
    .flatMap(node => node.disks)
    .reduce((sum, disk) => sum + (disk.bytes ?? 0), 0);
  const claimedBytes = facts.nodes
    .flatMap(node => node.claims)
    .reduce((sum, claim) => sum + claim.volume.requestedBytes, 0);
  const zookeeperBytes = (facts.zookeeper?.members ?? [])
    .flatMap(member => member.claims)
    .reduce((sum, claim) => sum + claim.volume.requestedBytes, 0);
  return {
    storage: {
      class: storageClass,
      canGrow: canGrow(facts.objects, storageClass),
      bytesPerBroker: disks.length
        ? disks.reduce((sum, disk) => sum + (disk.bytes ?? 0), 0)
        : undefined,
    },
    requestedStorageBytes: Math.max(wishedBytes, claimedBytes) + zookeeperBytes,
  };
}

/** The cluster as its custom resource, pods, volumes and ZooKeeper tell it. */
export function koperatorToModel(
  input: Parameters<typeof readFacts>[0],
): AdapterCluster {
  const facts = readFacts(input);
  const { wish } = facts;
  const presence = detectKoperator(facts.objects);
  const reasons = reasonsOf(facts);
  const first = facts.brokers[0]?.wished;
  return {
    operator: {
      id: 'koperator',
      line: presence.line,
      version: presence.version,
    },
    mode: wish.kraft ? 'kraft' : 'zookeeper',
    version: versionOf(facts),
    nodes: [
      ...facts.nodes.map(node => node.node),
      ...(facts.zookeeper?.members.map(member => member.node) ?? []),
    ],
    listeners: readListeners(facts.cluster, wish),
    minInsyncReplicas: wish.minInsyncReplicas,
    replicationFactor: wish.replicationFactor,
    rackAware: wish.rackAware,
    resources: {
      cpuMillicoresPerBroker: first?.cpuMillicores,
      memoryBytesPerBroker: first?.memoryBytes,
      memoryLimitBytesPerBroker: first?.memoryLimitBytes,
      heapBytesPerBroker: first?.heapBytes,
    },
    ...storageOf(facts),
    safety: readSafety(facts),
    conditions: conditionsOf(facts),
    reasons,
    objects: objectsOf(facts),
    zookeeper: facts.zookeeper && {
      namespace: facts.zookeeper.address.namespace,
      name: facts.zookeeper.address.name,
    },
    reviewAt: facts.deadlines.reviewAt,
  };
}
